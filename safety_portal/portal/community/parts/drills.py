"""Which drills were held this school year, after the fact: kind and day, and nothing else."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from safety_portal.core.calendar.school_year import school_year_start
from safety_portal.core.look.wording import counted
from safety_portal.portal.community.parts.about import About, LeftOut, lacking
from training.drills.kinds import DrillKind
from training.drills.models.drill import Drill

# A school holds a dozen a year; what is planned is never told, announced or not.
MOST = 40


@dataclass(frozen=True)
class PublicDrill:
    """A drill of a school: kinds and day. Of a district: a kind, how many, and the last day."""

    kinds: tuple[str, ...]
    drill_on: date
    number: int = 1


def drills(about: About) -> tuple[list[PublicDrill], list[LeftOut]]:
    """Those held since the school year began, newest first; of a district's schools by kind.

    Real alarms are no drills. One query.
    """
    place, first = about.place, school_year_start(about.on)
    held = Drill.objects.held().filter(is_real=False).between(first, about.on)
    of_school = place.school_id is not None
    held = (
        held.filter(coalition=place.pk)
        if of_school
        else held.filter(coalition__district=place.district_id)
    )
    rows = list(held.order_by("-drill_on", "-pk").values_list("kinds", "drill_on"))
    found = [PublicDrill(_labels(kinds), on) for kinds, on in rows[:MOST]]
    what = f"How {counted(len(rows), 'drill')} went"
    return (
        found if of_school else _by_kind(rows),
        lacking(len(rows), what, "Minutes, head counts and what was found are members’."),
    )


def _labels(kinds: list[str]) -> tuple[str, ...]:
    return tuple(kind.label for kind in DrillKind if kind.value in kinds)


def _by_kind(rows: list[tuple[list[str], date]]) -> list[PublicDrill]:
    """How many of each kind, with the last day; the rows are the newest first."""
    counts = Counter(kind for kinds, _ in rows for kind in kinds)
    last: dict[str, date] = {}
    for kinds, on in rows:
        for kind in kinds:
            last.setdefault(kind, on)
    return [
        PublicDrill((kind.label,), last[kind.value], counts[kind.value])
        for kind in DrillKind
        if counts[kind.value]
    ]
