"""The map as a page draws it: counts by cell, how dark, which cell is looked at."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from coalitions.prevention.matrix import CELLS, Cell, Function, Goal
from safety_portal.core.look.wording import counted
from safety_portal.portal.coverage.offers import OFFERED, Counts

# From so many on a place is drawn darker: 1 to 2, 3 to 5, 6 or more.
DARKER = (1, 3, 6)
NOTHING = "Nothing yet"


@dataclass(frozen=True)
class CoveredCell:
    """A place with what covers it; `shade` 0 to 3."""

    cell: Cell
    counts: Mapping[str, int]
    is_chosen: bool

    @property
    def total(self) -> int:
        """Of everything."""
        return sum(self.counts.values())

    @property
    def shade(self) -> int:
        """How dark it is drawn: 0 is empty."""
        return sum(self.total >= least for least in DARKER)

    @property
    def words(self) -> str:
        """ "3 briefs, 2 programs"."""
        said = [
            counted(self.counts[kind], each.singular, each.plural)
            for kind, each in OFFERED.items()
            if self.counts.get(kind)
        ]
        return ", ".join(said)


@dataclass(frozen=True)
class CoverageMap:
    """The twenty places of a coalition in a school year."""

    cells: tuple[CoveredCell, ...]

    @property
    def rows(self) -> list[tuple[Goal, list[CoveredCell]]]:
        """Goals downwards, functions across."""
        return [(goal, [c for c in self.cells if c.cell.goal == goal]) for goal in Goal]

    @property
    def turned(self) -> list[tuple[Function, list[CoveredCell]]]:
        """Functions downwards, goals across: what fits a phone."""
        every = self.cells
        return [(each, [c for c in every if c.cell.function == each]) for each in Function]

    @property
    def empty(self) -> list[CoveredCell]:
        """The places that nothing covers."""
        return [cell for cell in self.cells if not cell.total]

    @property
    def chosen(self) -> CoveredCell | None:
        """The place that is looked at."""
        return next((cell for cell in self.cells if cell.is_chosen), None)

    @property
    def by_kind(self) -> list[tuple[str, int]]:
        """In how many places something of each kind is, with its title."""
        return [
            (each.title, sum(bool(cell.counts.get(kind)) for cell in self.cells))
            for kind, each in OFFERED.items()
        ]


def drawn_map(counts: Counts, *, kind: str = "", chosen: str = "") -> CoverageMap:
    """The map of what was counted, of one kind or all; without a `chosen` place the first empty one
    is looked at.
    """
    shown = {code: _of_kind(counts.get(code, {}), kind) for code in (c.code for c in CELLS)}
    if not chosen:
        chosen = next((code for code, found in shown.items() if not sum(found.values())), "")
    return CoverageMap(
        tuple(CoveredCell(cell, shown[cell.code], cell.code == chosen) for cell in CELLS)
    )


def _of_kind(counts: Mapping[str, int], kind: str) -> Mapping[str, int]:
    return {name: number for name, number in counts.items() if kind in ("", name)}


def heading(cells: Sequence[CoveredCell]) -> str:
    """ "4 of 20 places in the prevention matrix are empty"."""
    number = len(cells)
    if not number:
        return f"All {len(CELLS)} places in the prevention matrix are covered"
    is_or_are = "is" if number == 1 else "are"
    return f"{number} of {len(CELLS)} places in the prevention matrix {is_or_are} empty"


def year_in_words(year: int) -> str:
    """ "2026–27"."""
    return f"{year}–{(year + 1) % 100:02d}"
