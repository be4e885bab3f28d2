"""The demo's drills: what each school held this school year, what is planned, what waits.

One school has held none, one drill waits to be logged, one was moved, one called off; the bell that
was not heard has its action item.
"""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from types import SimpleNamespace
from typing import Any

import pgtrigger
from django.db.models import QuerySet
from django.utils import timezone

from coalitions.coalition.models import Coalition
from coalitions.memberships.models.membership import Membership
from safety_portal.core.accounts.models import User
from safety_portal.demo import cast
from safety_portal.demo.history import at, days_ago
from training.drills.actions.findings import act_on_finding
from training.drills.actions.holding import Measured, OtherDrill, log_drill
from training.drills.actions.planning import DrillPlan, cancel_drill, move_drill, plan_drill
from training.drills.models.change import DrillFinding, DrillMove
from training.drills.models.drill import Drill
from training.drills.models.duty import DrillDuty

# Days ago, kinds, at what hour, minutes, who watched: what schools hold, with a day's shift each.
HELD: tuple[tuple[int, list[str], time, int, list[str]], ...] = (
    (96, ["evacuation"], time(14, 0), 6, []),
    (84, ["fire"], time(9, 40), 4, ["fire"]),
    (56, ["fire"], time(13, 20), 5, []),
    (49, ["lockdown"], time(10, 15), 9, ["police"]),
    (26, ["fire"], time(11, 5), 4, []),
)
NOBODY_DRILLED, EXERCISED = "sagebrush", "cedar-ridge"
FRIDAY = 4


def make_drills(world: SimpleNamespace) -> None:
    """Every school but one held its drills; three of them have more to show."""
    schools = [place for place in world.coalitions.values() if place.school_id]
    for number, place in enumerate(schools):
        if not place.slug.startswith(NOBODY_DRILLED):
            _held(place, world.principals.get(place.slug, world.dana), number)
    juniper = world.coalitions["juniper"]
    principal = world.principals.get("juniper", world.dana)
    _bell(juniper, principal)
    _planned(juniper, principal)
    _exercise(world)
    _in_their_time()


def _held(place: Coalition, by: User, number: int) -> None:
    for ago, kinds, hour, minutes, observers in HELD:
        ago += number % 4
        with at(days_ago(ago)):
            measured = Measured(
                drill_on=_weekday(ago),
                starts_at=hour,
                minutes=minutes + number % 3,
                head_count=(place.school.students or 400) if place.school else None,
                observers=observers,
                exits="Main entrance, gym door",
                is_sure=True,
            )
            log_drill(coalition=place, other=OtherDrill(kinds=kinds), measured=measured, by=by)


def _bell(place: Coalition, by: User) -> None:
    """The drill at which the bell was not heard; somebody mends it, the gate waits."""
    with at(days_ago(12)):
        measured = Measured(
            drill_on=_weekday(12),
            starts_at=time(10, 50),
            minutes=7,
            lacking=["heard"],
            found="The chain of gate C has no key",
            worked="Everybody was out within three minutes.",
            is_sure=True,
        )
        drill = log_drill(
            coalition=place, other=OtherDrill(kinds=["evacuation"]), measured=measured, by=by
        )
        finding = drill.findings.filter(lacking="heard").get()
        owner = Membership.objects.filter(coalition=place, role="administrator").first()
        if owner:
            act_on_finding(
                finding=finding,
                what="Repair the bell in Portable 2",
                owner=owner.person,
                due_on=timezone.localdate() + timedelta(days=10),
                how_checked="Ring it with somebody in the room.",
                by=by,
            )


def _planned(place: Coalition, by: User) -> None:
    """What comes, announced and not; what was moved, called off, and waits to be logged."""
    with at(days_ago(20)):
        _plan(place, by, ["lockdown"], 9, hour=time(10, 15), invited=["police"])
        _plan(place, by, ["fire"], 16, is_announced=False)
        moved = _plan(place, by, ["shelter_weather"], 5)
        called_off = _plan(place, by, ["earthquake"], 4)
        waits = _plan(place, by, ["secure"], 3)
    with at(days_ago(6)):
        move_drill(
            drill=moved,
            drill_on=_weekday(-12),
            starts_at=time(13),
            because="State tests on that day.",
            by=by,
        )
        cancel_drill(drill=called_off, because="The county holds one for all schools.", by=by)
    Drill.objects.filter(pk=waits.pk).update(drill_on=_weekday(3))


def _plan(place: Coalition, by: User, kinds: list[str], days: int, **said: Any) -> Drill:
    hour = said.pop("hour", None)
    plan = DrillPlan(kinds=kinds, drill_on=_weekday(-days), starts_at=hour, **said)
    return plan_drill(coalition=place, plan=plan, by=by).drill


def _exercise(world: SimpleNamespace) -> None:
    """A tabletop without students."""
    place = next(c for slug, c in world.coalitions.items() if slug.startswith(EXERCISED))
    with at(days_ago(70)):
        log_drill(
            coalition=place,
            other=OtherDrill(kinds=["tabletop", "reunification"], with_students=False),
            measured=Measured(
                drill_on=_weekday(70),
                minutes=90,
                observers=["police", "fire", "emergency_management"],
                is_sure=True,
            ),
            by=world.principals.get(place.slug, world.dana),
        )


def _in_their_time() -> None:
    """Put what was written down to the days it tells of."""
    with pgtrigger.ignore("training.Drill:canceled_drills_stay"):
        drills = Drill.objects.filter(coalition__district__nces_id=cast.DISTRICT["nces_id"])
        for drill in drills.held():
            logged = datetime.combine(drill.drill_on, time(15, 12))
            drills.filter(pk=drill.pk).update(logged_at=timezone.make_aware(logged))
        drills.filter(planned_at__isnull=False).update(planned_at=days_ago(20))
        drills.filter(canceled_at__isnull=False).update(canceled_at=days_ago(6))
    with pgtrigger.ignore("training.DrillMove:drill_moves_stay"):
        DrillMove.objects.filter(drill__in=drills).update(moved_at=days_ago(6))


def _weekday(ago: int) -> date:
    """So many days ago (to come, where it is less than 0), or the Friday before a weekend; never
    today where it is to come.
    """
    day = timezone.localdate() - timedelta(days=ago)
    shifted = day - timedelta(days=max(0, day.weekday() - FRIDAY))
    return day if ago < 0 and shifted <= timezone.localdate() else shifted


def drill_rows(coalitions: Sequence[int]) -> tuple[QuerySet[Any], ...]:
    """What drills of coalitions (ids) left, each before what it refers to."""
    return (
        DrillFinding.objects.filter(drill__coalition__in=coalitions),
        DrillMove.objects.filter(drill__coalition__in=coalitions),
        DrillDuty.objects.filter(coalition__in=coalitions),
        Drill.objects.filter(coalition__in=coalitions),
    )
