"""The map of probability and magnitude: sixteen places, drawn as SVG and said again as a table.

Its color follows these two scores; warning and duration stand in the worksheet, and the priority is
what was decided.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from plans.risks.catalogue import criteria
from plans.risks.models.risk import Risk
from plans.risks.models.weighing import Weighing
from plans.risks.scales import LEAST, MOST, heat_of
from safety_portal.core.look.wording import listed

# Of the drawing, in its own units: the column and the row of words, a place, the gap between two.
LEFT, TOP, WIDTH, HEIGHT, GAP = 120, 34, 178, 84, 4
LINES, LETTERS, LINE = 3, 24, 20
SCALE = range(LEAST, MOST + 1)


@dataclass(frozen=True)
class Place:
    """A probability with a magnitude, and the risks there."""

    probability: int
    magnitude: int
    risks: tuple[Risk, ...]

    @property
    def code(self) -> str:
        """How an address names it."""
        return f"place-{self.probability}-{self.magnitude}"

    @property
    def heat(self) -> int:
        """Its shade, 1 to 4."""
        return heat_of(self.probability, self.magnitude)

    @cached_property
    def words(self) -> str:
        """ "Catastrophic, possible"."""
        probability, magnitude = criteria()[0], criteria()[1]
        return f"{magnitude.word(self.magnitude)}, {probability.word(self.probability).lower()}"

    @cached_property
    def named(self) -> str:
        """What a screen reader says of it on the map."""
        return f"{self.words}: {listed([risk.title for risk in self.risks])}"

    @property
    def x(self) -> int:
        return LEFT + (self.probability - LEAST) * (WIDTH + GAP)

    @property
    def y(self) -> int:
        return TOP + (MOST - self.magnitude) * (HEIGHT + GAP)

    @property
    def middle(self) -> tuple[int, int]:
        """Where the number stands that telephones show."""
        return self.x + WIDTH // 2, self.y + HEIGHT // 2 + 16

    @property
    def lines(self) -> list[tuple[int, int, str]]:
        """The names of its risks as far as there is room: x, y, words."""
        names = [shortened(risk.title) for risk in self.risks]
        if len(names) > LINES:
            names = [*names[: LINES - 1], f"and {len(names) - LINES + 1} more"]
        return [(self.x + 10, self.y + 24 + LINE * at, name) for at, name in enumerate(names)]


@dataclass(frozen=True)
class HeatMap:
    """All places, the rarest and mildest first, with the words along the edges."""

    places: tuple[Place, ...]

    @property
    def filled(self) -> list[Place]:
        """Places that have a risk, the darkest first: the rows of the table."""
        return sorted((each for each in self.places if each.risks), key=_darkest)

    @property
    def columns(self) -> list[tuple[int, int, str]]:
        """The words of probability: x, y, word."""
        return [
            (LEFT + (value - LEAST) * (WIDTH + GAP) + WIDTH // 2, TOP - 12, _edge(0, value))
            for value in SCALE
        ]

    @property
    def rows(self) -> list[tuple[int, int, str]]:
        """The words of magnitude: x, y, word."""
        return [
            (LEFT - 10, TOP + (MOST - value) * (HEIGHT + GAP) + HEIGHT // 2 + 5, _edge(1, value))
            for value in SCALE
        ]

    @property
    def numbers(self) -> list[tuple[int, int, int]]:
        """The values along both edges, as telephones show them: x, y, value."""
        across = [(x, y, value) for value, (x, y, _) in zip(SCALE, self.columns, strict=True)]
        down = [
            (LEFT - 40, y + 7, value) for value, (_, y, _) in zip(SCALE, self.rows, strict=True)
        ]
        return [*across, *down]

    @property
    def box(self) -> str:
        """The viewBox of the drawing."""
        return f"0 0 {LEFT + MOST * (WIDTH + GAP)} {TOP + MOST * (HEIGHT + GAP)}"

    width, height = WIDTH, HEIGHT


def heat_map(weighed: Iterable[tuple[Risk, Weighing]]) -> HeatMap:
    """The map of risks by what was decided on each."""
    at: dict[tuple[int, int], list[Risk]] = defaultdict(list)
    for risk, weighing in weighed:
        at[weighing.probability, weighing.magnitude].append(risk)
    return HeatMap(
        tuple(
            Place(probability, magnitude, tuple(at[probability, magnitude]))
            for magnitude in SCALE
            for probability in SCALE
        )
    )


def shortened(title: str) -> str:
    """A title as it fits into a place."""
    return title if len(title) <= LETTERS else f"{title[: LETTERS - 1].rstrip()}…"


def _edge(criterion: int, value: int) -> str:
    return f"{criteria()[criterion].word(value)} {value}"


def _darkest(place: Place) -> tuple[int, int, int]:
    return (-place.heat, -place.magnitude, -place.probability)
