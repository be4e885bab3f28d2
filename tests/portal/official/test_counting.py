"""What officials count, on a day and on a day before, from rows that carry their days."""

from datetime import date, datetime, time, timedelta

import pytest
from django.utils import timezone

from coalitions.coalition.models import Coalition
from coalitions.meetings.models.meeting import Meeting
from coalitions.memberships.models.membership import Membership
from plans.editions.models.edition import Edition
from safety_portal.core.database.kept_counts import KeptCounts
from safety_portal.portal.official import queries
from safety_portal.portal.official.queries import Tally, meetings_of, tallies_of, waiting_in
from tests import agreeing, builders, knowing, meeting, walks
from tests.calendaring import make_year
from tests.casting import make_cast
from tests.drilling import make_drill

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
YEAR_AGO = TODAY - timedelta(days=365)


def on(day):
    return timezone.make_aware(datetime.combine(day, time(10)))


def counted(coalition, kind, place="", days=(TODAY, YEAR_AGO)):
    found = tallies_of(coalition, days)
    return [found.get((kind, day, place)) for day in days]


def in_force(coalition, *, since, ended=None, by=None):
    plan = builders.make_plan(coalition=coalition, title=f"Plan {next(builders.serial)}")
    edition = builders.force_status(builders.make_edition(plan=plan), "in_force")
    by = by or builders.make_account()
    Edition.objects.filter(pk=edition.pk).update(in_force_at=on(since), in_force_by=by)
    if ended:
        builders.force_status(edition, "retired")
        Edition.objects.filter(pk=edition.pk).update(ended_at=on(ended))
    return edition


def test_a_plan_counts_from_the_day_it_came_into_force_to_the_day_it_ended(
    district_coalition, coalition, sibling
):
    in_force(coalition, since=TODAY - timedelta(days=30))
    in_force(sibling, since=YEAR_AGO - timedelta(days=9), ended=TODAY)
    since = [TODAY - timedelta(days=30), YEAR_AGO - timedelta(days=9)]
    assert counted(district_coalition, "plan") == [Tally(1, 2, since[0]), Tally(1, 2, since[1])]
    assert counted(district_coalition, "plan", "Foxglove Elementary") == [
        Tally(0, 1),
        Tally(1, 1, since[1]),
    ]


def test_a_school_without_a_coalition_has_no_plan_and_one_that_closed_does_not_count(
    district, district_coalition, coalition
):
    builders.make_school(district=district, name="Larkspur")
    builders.make_school(district=district, name="Gone", status="closed")
    assert counted(district_coalition, "plan")[0] == Tally(0, 2)


def test_two_plans_of_a_school_are_one_school(district_coalition, coalition):
    for _ in range(2):
        in_force(coalition, since=YEAR_AGO)
    assert counted(district_coalition, "plan") == [Tally(1, 1, YEAR_AGO)] * 2


def test_a_schools_own_figures_are_its_own(coalition, sibling):
    in_force(sibling, since=YEAR_AGO)
    assert counted(coalition, "plan") == [Tally(0, 1)] * 2


def test_a_seat_counts_while_it_is_held_and_not_where_it_was_left_empty(coalition):
    held = builders.make_seat(coalition=coalition, title="Fire chief")
    builders.make_seat(coalition=coalition, title="Nurse")
    builders.make_seat(
        coalition=coalition,
        title="Coach",
        left_empty_at=on(YEAR_AGO - timedelta(days=1)),
        left_empty_by=builders.make_account(),
        left_empty_because="There is none.",
    )
    builders.make_seat(coalition=coalition, title="Extra", recommended_minimum=0)
    builders.make_member(
        coalition=coalition, role="fire", seat=held, starts_on=TODAY - timedelta(days=9)
    )
    assert counted(coalition, "seats") == [Tally(1, 2), Tally(0, 2)]


def test_people_who_train_are_counted_once_and_by_their_last_year(district_coalition, coalition):
    cast = make_cast(coalition=coalition)
    teacher = cast["teacher"]
    builders.make_member(coalition=district_coalition, role="staff", account=teacher)
    person = teacher.people.get()
    builders.make_record(person=person, coalition=coalition, held_on=TODAY - timedelta(days=3))
    for state, days in (("withdrawn", 5), ("returned", 6)):
        builders.make_record(
            person=cast["sro"].people.get(),
            coalition=coalition,
            held_on=TODAY - timedelta(days=days),
            state=state,
            reason="Not that day.",
        )
    # Officials, parents and students do not log trainings.
    assert counted(district_coalition, "trained") == [Tally(1, 11), Tally(0, 11)]
    assert counted(district_coalition, "trained", str(coalition))[0] == Tally(1, 11)
    assert counted(district_coalition, "trained", str(district_coalition))[0] == Tally(1, 1)


def test_a_training_counts_for_a_year(coalition):
    person = builders.make_member(coalition=coalition, role="teacher").people.get()
    builders.make_record(person=person, coalition=coalition, held_on=YEAR_AGO - timedelta(days=1))
    assert counted(coalition, "trained") == [Tally(0, 1), Tally(1, 1)]


def test_who_joined_since_is_not_counted_before(coalition):
    builders.make_member(coalition=coalition, role="teacher", starts_on=TODAY)
    assert counted(coalition, "trained") == [Tally(0, 1), None]


def test_findings_are_late_after_ninety_days_until_they_are_closed(coalition):
    site = walks.make_assessment(coalition=coalition, state="finished")
    lead = site.lead.person.account
    old = walks.make_finding(assessment=site, found_on=YEAR_AGO - timedelta(days=91))
    newer = walks.make_answer(assessment=site, item="district.01")
    walks.make_finding(assessment=site, answer=newer, found_on=TODAY - timedelta(days=90))
    assert counted(coalition, "findings") == [Tally(1, 2), Tally(1, 1)]
    type(old).objects.filter(pk=old.pk).update(
        not_acting_at=on(TODAY), not_acting_by=lead, not_acting_because="It is sold."
    )
    assert counted(coalition, "findings") == [Tally(0, 1), Tally(1, 1)]


def test_agreements_are_in_date_until_their_last_day(coalition):
    days = timedelta(days=1)
    agreeing.make_agreement(
        coalition=coalition, starts_on=YEAR_AGO - 9 * days, ends_on=TODAY - days
    )
    agreeing.make_agreement(coalition=coalition, starts_on=TODAY - 9 * days, ends_on=TODAY)
    agreeing.make_agreement(coalition=coalition, starts_on=TODAY - 9 * days, signed_on=None)
    assert counted(coalition, "agreements") == [Tally(1, 2), Tally(1, 1)]


def test_drill_rules_that_were_met_on_time_of_those_that_are_decided(coalition, district, school):
    for row in (district, school):
        type(row).objects.filter(pk=row.pk).update(state="MI")
    knowing.make_fact(coalition=coalition, question="kind", answer=["public_district"])
    knowing.make_fact(coalition=coalition, question="grades", answer=["03"])
    make_year(district=district, first_day=date(2026, 8, 24), last_day=date(2027, 6, 4))
    coalition = Coalition.objects.select_related("district", "school").get(pk=coalition.pk)
    after = date(2027, 6, 20)
    (none,) = counted(coalition, "drills", days=[after])
    assert none.number == 0 < none.of
    for day in (8, 15, 22):
        make_drill(coalition=coalition, state="held", drill_on=date(2026, 9, day))
    for month in (2, 3):
        make_drill(coalition=coalition, state="held", drill_on=date(2027, month, 9))
    (some,) = counted(coalition, "drills", days=[after])
    assert some == Tally(some.number, none.of)
    assert some.number > 0


def test_nothing_of_another_district_is_counted(district_coalition, foreign):
    in_force(foreign, since=YEAR_AGO)
    make_cast(coalition=foreign)
    builders.make_seat(coalition=foreign)
    found = tallies_of(district_coalition, [TODAY])
    assert found == {}


@pytest.mark.parametrize(("most", "asked"), [(0, 0), (1000, 4)])
def test_where_many_train_it_is_counted_once_a_minute(
    monkeypatch, django_assert_num_queries, coalition, most, asked
):
    monkeypatch.setattr(queries, "COUNTS", KeptCounts())
    monkeypatch.setattr(queries, "MOST", most)
    make_cast(coalition=coalition)
    first = tallies_of(coalition, [TODAY])
    with django_assert_num_queries(asked):
        assert tallies_of(coalition, [TODAY]) == first


def test_the_coalition_met_last_and_meets_next(coalition, administrator):
    for days in (-40, -90, 12):
        made = meeting.make_meeting(coalition=coalition, by=administrator)
        starts_at = on(TODAY + timedelta(days=days))
        opened = {"state": "held", "opened_at": starts_at, "opened_by": administrator}
        Meeting.objects.filter(pk=made.pk).update(
            starts_at=starts_at,
            ends_at=starts_at + timedelta(hours=1),
            **(opened if days < 0 else {}),
        )
    found = meetings_of(coalition, on=TODAY)
    assert (TODAY - found.last_on).days == 40
    assert (found.next_on - TODAY).days == 12


def test_who_never_met_has_neither(coalition):
    found = meetings_of(coalition, on=TODAY)
    assert (found.last_on, found.next_on) == (None, None)


def test_what_waits_says_how_many_have_signed(coalition, frozen):
    assert [(each.title, each.signed, each.asked) for each in waiting_in(coalition)] == [
        (str(frozen), 0, 0)
    ]
    assert Membership.objects.filter(coalition=coalition).count() == 0
