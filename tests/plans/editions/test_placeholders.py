"""What stands for what in the text of a plan: facts, dates known later, gaps a writer fills. No database."""

from datetime import UTC, date, datetime
from types import SimpleNamespace

from plans.editions.placeholders import (
    facts_for_reading,
    facts_of,
    fill_placeholders,
    fill_plain,
    unfilled,
)
from safety_portal.core.look.wording import full_day

SCHOOL = {"name": "Juniper", "street": "1 Elm St", "city": "Alder", "state": "FL",
          "postal_code": "32003"}  # fmt: skip


def edition(*, facts=None, school=SCHOOL, **more):
    place = SimpleNamespace(**school) if school else None
    district = SimpleNamespace(**SCHOOL | {"name": "Cedar County", "city": ""})
    coalition = SimpleNamespace(school=place, district=district)
    plan = SimpleNamespace(title="Emergency plan", coalition=coalition)
    given = {"in_force_at": None, "review_due_on": None} | more
    return SimpleNamespace(facts=facts or {}, plan=plan, number=3, **given)


def test_facts_follow_the_database_while_an_edition_is_edited():
    assert facts_of(edition()) == {
        "plan.title": "Emergency plan",
        "edition.number": "3",
        "district.name": "Cedar County",
        "district.address": "1 Elm St",
        "school.name": "Juniper",
        "school.address": "1 Elm St, Alder FL 32003",
    }


def test_facts_that_were_frozen_stay_whatever_a_school_is_called_then():
    assert facts_of(edition(facts={"school.name": "Foxglove"})) == {"school.name": "Foxglove"}


def test_the_plan_of_a_district_has_no_facts_of_a_school():
    facts = facts_of(edition(school=None))
    assert not [name for name in facts if name.startswith("school.")]


def test_a_fact_that_is_not_known_is_left_out():
    facts = facts_of(edition(school=SCHOOL | {"street": "", "city": ""}))
    assert "school.address" not in facts
    assert fill_plain("At {{ school.address }}", facts) == "At {{ school.address }}"


def test_dates_are_known_once_an_edition_is_in_force():
    given = {"in_force_at": datetime(2026, 11, 30, 17, tzinfo=UTC), "review_due_on": date(2027, 11, 30)}  # fmt: skip
    facts = facts_for_reading(edition(**given), full_day=full_day)
    assert facts["edition.in_force_on"] == "November 30, 2026"
    assert facts["edition.review_by"] == "November 30, 2027"


def test_dates_of_an_edition_in_work_are_not_made_up():
    facts = facts_for_reading(edition(), full_day=full_day)
    assert not {"edition.in_force_on", "edition.review_by"} & set(facts)


def test_reading_adds_no_date_to_what_was_frozen():
    frozen = edition(facts={"school.name": "Juniper"}, review_due_on=date(2027, 11, 30))
    facts_for_reading(frozen, full_day=full_day)
    assert frozen.facts == {"school.name": "Juniper"}


def test_a_fact_is_escaped_in_html_and_plain_in_a_title():
    facts = {"school.name": "O'Hara & <Sons>"}
    assert fill_placeholders("<p>{{school.name}}</p>", facts) == (
        "<p>O&#x27;Hara &amp; &lt;Sons&gt;</p>"
    )
    assert fill_plain("{{ school.name }}", facts) == "O'Hara & <Sons>"


def test_a_fact_that_looks_like_a_placeholder_is_not_filled_again():
    facts = {"school.name": "{{ district.name }}", "district.name": "Cedar County"}
    assert fill_plain("{{ school.name }}", facts) == "{{ district.name }}"


def test_what_is_no_placeholder_of_ours_stays():
    facts = {"school.name": "Juniper"}
    for text in ("{{ user.password }}", "{{ school.Name }}", "{ school.name }", "{{school}}"):
        assert fill_plain(text, facts) == text


def test_a_writer_is_told_what_is_left_to_fill():
    text = "{{ local.rooms }} {{local.phone}} {{ local.rooms }} {{ school.name }}"
    assert unfilled(text, {"school.name": "Juniper"}) == ["local.phone", "local.rooms"]


def test_blocks_that_the_portal_makes_and_dates_of_later_are_not_left_to_fill():
    text = "{{ generated.signatures }} {{ edition.in_force_on }} {{ edition.review_by }}"
    assert unfilled(text, {}) == []
