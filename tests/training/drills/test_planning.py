"""A drill is planned, moved and canceled: by whom, for which day, against which rule."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from coalitions.access.roles import Role
from coalitions.memberships.models.membership import Membership
from safety_portal.core.audit.models import AuditRow
from safety_portal.core.refusals import Refused
from safety_portal.core.states import WrongState
from tests import builders, knowing
from tests.casting import allowed
from tests.drilling import make_drill
from training.drills.actions import planning
from training.drills.models.drill import Drill
from training.drills.policies import can_plan_drills, can_run_drill

pytestmark = pytest.mark.django_db
DAY = timezone.localdate() + timedelta(days=10)


@pytest.fixture
def plan(coalition, administrator):
    def run(**fields):
        wanted = planning.DrillPlan(**{"kinds": ["fire"], "drill_on": DAY} | fields)
        return planning.plan_drill(coalition=coalition, plan=wanted, by=administrator)

    return run


def test_a_planned_drill_is_on_record_with_who_planned_it(plan, administrator, coalition):
    drill = plan(kinds=["lockdown", "fire", "fire"], invited=["police"]).drill
    assert drill.kinds == ["fire", "lockdown"]
    assert (drill.planned_by, drill.state, str(drill)) == (
        administrator, "planned", "Fire and lockdown drill",
    )  # fmt: skip
    row = AuditRow.objects.get(action="drill.planned")
    assert (row.scope, row.detail) == (coalition.pk, {"on": str(DAY)})


def test_who_plans_and_who_runs(coalition, cast, above, foreign):
    drill = make_drill(coalition=coalition)
    runs = {"administrator", "sro", "security_officer"}
    for people in (cast, above):
        assert allowed(can_plan_drills, people, coalition) == runs
        assert allowed(can_run_drill, people, drill) == runs
    assert not can_plan_drills(
        builders.make_member(coalition=foreign, role=Role.ADMINISTRATOR), coalition
    )


def test_whoever_leads_it_runs_it(coalition, cast):
    leader = Membership.objects.get(person__account=cast.teacher)
    drill = make_drill(coalition=coalition, leader=leader)
    assert can_run_drill(cast.teacher, drill)
    assert not can_run_drill(cast.staff, drill)
    planning.cancel_drill(drill=drill, because="Snow.", by=cast.teacher)


def test_a_district_has_no_drills_of_its_own(district_coalition, above):
    verdict = can_plan_drills(above.administrator, district_coalition)
    assert not verdict
    assert "Open one of the district’s schools" in str(verdict)


@pytest.mark.parametrize(
    ("fields", "field", "said"),
    [
        ({"kinds": []}, "kinds", "Choose what is drilled"),
        ({"kinds": ["dance"]}, "kinds", "is no kind of drill"),
        ({"drill_on": DAY - timedelta(days=11)}, "drill_on", "is over"),
        ({"drill_on": DAY.replace(year=DAY.year + 9)}, "drill_on", "this school year and the next"),
    ],
)
def test_what_cannot_be_planned_is_a_sentence_at_its_field(plan, fields, field, said):
    with pytest.raises(Refused, match=said) as refused:
        plan(**fields)
    assert refused.value.field == field
    assert not Drill.objects.exists()


def test_a_leader_is_of_the_team(plan, foreign):
    other = Membership.objects.get(
        person__account=builders.make_member(coalition=foreign, role=Role.ADMINISTRATOR)
    )
    with pytest.raises(Refused, match="school’s or the district’s team"):
        plan(leader=other)


def test_the_same_twice_is_planned_once(plan):
    plan()
    with pytest.raises(Refused, match="already"):
        plan()
    plan(building="Gym")
    assert Drill.objects.count() == 2


def test_what_the_state_forbids_is_refused_with_its_citation(plan, district, school, coalition):
    type(district).objects.update(state="CA")
    knowing.make_fact(coalition=coalition, question="kind", answer=["public_district"])
    knowing.make_fact(coalition=coalition, question="grades", answer=["05"])
    with pytest.raises(Refused, match=r"Not allowed here: simulated gunfire \(.*32282") as refused:
        plan(kinds=["active_threat"], simulates=True)
    assert refused.value.field is None
    planned = plan(kinds=["active_threat"])
    assert any("age appropriate" in words for words in planned.warnings)


def test_moving_keeps_the_old_day_and_the_reason(coalition, administrator):
    drill = make_drill(coalition=coalition)
    moved = planning.move_drill(
        drill=drill, drill_on=DAY, starts_at=None, because="State tests", by=administrator
    )
    move = moved.drill.moves.get()
    assert (move.from_on, move.to_on, move.because) == (drill.drill_on, DAY, "State tests")
    with pytest.raises(Refused, match="its day already"):
        planning.move_drill(
            drill=drill, drill_on=DAY, starts_at=None, because="x", by=administrator
        )
    with pytest.raises(Refused, match="Say why"):
        planning.move_drill(
            drill=drill, drill_on=drill.drill_on, starts_at=None, because=" ", by=administrator
        )


def test_what_is_canceled_stays_canceled(coalition, administrator):
    drill = make_drill(coalition=coalition)
    planning.cancel_drill(drill=drill, because="Snow", by=administrator)
    with pytest.raises(WrongState, match="canceled this drill on"):
        planning.cancel_drill(drill=drill, because="Snow", by=administrator)
    with pytest.raises(WrongState, match="canceled this drill on"):
        planning.move_drill(
            drill=drill, drill_on=DAY, starts_at=None, because="x", by=administrator
        )


def test_who_was_told_is_noted_once(coalition, administrator, cast):
    drill = make_drill(coalition=coalition)
    first = planning.note_told(drill=drill, what="dispatch_told_at", by=administrator)
    again = planning.note_told(drill=drill, what="dispatch_told_at", by=administrator)
    assert first.dispatch_told_at == again.dispatch_told_at
    assert AuditRow.objects.filter(action="drill.told").count() == 1
    with pytest.raises(Refused):
        planning.note_told(drill=drill, what="state", by=administrator)
    with pytest.raises(PermissionDenied):
        planning.note_told(drill=drill, what="alarm_told_at", by=cast.parent)
