"""What the numbers of a measure say: compared with before the program began, and as a small plot.

A plot is coordinates; the template draws it as SVG. Time runs to the right by days, numbers up from
zero, the goal a dotted line, the day it began an upright one.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from coalitions.programs.models.measure import Measure, MeasureValue
from coalitions.programs.words import goal_in_words, plain, value_in_words
from safety_portal.core.look.wording import MONTHS, full_day

# In units of the drawing: its width and height, and the room for words around the lines.
WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 300, 130, 30, 270, 34, 104
# Less than a twentieth of what it was before is no difference that anybody should act upon.
AS_BEFORE = Decimal("0.05")
# More labels stand over each other.
LABELLED = 6


@dataclass(frozen=True)
class Point:
    """A number where the plot has it; `label` is "" where it would stand over another."""

    x: float
    y: Decimal
    label: str


@dataclass(frozen=True)
class Plot:
    """The numbers of one measure: drawn, said, and compared."""

    measure: Measure
    values: tuple[MeasureValue, ...]
    started_on: date | None

    @property
    def before(self) -> MeasureValue | None:
        """The last number from before the program began."""
        return next((v for v in reversed(self.values) if not self._is_since(v)), None)

    @property
    def latest(self) -> MeasureValue | None:
        """The newest number since it began."""
        return next((v for v in reversed(self.values) if self._is_since(v)), None)

    def _is_since(self, value: MeasureValue) -> bool:
        return self.started_on is not None and value.measured_on >= self.started_on

    @property
    def is_compared(self) -> bool:
        """Whether there is a number from before it began, and one since."""
        return self.before is not None and self.latest is not None

    @property
    def change(self) -> int:
        """1 for more than before it began, -1 for less, 0 for as before, or nothing to compare."""
        if self.before is None or self.latest is None:
            return 0
        was, now = self.before.drawn, self.latest.drawn
        if abs(now - was) <= was * AS_BEFORE:
            return 0
        return 1 if now > was else -1

    @property
    def is_better(self) -> bool:
        """Whether it went the way it should."""
        return self.change == (1 if self.measure.is_more_better else -1)

    @property
    def color(self) -> str:
        """Of the word under the plot."""
        if not self.is_compared:
            return "quiet"
        return "met" if self.is_better else "due" if self.change == 0 else "overdue"

    @property
    def words(self) -> str:
        """What stands under the plot."""
        if self.latest is None:
            return "No number since it began yet"
        if self.before is None:
            return "No number from before it began"
        return {1: "More than", -1: "Less than", 0: "As"}[self.change] + " before it began"

    @property
    def is_reached(self) -> bool:
        """Whether the newest number reaches the goal."""
        if self.latest is None:
            return False
        now, goal = self.latest.drawn, self.measure.goal
        return now >= goal if self.measure.is_more_better else now <= goal

    @property
    def goal(self) -> str:
        """The goal in words."""
        return goal_in_words(self.measure)

    @property
    def told(self) -> str:
        """The plot for who does not see it."""
        said = [f"{full_day(v.measured_on)}: {value_in_words(v)}" for v in self.values]
        return f"{self.measure}. {'; '.join(said) or 'No number yet'}. Goal: {self.goal}."

    @property
    def points(self) -> tuple[Point, ...]:
        """The numbers from left to right."""
        last = len(self.values) - 1
        is_all = len(self.values) <= LABELLED
        return tuple(
            Point(
                self._x(value.measured_on),
                self._y(value.drawn),
                self._label(value) if is_all or place in (0, last) else "",
            )
            for place, value in enumerate(self.values)
        )

    def _label(self, value: MeasureValue) -> str:
        """A share as a whole number of 100."""
        return plain(value.drawn.quantize(Decimal(1)) if value.out_of else value.drawn)

    @property
    def line(self) -> str:
        """The points of the polyline."""
        return " ".join(f"{point.x},{point.y}" for point in self.points)

    @property
    def began_x(self) -> float | None:
        """Where the upright line stands; None where the program began outside of the plot."""
        days = self._days
        if self.started_on is None or not days or not days[0] <= self.started_on <= days[-1]:
            return None
        return self._x(self.started_on)

    @property
    def goal_y(self) -> Decimal:
        """Where the line of the goal lies."""
        return self._y(self.measure.goal)

    @property
    def ends(self) -> tuple[str, ...]:
        """The first and the last day, as they stand under the plot."""
        days = self._days
        shown = days[:1] if len(set(days)) < 2 else (days[0], days[-1])
        return tuple(f"{MONTHS[day.month - 1]} {day.year}" for day in shown)

    @property
    def _days(self) -> Sequence[date]:
        return [value.measured_on for value in self.values]

    def _x(self, day: date) -> float:
        days = self._days
        whole = (days[-1] - days[0]).days
        share = (day - days[0]).days / whole if whole else 0.5
        return round(LEFT + share * (RIGHT - LEFT), 1)

    def _y(self, number: Decimal) -> Decimal:
        most = max([self.measure.goal, *(value.drawn for value in self.values)])
        share = number / most if most else Decimal(0)
        return round(BOTTOM - share * (BOTTOM - TOP), 1)


def plots_of(
    measures: Iterable[Measure], values: Iterable[MeasureValue], started_on: date | None
) -> tuple[Plot, ...]:
    """A plot for each measure; `values` are in the order of their days."""
    by_measure: dict[int, list[MeasureValue]] = {}
    for value in values:
        by_measure.setdefault(value.measure_id, []).append(value)
    return tuple(
        Plot(measure, tuple(by_measure.get(measure.pk, ())), started_on) for measure in measures
    )
