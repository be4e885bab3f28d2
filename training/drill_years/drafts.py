"""What one drill can be, so that it serves as many demands as one drill can.

A drill is of one kind: who practices a fire drill and a lockdown at once practices neither.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from training.drill_years.demands import Demand, by_narrowness
from training.rules.engine.facts import TAKEN_FOR_GRANTED
from training.rules.engine.rules import Match
from training.rules.form.vocabulary import KINDS

EXERCISES = frozenset({"tabletop", "functional", "full_scale"})
Values = tuple[object, ...]
# Which of several kinds is taken first where all serve as well: what every school practices.
USUAL = frozenset({"fire", "evacuation", "lockdown", "secure", "shelter_weather", "hold"})
# What goes with a drill between sunset and sunrise.
OF_NIGHT: Mapping[str, Values] = {"in_school_hours": (False,)}


@dataclass(frozen=True, eq=False)
class Draft:
    """One drill before it has a day: its kind, the values that are left of each attribute, the days
    that serve all of its demands. `apart`: the rules for which it must not count as well.
    """

    kind: str
    days: tuple[date, ...]
    wants: Mapping[str, Values] = field(default_factory=dict)
    serves: tuple[Demand, ...] = ()
    apart: frozenset[str] = frozenset()

    @property
    def what(self) -> str:
        """The subject of its record."""
        return subject_of(self.kind)

    @property
    def attributes(self) -> dict[str, object]:
        """What is said of it; what goes without saying is left out. It is announced unless a rule
        asks for one that is not.
        """
        chosen = {name: values[0] for name, values in sorted(self.wants.items())}
        said = {k: v for k, v in chosen.items() if TAKEN_FOR_GRANTED.get(k) != v}
        if self.kind in EXERCISES and "students" not in chosen:
            said["students"] = False
        return {"announced": True, **said}


def subject_of(kind: str) -> str:
    """How the record of a kind is called: those around a table, or of many agencies, exercises."""
    return "exercise" if kind in EXERCISES else "drill"


def drafted(
    demand: Demand,
    others: Iterable[Demand],
    used: Mapping[str, int],
    apart: Mapping[str, frozenset[str]],
) -> list[Draft]:
    """The drills that would serve a demand, the best first: what serves most demands, of the kind
    that is used least. After each the same one that serves nothing else.
    """
    alone = [
        Draft(kind, demand.next_piece, wants, (demand,), apart.get(demand.rule.code, frozenset()))
        for kind in KINDS
        if demand.is_of(kind, subject_of(kind))
        if (wants := _wanted(demand.matches)) is not None
    ]
    narrow = by_narrowness(each for each in others if each.key != demand.key)
    full = [_joined(draft, narrow, apart) for draft in alone]
    ranked = sorted(
        zip(full, alone, strict=True),
        key=lambda pair: (-len(pair[0].serves), *_rank(pair[0], used)),
    )
    return [draft for pair in ranked for draft in dict.fromkeys(pair)]


def _rank(draft: Draft, used: Mapping[str, int]) -> tuple[bool, int, int]:
    """A usual kind first, of those the one that is used least."""
    return (draft.kind not in USUAL, used.get(draft.kind, 0), KINDS.index(draft.kind))


def _joined(draft: Draft, others: Sequence[Demand], apart: Mapping[str, frozenset[str]]) -> Draft:
    """The draft, with every other demand that it can serve as well."""
    for demand in others:
        if not demand.is_of(draft.kind, draft.what) or demand.rule.code in draft.apart:
            continue
        wants = _wanted(demand.matches, draft.wants)
        days = _shared(draft.days, demand)
        if wants is None or not days:
            continue
        draft = Draft(
            draft.kind,
            days,
            wants,
            (*draft.serves, demand),
            draft.apart | apart.get(demand.rule.code, frozenset()),
        )
    return draft


def _shared(days: Sequence[date], demand: Demand) -> tuple[date, ...]:
    """The days that serve a demand as well: of its next piece, in comfort, or at all."""
    for wanted in (demand.next_piece, demand.comfortable, demand.days):
        if found := tuple(day for day in days if day in set(wanted)):
            return found
    return ()


def _wanted(
    matches: Iterable[Match], before: Mapping[str, Values] | None = None
) -> Mapping[str, Values] | None:
    """The values that are left of each attribute; None where one has none left."""
    found: dict[str, Values] = dict(before or {})
    for match in matches:
        asked: dict[str, Values] = dict(match.where)
        if match.students is not None:
            asked["students"] = (match.students,)
        if asked.get("at_night") == (True,):
            asked.update(OF_NIGHT)
        for name, values in asked.items():
            left = tuple(value for value in found.get(name, values) if value in values)
            if not left:
                return None
            found[name] = left
    return found
