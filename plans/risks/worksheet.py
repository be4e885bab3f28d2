"""The worksheet of a place: each risk with what was decided, who accepts it, what is missing.

Of a school year that is over as it stood at its end, and without the gaps, which are today's.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from coalitions.coalition.models import Coalition
from plans.risks.gaps import Gaps, gaps_of
from plans.risks.heat import HeatMap, heat_map
from plans.risks.models.risk import Risk
from plans.risks.models.weighing import Acceptance, Weighing
from plans.risks.queries import (
    acceptances_of,
    decided_in,
    risks_of,
    took_part_in,
    year_of,
)
from plans.risks.scales import Priority
from safety_portal.core.accounts.models import User
from safety_portal.core.look.wording import counted

ORDER = {Priority.HIGH: 0, Priority.MEDIUM: 1, Priority.LOW: 2}
COLORS = {Priority.HIGH: "overdue", Priority.MEDIUM: "due", Priority.LOW: "quiet"}


@dataclass(frozen=True)
class Line:
    """A risk on the worksheet. `weighing` is None where nobody has decided."""

    risk: Risk
    weighing: Weighing | None
    acceptance: Acceptance | None = None
    gaps: Gaps | None = None
    people: int = 0

    @property
    def color(self) -> str:
        """Of the vocabulary of words."""
        return COLORS[Priority(self.weighing.priority)] if self.weighing else "quiet"

    @property
    def has_gap(self) -> bool:
        """Whether something is missing that can be told."""
        return bool(self.gaps and self.gaps.is_any)

    @property
    def order(self) -> tuple[int, int, str]:
        """What is to be done first: high before low, more before less; undecided ones come last."""
        if self.weighing is None:
            return len(ORDER), 0, self.risk.title
        return (
            ORDER[Priority(self.weighing.priority)],
            -self.weighing.suggestion.sum,
            self.risk.title,
        )


@dataclass(frozen=True)
class Worksheet:
    """The lines of a place in a school year, and how many have a gap."""

    lines: tuple[Line, ...]
    year: int
    is_past: bool

    @cached_property
    def decided(self) -> list[Line]:
        """Those that were decided on."""
        return [line for line in self.lines if line.weighing]

    @cached_property
    def undecided(self) -> list[Line]:
        """Those on which nobody has decided."""
        return [line for line in self.lines if not line.weighing]

    @cached_property
    def proposed(self) -> list[Line]:
        """Those on which somebody has proposed something since."""
        return [line for line in self.lines if not self.is_past and line.risk.proposal]

    @cached_property
    def against(self) -> list[Line]:
        """The high and medium ones, of which it is told what stands against them."""
        return [line for line in self.lines if line.gaps]

    @property
    def map(self) -> HeatMap:
        """The map of those that were decided on."""
        return heat_map((line.risk, line.weighing) for line in self.lines if line.weighing)

    @property
    def last(self) -> Weighing | None:
        """The last decision of all."""
        made = [line.weighing for line in self.lines if line.weighing]
        return max(made, key=_made_at, default=None)

    @property
    def heading(self) -> str:
        """The h1: "3 high risks have a gap"."""
        if not self.lines:
            return "No hazard is chosen yet"
        if not self.decided:
            return f"{counted(len(self.undecided), 'hazard waits', 'hazards wait')} for a decision"
        gaps = [line for line in self.decided if line.has_gap]
        high = [line for line in gaps if _is_high(line)]
        if high:
            return f"{counted(len(high), 'high risk has', 'high risks have')} a gap"
        if gaps:
            return f"{counted(len(gaps), 'medium risk has', 'medium risks have')} a gap"
        number = sum(map(_is_high, self.decided))
        return f"{counted(number, 'high risk')}" if number else "No risk is high"


def worksheet_of(
    user: User, coalition: Coalition, *, building: str = "", year: int | None = None, on: date
) -> Worksheet:
    """The worksheet of a place as its reader sees it, the whole site where no building is named."""
    risks = risks_of(user, coalition).filter(building__iexact=building)
    this_year = year_of(on)
    if year is not None and year < this_year:
        return _past(list(risks), year)
    here = list(risks.in_use())
    gaps = gaps_of(user, coalition, here, on=on)
    return Worksheet(_lines(here, gaps), this_year, is_past=False)


def _lines(risks: Sequence[Risk], gaps: dict[int, Gaps]) -> tuple[Line, ...]:
    decisions = [risk.decision for risk in risks]
    accepted, people = acceptances_of(decisions), took_part_in(decisions)
    lines = [
        Line(
            risk,
            risk.decision,
            accepted.get(risk.decision_id or 0),
            gaps.get(risk.pk),
            people.get(risk.decision_id or 0, 0),
        )
        for risk in risks
    ]
    return tuple(sorted(lines, key=_order))


def _past(risks: Sequence[Risk], year: int) -> Worksheet:
    held = decided_in(risks, year)
    people = took_part_in(held.values())
    accepted = acceptances_of(held.values())
    lines = [
        Line(risk, weighing, accepted.get(weighing.pk), None, people.get(weighing.pk, 0))
        for risk in risks
        if (weighing := held.get(risk.pk))
    ]
    return Worksheet(tuple(sorted(lines, key=_order)), year, is_past=True)


def _order(line: Line) -> tuple[int, int, str]:
    return line.order


def _made_at(weighing: Weighing) -> datetime:
    return weighing.made_at


def _is_high(line: Line) -> bool:
    return bool(line.weighing and line.weighing.priority == Priority.HIGH)
