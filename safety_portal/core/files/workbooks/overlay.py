"""What a sheet shows and calamine does not tell: hidden rows and columns, how numbers are shown,
errors. Plain values.
"""

import re
from dataclasses import dataclass, field

from safety_portal.core.files.workbooks.formats import Shape

# (row, column), both from 0.
Place = tuple[int, int]
# What a program for spreadsheets shows where it has no value.
ERROR = re.compile(r"#(?:N/A|REF!|VALUE!|NAME\?|DIV/0!|NUM!|NULL!|[A-Z_]{1,20}!)|Err:\d{3}")


@dataclass
class Overlay:
    """Of one sheet. `shapes`: how a number is shown; `texts`: what stands there in place of the
    value.

    `uncalculated` are formulas without a value; `merges` (first place, last place). `is_complete` is false of a kind of file
    of which these things cannot be read. `rows` and `columns` say how far the filled cells reach.
    """

    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    shapes: dict[Place, Shape] = field(default_factory=dict)
    texts: dict[Place, str] = field(default_factory=dict)
    errors: dict[Place, str] = field(default_factory=dict)
    uncalculated: list[Place] = field(default_factory=list)
    merges: list[tuple[Place, Place]] = field(default_factory=list)
    is_complete: bool = True
    rows: int = 0
    columns: int = 0

    def stretch_to(self, row: int, column: int) -> None:
        """Take note of a filled cell."""
        self.rows, self.columns = max(self.rows, row + 1), max(self.columns, column + 1)


def letters(column: int) -> str:
    """A column as spreadsheets call it: 0 is A, 27 is AB."""
    name, column = "", column + 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def cell_name(place: Place) -> str:
    """A cell as spreadsheets call it: (4, 2) is C5."""
    return f"{letters(place[1])}{place[0] + 1}"


def column_of(name: str) -> int:
    """Where a cell or column stands: "AB12" is 27. -1 for what is no name of a cell."""
    column = 0
    for character in name:
        if not "A" <= character <= "Z":
            break
        column = column * 26 + ord(character) - ord("A") + 1
    return column - 1
