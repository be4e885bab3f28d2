"""What a school lacks, told in SQL from its sites, roles, rehearsals and kits."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from coalitions.access.roles import Role
from coalitions.memberships.models.membership import Membership
from coalitions.reunification.content import ROLE_CODES, musts_of
from coalitions.reunification.lifecycle import SiteStanding
from coalitions.reunification.queries import role_rows
from coalitions.reunification.readiness import (
    Readiness,
    missing_of,
    places_of,
    readiness_of,
    tally,
)
from tests import agreeing, builders, reunifying

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
DAY = timedelta(days=1)


def missing(coalition, on=TODAY):
    """The codes of what a school lacks, with what tells one from another."""
    return [
        (each.code, each.facts.get("which") or each.facts.get("kind") or "")
        for each in missing_of(coalition.pk, on=on)
    ]


def of_code(coalition, code, on=TODAY):
    return [each for each in missing_of(coalition.pk, on=on) if each.code == code]


def primary(coalition, on=TODAY):
    return places_of(coalition.pk, on=on)[0]


def test_a_school_that_has_nothing_lacks_everything(coalition):
    assert missing(coalition) == [
        ("site", "primary"),
        ("site", "alternate"),
        ("roles", ""),
        ("rehearsal", "tabletop"),
        ("rehearsal", "walk_through"),
        ("rehearsal", "functional"),
        ("no_kit", ""),
    ]
    assert {each.due_on for each in missing_of(coalition.pk, on=TODAY)} == {None}


def test_a_school_that_has_everything_lacks_nothing(coalition):
    reunifying.make_ready(coalition)
    assert missing(coalition) == []
    assert readiness_of([coalition.pk], on=TODAY)[coalition.pk] == Readiness()


def test_a_year_later_what_wears_out_is_missing(coalition):
    reunifying.make_ready(coalition)
    later = missing(coalition, on=TODAY + 400 * DAY)
    assert sorted(later) == [
        ("kit", ""),
        ("rehearsal", "tabletop"),
        ("rehearsal", "walk_through"),
        ("walk", ""),
        ("walk", ""),
    ]


@pytest.mark.parametrize(
    ("fields", "standing"),
    [
        ({}, SiteStanding.USABLE),
        ({"signed_on": None}, SiteStanding.NOT_SIGNED),
        ({"starts_on": TODAY + DAY, "signed_on": TODAY}, SiteStanding.TO_COME),
        ({"ends_on": TODAY - DAY}, SiteStanding.ENDED),
        ({"ends_on": TODAY}, SiteStanding.USABLE),
        ({"kind": "shelter"}, SiteStanding.NOT_SIGNED),
    ],
)
def test_a_site_can_be_used_while_its_agreement_holds(coalition, fields, standing):
    agreement = reunifying.make_site_agreement(coalition=coalition, **fields)
    reunifying.make_site(coalition=coalition, agreement=agreement)
    assert primary(coalition).standing == standing
    assert (("site", "primary") in missing(coalition)) is (standing != SiteStanding.USABLE)


def test_without_an_agreement_no_site_counts(coalition):
    assert primary(coalition).standing == SiteStanding.NONE
    reunifying.make_site(coalition=coalition, agreement=None)
    assert primary(coalition).standing == SiteStanding.NO_AGREEMENT


def test_an_agreement_that_leaves_the_school_out_does_not_count(coalition, district_coalition):
    other = builders.make_school(district=coalition.district, name="Elsewhere High")
    agreement = reunifying.make_site_agreement(coalition=district_coalition, schools=[other])
    reunifying.make_site(coalition=coalition, agreement=agreement)
    assert primary(coalition).standing == SiteStanding.ELSEWHERE
    agreement.schools.add(coalition.school)
    assert primary(coalition).standing == SiteStanding.USABLE


def test_what_renews_an_agreement_makes_its_site_usable_again(coalition):
    old = reunifying.make_site_agreement(coalition=coalition, ends_on=TODAY - DAY)
    reunifying.make_site(coalition=coalition, agreement=old)
    assert primary(coalition).ended_on == TODAY - DAY
    agreeing.renew(old)
    assert primary(coalition).standing == SiteStanding.USABLE


def test_an_agreement_that_was_ended_early_has_ended(coalition, administrator):
    agreement = reunifying.make_site_agreement(
        coalition=coalition,
        closed_at=timezone.now(),
        closed_by=administrator,
        closed_because="The hall was sold.",
        ended_early_on=TODAY - DAY,
    )
    reunifying.make_site(coalition=coalition, agreement=agreement)
    assert primary(coalition).standing == SiteStanding.ENDED


def test_a_site_that_was_given_up_is_none(coalition, administrator):
    reunifying.make_site(coalition=coalition, given_up_at=timezone.now(), given_up_by=administrator)
    assert primary(coalition).standing == SiteStanding.NONE


@pytest.mark.parametrize(
    ("first", "second", "facts"),
    [
        ({"road": "Route 9"}, {"road": " ROUTE 9"}, {"road": True, "power": False}),
        ({"power": "Feeder 4"}, {"power": "feeder 4"}, {"road": False, "power": True}),
        ({"road": ""}, {"road": ""}, None),
        ({"road": "Route 9"}, {"road": "Mill Street"}, None),
    ],
)
def test_two_sites_on_one_road_or_power_are_said(coalition, first, second, facts):
    reunifying.make_site(coalition=coalition, **first)
    reunifying.make_site(coalition=coalition, which="alternate", **second)
    found = of_code(coalition, "same_way")
    assert [{key: each.facts[key] for key in ("road", "power")} for each in found] == (
        [facts] if facts else []
    )


def test_a_site_is_walked_each_year(coalition):
    site = reunifying.make_site(coalition=coalition, days_ago=5)
    (never,) = of_code(coalition, "walk")
    assert never.due_on == TODAY + 25 * DAY
    reunifying.make_walk(site=site, days_ago=360)
    assert of_code(coalition, "walk") == []
    (late,) = of_code(coalition, "walk", on=TODAY + 10 * DAY)
    assert late.last_on == TODAY - 360 * DAY


def test_points_that_a_site_must_have_are_counted_by_its_last_walk(coalition):
    site = reunifying.make_site(coalition=coalition)
    reunifying.make_walk(site=site, days_ago=30, met=[])
    (lacks,) = of_code(coalition, "points")
    assert lacks.facts["number"] == len(musts_of("primary"))
    reunifying.make_walk(site=site, days_ago=3, met=musts_of("primary")[1:])
    assert of_code(coalition, "points")[0].facts["number"] == 1
    assert primary(coalition).points == (len(musts_of("primary")) - 1, len(musts_of("primary")))


@pytest.mark.parametrize(
    ("number", "elsewhere", "is_complete"),
    [(3, (3,), True), (3, (2, 3), True), (3, (1,), False), (3, (), False), (2, (2,), False)],
)
def test_a_role_has_three_one_of_the_alternates_from_elsewhere(
    coalition, number, elsewhere, is_complete
):
    people = [
        builders.make_member(coalition=coalition, role=Role.STAFF).people.get()
        for _ in range(number)
    ]
    reunifying.fill_role(coalition=coalition, people=people, elsewhere=elsewhere)
    (roles,) = of_code(coalition, "roles")
    assert roles.number == len(ROLE_CODES) - is_complete
    row = next(row for row in role_rows(coalition, on=TODAY) if row.role.code == "lead")
    assert row.is_complete is is_complete


@pytest.mark.parametrize("change", [{"ends_on": TODAY}, {"role": Role.PARENT}])
def test_who_has_left_or_is_a_parent_fills_no_role(coalition, change):
    made = reunifying.fill_role(coalition=coalition)
    assert of_code(coalition, "roles")[0].number == len(ROLE_CODES) - 1
    Membership.objects.filter(person=made[1].person).update(**change)
    assert of_code(coalition, "roles")[0].number == len(ROLE_CODES)
    row = next(row for row in role_rows(coalition, on=TODAY) if row.role.code == "lead")
    assert (row.number_missing, row.has_left) == (1, {made[1].pk})


def test_a_colleague_of_another_school_may_fill_one(coalition):
    school = builders.make_school(district=coalition.district, name="Elsewhere High")
    other = builders.make_coalition(school=school)
    people = [builders.make_member(coalition=other, role=Role.STAFF).people.get() for _ in range(3)]
    reunifying.fill_role(coalition=coalition, people=people)
    assert of_code(coalition, "roles")[0].number == len(ROLE_CODES) - 1


def test_a_rehearsal_counts_when_it_was_held_and_for_as_long_as_its_kind_says(coalition):
    reunifying.make_rehearsal(coalition=coalition, held=False)
    reunifying.make_rehearsal(coalition=coalition, kind="walk_through", days_ago=400)
    reunifying.make_rehearsal(coalition=coalition, kind="functional", days_ago=400)
    found = {each.facts["kind"]: each for each in of_code(coalition, "rehearsal")}
    assert set(found) == {"tabletop", "walk_through"}
    assert found["tabletop"].next_on == TODAY - 10 * DAY
    assert found["walk_through"].due_on < TODAY


def test_one_that_was_called_off_is_not_planned(coalition, administrator):
    reunifying.make_rehearsal(
        coalition=coalition,
        held=False,
        called_off_at=timezone.now(),
        called_off_by=administrator,
        called_off_because="Snow.",
    )
    tabletop = of_code(coalition, "rehearsal")[0]
    assert (tabletop.facts["kind"], tabletop.facts["planned"]) == ("tabletop", None)


def test_a_kit_is_looked_through_and_complete(coalition):
    kit = reunifying.make_kit(coalition=coalition)
    assert of_code(coalition, "no_kit") == []
    assert of_code(coalition, "kit")[0].due_on == TODAY + 30 * DAY
    reunifying.make_check(kit=kit, days_ago=20, missing=["radios", "rosters"])
    (lacks,) = of_code(coalition, "kit")
    assert (lacks.facts["number"], lacks.due_on) == (2, TODAY + 10 * DAY)
    reunifying.make_check(kit=kit, days_ago=2)
    assert of_code(coalition, "kit") == []


def test_a_kit_off_the_list_is_none(coalition, administrator):
    reunifying.make_kit(coalition=coalition, removed_at=timezone.now(), removed_by=administrator)
    assert [each.code for each in missing_of(coalition.pk, on=TODAY)][-1] == "no_kit"


def test_days_run_from_the_first_site_also_one_given_up(coalition, administrator):
    reunifying.make_site(
        coalition=coalition,
        days_ago=50,
        given_up_at=timezone.now(),
        given_up_by=administrator,
    )
    reunifying.make_site(coalition=coalition, days_ago=2)
    assert of_code(coalition, "roles")[0].due_on == TODAY - 20 * DAY
    assert of_code(coalition, "rehearsal")[0].due_on == TODAY + 40 * DAY


def test_the_list_counts_what_the_page_shows(coalition):
    reunifying.make_site(coalition=coalition, road="Route 9")
    reunifying.make_site(coalition=coalition, which="alternate", agreement=None, road="Route 9")
    reunifying.fill_role(coalition=coalition)
    reunifying.make_rehearsal(coalition=coalition)
    reunifying.make_kit(coalition=coalition)
    counted = readiness_of([coalition.pk], on=TODAY)[coalition.pk]
    assert counted == tally(missing_of(coalition.pk, on=TODAY))
    assert (counted.usable, counted.roles_missing) == (1, len(ROLE_CODES) - 1)
    assert (counted.never_rehearsed, counted.kits_lacking, counted.no_kit) == (2, 1, 0)


def test_a_districts_coalition_lacks_nothing_of_its_own(district_coalition):
    assert places_of(district_coalition.pk, on=TODAY) == []


def test_other_schools_rows_are_not_counted(coalition):
    school = builders.make_school(district=coalition.district, name="Elsewhere High")
    other = builders.make_coalition(school=school)
    reunifying.make_ready(other)
    assert len(missing(coalition)) == 7
    assert missing(other) == []


@pytest.mark.parametrize("number", [1, 50])
def test_one_query_however_many_schools(coalition, number):
    coalitions = [coalition.pk]
    for _ in range(number - 1):
        school = builders.make_school(district=coalition.district)
        coalitions.append(builders.make_coalition(school=school).pk)
    with CaptureQueriesContext(connection) as asked:
        found = readiness_of(coalitions, on=TODAY)
    assert len(asked) == 1
    assert set(found) == set(coalitions)


def test_sites_come_first_whatever_else_is_late(coalition):
    reunifying.make_rehearsal(coalition=coalition, days_ago=900)
    reunifying.make_site(coalition=coalition)
    codes = [each.code for each in missing_of(coalition.pk, on=TODAY)]
    assert codes[:2] == ["site", "rehearsal"]
