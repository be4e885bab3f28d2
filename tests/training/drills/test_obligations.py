"""What drills ask of whom: what a rule asks for in time, and what was planned and not logged."""

from datetime import timedelta

import pytest
from django.utils import timezone

from coalitions.memberships.models.membership import Membership
from safety_portal.portal.reminders.obligations import owed
from tests.drilling import make_drill
from training.drills.models.duty import DrillDuty

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


def of_kind(coalition, kind):
    return [each for each in owed(scopes=[coalition], on=TODAY) if each.kind == kind]


def make_duty(coalition, *, days=20, **fields):
    return DrillDuty.objects.create(
        coalition=coalition,
        code="MI-D1",
        title="Fire drills",
        citation="MCL 29.19",
        what="1 more",
        due_on=TODAY + timedelta(days=days),
        counted_at=timezone.now(),
        **fields,
    )


def test_a_duty_without_a_drill_in_time_is_owed_by_administrators(coalition, cast):
    make_duty(coalition)
    (one,) = of_kind(coalition, "drill_due")
    assert (one.person_name, one.title) == (cast.administrator.name, "Drill: Fire drills")
    assert one.law == "MI-D1, MCL 29.19"
    assert one.path.endswith("/drills/rules/mi-d1/")


@pytest.mark.parametrize(
    ("days", "is_planned", "is_owed"),
    [(20, True, False), (-2, True, True), (46, False, False), (45, False, True)],
)
def test_planned_in_time_or_far_off_it_is_not_owed_and_late_it_is(
    coalition, cast, days, is_planned, is_owed
):
    make_duty(coalition, days=days, is_planned=is_planned)
    assert bool(of_kind(coalition, "drill_due")) is is_owed


def test_a_drill_past_its_day_is_to_be_logged_by_administrators(coalition, cast):
    drill = make_drill(coalition=coalition, days=-3)
    (one,) = of_kind(coalition, "drill_to_log")
    assert one.person_name == cast.administrator.name
    assert one.path.endswith(f"/drills/{drill.pk}/")
    assert one.due_on == TODAY - timedelta(days=2)


def test_by_whoever_leads_it_where_somebody_does(coalition, cast):
    leader = Membership.objects.get(person__account=cast.teacher)
    make_drill(coalition=coalition, days=-3, leader=leader)
    make_drill(coalition=coalition, days=3, leader=leader)
    (one,) = of_kind(coalition, "drill_to_log")
    assert one.person_name == cast.teacher.name
