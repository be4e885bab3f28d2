"""Drills as the engine of rules takes them: what was held, and one that is planned."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, datetime, time

from coalitions.coalition.models import Coalition
from coalitions.schools.models import School
from safety_portal.core.look.wording import full_day
from training.drills.kinds import EXERCISES, OUT_OF_HOURS, Observer, PartOfDay
from training.drills.lifecycle import DrillState
from training.drills.models.drill import Drill
from training.rules.engine.facts import Record

# What a record needs of a drill, and nothing that is only read.
NEEDED = (
    "pk", "coalition_id", "kinds", "is_real", "building", "drill_on", "starts_at", "part_of_day",
    "is_announced", "invited", "with_students", "simulates", "assured", "minutes", "observers",
    "exit_blocked", "secondary_egress", "state",
)  # fmt: skip


def records_of(
    coalitions: Iterable[int], *, since: date | None = None
) -> Mapping[int, tuple[Record, ...]]:
    """What was held in each coalition (ids), by day. For what judges: of all drills. One query."""
    held = Drill.objects.filter(coalition__in=coalitions, state=DrillState.HELD)
    if since:
        held = held.filter(drill_on__gte=since)
    found: defaultdict[int, list[Record]] = defaultdict(list)
    for drill in held.order_by("drill_on", "pk").only(*NEEDED):
        found[drill.coalition_id].append(record_of(drill))
    return {key: tuple(records) for key, records in found.items()}


def records_at(school: School) -> tuple[Record, ...]:
    """What was held at a school, by day. One query."""
    place = Coalition.objects.filter(school=school).values_list("pk", flat=True)
    return next(iter(records_of(place).values()), ())


def record_of(drill: Drill) -> Record:
    """A drill as a record. Of a planned one the observers are those who were invited."""
    watched = drill.observers if drill.state == DrillState.HELD else drill.invited
    part = drill.part_of_day
    is_exercise = not EXERCISES.isdisjoint(drill.kinds)
    attributes: dict[str, object] = {
        "announced": drill.is_announced,
        "students": drill.with_students,
        "in_school_hours": part not in OUT_OF_HOURS,
        "at_night": part == PartOfDay.NIGHT,
        "with_police": Observer.POLICE in watched,
        "with_fire_department": Observer.FIRE in watched,
        "obstructed": drill.exit_blocked,
        "secondary_egress": drill.secondary_egress,
        "simulation": drill.simulates,
        "exercise": is_exercise,
        **dict.fromkeys(drill.assured, True),
    }
    if part:
        attributes["part_of_day"] = str(part)
    if drill.is_real:
        attributes["equivalent_to_drill"] = True
    return Record(
        what=_what(drill, is_exercise=is_exercise),
        on=drill.drill_on,
        id=f"{drill.title} of {full_day(drill.drill_on)}",
        kinds=frozenset(drill.kinds),
        at=_moment(drill.drill_on, drill.starts_at),
        attributes=attributes,
    )


def _what(drill: Drill, *, is_exercise: bool) -> str:
    if drill.is_real:
        return "incident"
    return "exercise" if is_exercise else "drill"


def _moment(day: date, hour: time | None) -> datetime | None:
    return datetime.combine(day, hour) if hour else None
