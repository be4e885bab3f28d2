"""What the kit of a school asks of its administrators, and when."""

from datetime import timedelta

import pytest
from django.utils import timezone

from coalitions.access.roles import Role
from coalitions.reunification.content import ROLE_CODES
from safety_portal.portal.reminders import obligations
from tests import builders, reunifying

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
DAY = timedelta(days=1)


def owed(account, on=TODAY):
    return [
        (each.kind, each.due_on)
        for each in obligations.owed(accounts=[account], on=on)
        if each.kind.startswith("reunification_")
    ]


def fill(coalition):
    people = [
        builders.make_member(coalition=coalition, role=Role.STAFF).people.get() for _ in range(3)
    ]
    for role in ROLE_CODES:
        reunifying.fill_role(coalition=coalition, role=role, people=people)


def test_nothing_is_asked_before_a_first_site_is_named(coalition, administrator):
    assert owed(administrator) == []


def test_the_first_site_asks_for_the_second_and_for_the_roles(coalition, administrator):
    reunifying.make_site(coalition=coalition)
    in_a_month = TODAY + 30 * DAY
    assert sorted(owed(administrator)) == [
        ("reunification_roles", in_a_month),
        ("reunification_site", in_a_month),
    ]


def test_a_school_that_has_everything_owes_nothing(coalition, administrator):
    reunifying.make_ready(coalition)
    assert owed(administrator) == []


def test_a_site_is_owed_from_the_day_its_agreement_ended(coalition, administrator):
    fill(coalition)
    reunifying.make_site(coalition=coalition, which="alternate")
    old = reunifying.make_site_agreement(coalition=coalition, ends_on=TODAY - 17 * DAY)
    reunifying.make_site(coalition=coalition, agreement=old, name="Fairgrounds")
    assert owed(administrator) == [("reunification_site", TODAY - 17 * DAY)]
    assert owed(administrator, on=TODAY - 17 * DAY) == []
    (found,) = (
        each
        for each in obligations.owed(accounts=[administrator], on=TODAY)
        if each.kind == "reunification_site"
    )
    assert found.title == "Mend the primary reunification site, Fairgrounds"
    assert "It cannot be used" in found.why
    assert found.path.endswith("/change/")


def test_a_rehearsal_is_asked_for_two_months_before_the_year_is_over(coalition, administrator):
    reunifying.make_rehearsal(coalition=coalition, days_ago=310)
    (due,) = owed(administrator)
    assert due[0] == "reunification_rehearsal"
    assert due[1] > TODAY
    assert owed(administrator, on=TODAY - 10 * DAY) == []


def test_one_that_is_planned_answers_until_its_day(coalition, administrator):
    reunifying.make_rehearsal(coalition=coalition, days_ago=400)
    planned = TODAY + 5 * DAY
    reunifying.make_rehearsal(coalition=coalition, days_ago=-5, held=False)
    assert owed(administrator) == []
    kinds = [kind for kind, _ in owed(administrator, on=planned + DAY)]
    assert sorted(kinds) == ["reunification_rehearsal", "reunification_write_up"]


def test_what_it_showed_is_written_within_two_weeks(coalition, administrator):
    reunifying.make_rehearsal(coalition=coalition, days_ago=3, held=False)
    assert owed(administrator) == [("reunification_write_up", TODAY + 11 * DAY)]
    assert owed(administrator, on=TODAY - 3 * DAY) == []


def test_a_kit_is_looked_through_each_year(coalition, administrator):
    kit = reunifying.make_kit(coalition=coalition, days_ago=5)
    assert owed(administrator) == [("reunification_kit", TODAY + 25 * DAY)]
    reunifying.make_check(kit=kit, days_ago=2)
    assert owed(administrator) == []
    assert [kind for kind, _ in owed(administrator, on=TODAY + 350 * DAY)] == ["reunification_kit"]


@pytest.mark.parametrize("role", [Role.SRO, Role.FIRE, Role.STAFF, Role.OFFICIAL, Role.PARENT])
def test_nobody_else_owes_anything(coalition, role):
    reunifying.make_site(coalition=coalition, agreement=None)
    reunifying.make_kit(coalition=coalition)
    assert owed(builders.make_member(coalition=coalition, role=role)) == []


def test_administrators_of_the_district_owe_nothing_of_a_school(coalition, district_coalition):
    reunifying.make_site(coalition=coalition)
    account = builders.make_member(coalition=district_coalition, role=Role.ADMINISTRATOR)
    assert owed(account) == []


def test_words_name_no_place(coalition, administrator):
    reunifying.make_site(coalition=coalition, agreement=None, location="44 Grange Road")
    found = obligations.owed(accounts=[administrator], on=TODAY)
    assert found
    assert not any("Grange Road" in f"{each.title} {each.why}" for each in found)
