"""A plan as it was read from a file, before it becomes rows.

Its passages, pictures, and what was told about them.
"""

from dataclasses import dataclass, field
from itertools import chain
from typing import Any

from coalitions.access.roles import Sensitivity
from plans.library.kinds import UNPLACED_TITLE, Kind


@dataclass(frozen=True)
class ParsedSection:
    """One heading of the file. ``html`` is canonical. ``target``, ``kind``: the part it surely
    stands for, else "" and other. ``proposal``: for the record and the page, as JSON. ``guess``:
    why a line without heading style is taken for a heading, "" for a real one; ``as_text``: the
    HTML of that line where a person says that it is none; ``is_loose``: text
    under no heading, its title says where it stands; ``number``: what Word counted for it, "" where it counted nothing."""

    title: str
    level: int
    html: str
    target: str = ""
    kind: str = Kind.OTHER
    sensitivity: str = Sensitivity.MEMBERS
    proposal: dict[str, Any] = field(default_factory=dict)
    guess: str = ""
    as_text: str = ""
    is_loose: bool = False
    number: str = ""


@dataclass(frozen=True)
class ParsedPicture:
    """An image of the file as it will be stored.

    Drawn again, known by the SHA-256 of its bytes, size in pixels.
    """

    sha256: str
    content: bytes
    content_type: str
    width: int
    height: int


@dataclass(frozen=True)
class ParsedPlan:
    """A plan as read from a file. ``before`` and ``after``: text that stands under no heading,
    ahead of the sections and
    behind them; ``unplaced``: the same for a person, as JSON; ``words``: of the whole file."""

    file_name: str
    sha256: str
    words: int
    sections: tuple[ParsedSection, ...]
    before: tuple[ParsedSection, ...] = ()
    after: tuple[ParsedSection, ...] = ()
    pictures: tuple[ParsedPicture, ...] = ()
    unplaced: tuple[dict[str, Any], ...] = ()
    warnings: tuple[str, ...] = ()
    comments: tuple[dict[str, Any], ...] = ()

    @property
    def passages(self) -> tuple[ParsedSection, ...]:
        """All of it in the order of the file."""
        return (*self.before, *self.sections, *self.after)

    def as_in_the_file(self) -> tuple[ParsedSection, ...]:
        """The sections as the file has them.

        What stands under no heading comes last, as a section of its own.
        """
        loose = "".join(section.html for section in chain(self.before, self.after))
        return (*self.sections, *([ParsedSection(UNPLACED_TITLE, 1, loose)] if loose else []))


def parents_of(levels: list[int]) -> list[int | None]:
    """For each heading the index of the one it stands under.

    The nearest one above it of a lower level.
    """
    parents: list[int | None] = []
    open_headings: list[int] = []
    for index, level in enumerate(levels):
        while open_headings and levels[open_headings[-1]] >= level:
            open_headings.pop()
        parents.append(open_headings[-1] if open_headings else None)
        open_headings.append(index)
    return parents
