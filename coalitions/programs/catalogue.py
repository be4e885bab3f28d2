"""What an entry of the catalogue says, whether it came with the portal or a coalition wrote it."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace

from coalitions.access.roles import Role
from coalitions.prevention.matrix import CODES
from coalitions.programs.lifecycle import Cadence
from safety_portal.core.names import tidy_line
from safety_portal.core.refusals import Refused

LONGEST_TITLE, LONGEST_LINE, LONGEST_TEXT = 120, 200, 2000
MOST_MEASURES = 8


@dataclass(frozen=True)
class EntryText:
    """A kind of program: its places in the matrix, who leads it, what shows whether it works.

    `process` says whether it is done, `outcome` whether it helps. `briefs` and `courses` are codes
    of what goes with it, of which only the portal's own entries know.
    """

    title: str
    cells: tuple[str, ...]
    led_by: tuple[str, ...]
    for_whom: str
    description: str
    process: tuple[str, ...]
    outcome: tuple[str, ...]
    review: str
    caution: str
    briefs: tuple[str, ...] = ()
    courses: tuple[str, ...] = ()

    @property
    def measures(self) -> tuple[str, ...]:
        """What it is measured by."""
        return self.process + self.outcome

    @property
    def fields(self) -> dict[str, object]:
        """What is kept of an own one, by the names of its columns."""
        said = asdict(self)
        kept = {name: said[name] for name in said if name not in ("briefs", "courses")}
        return {name: list(v) if isinstance(v, tuple) else v for name, v in kept.items()}


def line(words: str, field: str, most: int = LONGEST_LINE) -> str:
    """One line as it is kept. Raises Refused, at the field, for none or one that is too long."""
    if not (said := tidy_line(words)):
        raise Refused("Write something here, with letters.", field=field)
    if len(said) > most:
        raise Refused(f"This has {len(said):,} letters; {most:,} is the most.", field=field)
    return said


def measure_names(names: Sequence[str], field: str) -> tuple[str, ...]:
    """Names of measures as they are kept, each once. Raises Refused, at the field."""
    said = tuple(dict.fromkeys(line(name, field) for name in names if tidy_line(name)))
    if not said:
        raise Refused("Name at least one measure, one in a line.", field=field)
    if len(said) > MOST_MEASURES:
        raise Refused(f"{MOST_MEASURES} measures are the most that somebody keeps.", field=field)
    return said


def checked_cells(cells: Sequence[str]) -> tuple[str, ...]:
    """Places of the matrix in its order, each once. Raises Refused, at the field."""
    if not cells or set(cells) - set(CODES):
        raise Refused("Mark at least one place in the matrix.", field="cells")
    return tuple(code for code in CODES if code in cells)


def checked(text: EntryText) -> EntryText:
    """What an own entry says, as it is kept. Raises Refused, at a field."""
    if not text.led_by or set(text.led_by) - set(Role.values):
        raise Refused("Say who leads such a program.", field="led_by")
    if text.review not in Cadence.values:
        raise Refused("Say how often it is reviewed.", field="review")
    return replace(
        text,
        title=line(text.title, "title", LONGEST_TITLE),
        cells=checked_cells(text.cells),
        for_whom=line(text.for_whom, "for_whom"),
        description=line(text.description, "description", LONGEST_TEXT),
        process=measure_names(text.process, "process"),
        outcome=measure_names(text.outcome, "outcome"),
        caution=line(text.caution, "caution", LONGEST_TEXT) if tidy_line(text.caution) else "",
    )
