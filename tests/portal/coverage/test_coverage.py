"""The coverage map: what covers a place, what would fill an empty one, schools and years compared."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from coalitions.access.roles import Role
from coalitions.briefs.models.answer import BriefRead
from coalitions.prevention.matrix import CODES
from safety_portal.portal.coverage.drawn import drawn_map, heading, year_in_words
from safety_portal.portal.coverage.offers import covered
from tests import builders
from tests.briefing import make_brief
from tests.programs import CELL, make_entry, make_program
from training.courses.models import Course

YEAR = 2026
TODAY = date(2026, 11, 30)


def at(year, month, day):
    return datetime(year, month, day, 17, tzinfo=UTC)


def counts(place, *, year=YEAR, on=TODAY):
    return {
        cell: dict(kinds) for cell, kinds in covered([place], [year], on=on)[place.pk, year].items()
    }


def read(brief, account, day):
    version = brief.versions.get()
    return BriefRead.objects.create(version=version, account=account, read_at=day)


@pytest.fixture
def teacher(coalition):
    return builders.make_member(coalition=coalition, role=Role.TEACHER)


def text(response):
    return " ".join(response.content.decode().split())


def seen(client, account, coalition, **query):
    client.force_login(account)
    return client.get(reverse("coverage", args=[coalition.slug]), query)


def test_a_place_is_darker_where_more_covers_it():
    shown = drawn_map(
        {code: {"briefs": n} for code, n in zip(CODES, (1, 2, 3, 5, 6), strict=False)}
    )
    assert [cell.shade for cell in shown.cells[:6]] == [1, 1, 2, 2, 3, 0]


def test_the_heading_counts_what_is_empty():
    assert heading(drawn_map({}).empty) == "20 of 20 places in the prevention matrix are empty"
    one = drawn_map({code: {"briefs": 1} for code in CODES[1:]})
    assert heading(one.empty) == "1 of 20 places in the prevention matrix is empty"
    full = drawn_map({code: {"briefs": 1} for code in CODES})
    assert heading(full.empty) == "All 20 places in the prevention matrix are covered"


def test_one_kind_alone_is_counted():
    counted = {CODES[0]: {"briefs": 2, "programs": 1}}
    assert drawn_map(counted).cells[0].words == "2 briefs, 1 program"
    assert drawn_map(counted, kind="programs").cells[0].total == 1
    assert drawn_map(counted, kind="training").cells[0].total == 0


def test_without_a_choice_the_first_empty_place_is_looked_at():
    shown = drawn_map({CODES[0]: {"briefs": 2}})
    assert shown.chosen.cell.code == CODES[1]
    assert drawn_map({}, chosen=CODES[7]).chosen.cell.code == CODES[7]


def test_a_phone_has_functions_downwards():
    shown = drawn_map({})
    assert [len(cells) for _, cells in shown.rows] == [5] * 4
    assert [len(cells) for _, cells in shown.turned] == [4] * 5


def test_a_school_year_has_two_numbers():
    assert year_in_words(2026) == "2026–27"
    assert year_in_words(2099) == "2099–00"


@pytest.mark.django_db
def test_a_brief_counts_once_whoever_opened_it(coalition, teacher, administrator):
    brief = make_brief(coalition=coalition, primary_cell=CELL)
    for account in (teacher, administrator):
        read(brief, account, at(2026, 9, 3))
    assert counts(coalition) == {CELL: {"briefs": 1}}


@pytest.mark.django_db
def test_a_brief_counts_in_the_year_in_which_it_was_opened(coalition, teacher):
    read(make_brief(coalition=coalition, primary_cell=CELL), teacher, at(2026, 6, 30))
    assert counts(coalition) == {}
    assert counts(coalition, year=2025) == {CELL: {"briefs": 1}}


@pytest.mark.django_db
def test_a_districts_brief_counts_where_its_reader_is_a_member(
    coalition, district_coalition, sibling, teacher
):
    read(make_brief(coalition=district_coalition, primary_cell=CELL), teacher, at(2026, 9, 3))
    assert counts(coalition) == {CELL: {"briefs": 1}}
    assert counts(sibling) == counts(district_coalition) == {}


@pytest.mark.django_db
def test_who_left_before_counts_no_more(coalition, teacher):
    teacher.people.get().memberships.update(ends_on=date(2026, 9, 1))
    read(make_brief(coalition=coalition, primary_cell=CELL), teacher, at(2026, 9, 3))
    assert counts(coalition) == {}


@pytest.mark.django_db
@pytest.mark.parametrize("state", ["recommended", "declined"])
def test_a_program_that_nobody_adopted_covers_nothing(coalition, administrator, state):
    make_program(coalition=coalition, by=administrator, state=state)
    assert counts(coalition, on=timezone.localdate()) == {}


@pytest.mark.django_db
def test_a_program_covers_until_the_year_in_which_it_ends(coalition, administrator):
    make_program(
        coalition=coalition,
        by=administrator,
        state="ended",
        started_on=date(2024, 9, 1),
        ended_on=date(2025, 7, 1),
    )
    there = {year: bool(counts(coalition, year=year)) for year in (2023, 2024, 2025, 2026)}
    assert there == {2023: False, 2024: True, 2025: True, 2026: False}


@pytest.mark.django_db
def test_a_districts_program_covers_its_schools_and_no_other_way(coalition, district_coalition):
    by = builders.make_member(coalition=district_coalition, role=Role.ADMINISTRATOR)
    make_program(coalition=district_coalition, by=by, started_on=date(2026, 9, 1))
    assert counts(coalition) == counts(district_coalition) == {CELL: {"programs": 1}}


@pytest.mark.django_db
def test_a_schools_program_does_not_cover_the_district(
    coalition, sibling, district_coalition, administrator
):
    make_program(coalition=coalition, by=administrator, started_on=date(2026, 9, 1))
    assert counts(coalition) == {CELL: {"programs": 1}}
    assert counts(sibling) == counts(district_coalition) == {}


@pytest.mark.django_db
@pytest.mark.parametrize(("state", "number"), [("verified", 1), ("to_verify", 0), ("returned", 0)])
def test_a_course_counts_by_verified_records(coalition, teacher, state, number):
    course = builders.make_course(cells=[CELL])
    for day in (3, 4):
        builders.make_record(
            coalition=coalition,
            person=teacher.people.get(),
            course=course,
            held_on=date(2026, 9, day),
            state=state,
            reason="Which hours?" if state == "returned" else "",
        )
    shown = counts(coalition).get(CELL, {})
    assert shown.get("training", 0) == number


@pytest.mark.django_db
def test_every_course_of_the_portal_stands_on_the_matrix():
    assert not Course.objects.filter(coalition=None, cells=[]).exists()


@pytest.mark.django_db
def test_the_page_says_what_is_empty_and_what_would_fill_it(
    client, coalition, administrator, teacher
):
    make_brief(coalition=coalition, primary_cell=CELL, title="A reporting line that answers")
    make_entry(coalition=coalition, by=administrator, cells=(CELL,), title="Own line")
    make_program(coalition=coalition, by=administrator, state="recommended", title="The card")
    shown = text(seen(client, teacher, coalition, cell=CELL))
    assert "20 of 20 places in the prevention matrix are empty" in shown
    for title in ("A reporting line that answers", "Own line", "The card"):
        assert title in shown
    assert f"{administrator}, " in shown


@pytest.mark.django_db
def test_what_was_used_fills_nothing(client, coalition, administrator, teacher):
    brief = make_brief(coalition=coalition, primary_cell=CELL, title="Read already")
    read(brief, teacher, timezone.now())
    make_program(
        coalition=coalition, by=administrator, library_code="reporting_line", title="The card"
    )
    shown = text(seen(client, teacher, coalition, cell=CELL))
    assert "Read already" not in shown
    assert "Anonymous reporting line" not in shown
    assert "1 brief, 1 program" in shown


@pytest.mark.django_db
def test_what_waits_for_a_second_administrator_is_shown_to_nobody_else(client, coalition, teacher):
    make_brief(coalition=coalition, primary_cell=CELL, published=False, title="A draft")
    assert "A draft" not in text(seen(client, teacher, coalition, cell=CELL))


@pytest.mark.django_db
def test_a_district_compares_its_schools(client, district_coalition, coalition, sibling):
    by = builders.make_member(coalition=district_coalition, role=Role.ADMINISTRATOR)
    own = builders.make_member(coalition=coalition, role=Role.ADMINISTRATOR)
    make_program(coalition=coalition, by=own, started_on=timezone.localdate())
    shown = text(seen(client, by, district_coalition))
    assert "Schools compared" in shown
    assert f">{coalition}</a>" in shown
    assert f">{sibling}</a>" in shown
    assert "19 of 20" in shown


@pytest.mark.django_db
def test_years_are_compared_and_chosen(client, coalition, administrator, teacher):
    began = timezone.localdate() - timedelta(days=370)
    make_program(
        coalition=coalition, by=administrator, state="ended", started_on=began, ended_on=began
    )
    year = began.year - (began.month < 7)
    shown = text(seen(client, teacher, coalition, year=year))
    assert "19 of 20 places" in shown
    assert "20 of 20 places" in text(seen(client, teacher, coalition))
    assert "Over the years" in shown


@pytest.mark.django_db
@pytest.mark.parametrize("query", [{"year": "x"}, {"year": "1"}, {"cell": "<b>"}, {"count": "all"}])
def test_what_is_no_choice_is_the_first(client, coalition, teacher, query):
    answer = seen(client, teacher, coalition, **query)
    assert answer.status_code == 200
    assert "<b>%" not in text(answer)


@pytest.mark.django_db
def test_a_parent_reads_none(client, coalition):
    parent = builders.make_member(coalition=coalition, role=Role.PARENT)
    assert seen(client, parent, coalition).status_code == 403


@pytest.mark.django_db
def test_it_is_one_query_for_any_number_of_places_and_years(
    coalition, sibling, district_coalition, django_assert_num_queries
):
    with django_assert_num_queries(1):
        covered([coalition, sibling, district_coalition], range(2020, 2027), on=TODAY)
