"""A table: a header and rows of text, found among the records of a file, a web page or a sheet."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from safety_portal.core.files.filetypes import FileRefused
from safety_portal.core.files.webtables import MAX_COLUMNS

MAX_ROWS = 200_000
# Memory: a cell costs some 60 bytes however short it is.
MAX_CELLS = 5_000_000
ELSI_YEAR = re.compile(r"\s*\[(?:public school|private school|district|state)\].*")


@dataclass(frozen=True, slots=True)
class Row:
    """One row: `number` as a spreadsheet counts it (first row of the file is 1), `cells` as wide as
    the header.

    `surplus` is the number of filled cells beyond the header, which means that the cells have
    shifted.
    """

    number: int
    cells: tuple[str, ...]
    surplus: int = 0


@dataclass(frozen=True)
class Origin:
    """Where a table stood, of a workbook: the sheet that was read, and those that could be.

    `remarks` are sentences about what of it is not read, or not as it stands.
    """

    sheet: str = ""
    sheets: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()


OF_NO_WORKBOOK = Origin()


@dataclass(frozen=True)
class Table:
    """A header, and the rows below it that are not blank.

    What stood above the header is left out.
    """

    header: tuple[str, ...]
    rows: tuple[Row, ...]
    header_row: int = 1
    origin: Origin = OF_NO_WORKBOOK

    def index(self, column: str) -> int:
        """Where `column` stands, by its name without regard to case, spaces and signs.

        Raises FileRefused if there is no such column, or if two carry the name.
        """
        places = self.places(column)
        if not places:
            raise FileRefused(f"The file has no column “{column}”; it has {self.listed()}.")
        if len(places) > 1:
            raise FileRefused(
                f"The file has {len(places)} columns called “{column}”; rename all but one."
            )
        return places[0]

    def places(self, column: str) -> list[int]:
        """Where columns of this name stand.

        Where there are none, those that differ in spaces and signs only.
        """
        exact = [
            place
            for place, name in enumerate(self.header)
            if name and plain_name(name) == plain_name(column)
        ]
        bare = bare_name(column)
        return exact or [
            place for place, name in enumerate(self.header) if bare and bare_name(name) == bare
        ]

    def listed(self, most: int = 12) -> str:
        """The first column names for a sentence, in quotes."""
        names = [f"“{name[:40]}”" for name in self.header if name][:most]
        more = sum(1 for name in self.header if name) - len(names)
        return ", ".join(names) + (f" and {more} more" if more else "")


def plain_name(name: str) -> str:
    """A column name for comparing: "  County  Name* " becomes "county name"."""
    return " ".join(name.casefold().rstrip("*†‡ \t").split())


def bare_name(name: str) -> str:
    """The letters and digits of a name: "NCES_School_ID" and "NCES School ID" are both
    "ncesschoolid".

    What the ELSI tables of NCES put behind a name, as in "County Name [Public School] 2021-22", is
    left out.
    """
    return "".join(
        character for character in ELSI_YEAR.sub("", plain_name(name)) if character.isalnum()
    )


def with_header(records: Iterator[list[str]]) -> Table:
    """Find the header among `records`, fit the rows below it.

    Raises FileRefused if nothing is filled, or too much.
    """
    kept, total = [], 0
    for number, cells in numbered(records):
        if cells:
            kept.append((number, cells))
        total += len(cells)
        if number > MAX_ROWS or total > MAX_CELLS:
            raise FileRefused(
                f"This file has more than {MAX_ROWS:,} rows or {MAX_CELLS:,} cells; import it "
                f"in parts."
            )
    place, header = header_of(kept)
    rows = tuple(fitted(number, cells, len(header)) for number, cells in kept[place + 1 :])
    return Table(header=header, rows=rows, header_row=kept[place][0])


def numbered(records: Iterator[list[str]]) -> Iterator[tuple[int, list[str]]]:
    """(number, cells) of every record, without the empty cells at its end.

    Raises FileRefused for one too wide.
    """
    for number, record in enumerate(records, start=1):
        cells = [cell.strip() for cell in record]
        while cells and not cells[-1]:
            cells.pop()
        if len(cells) > MAX_COLUMNS:
            raise FileRefused(
                f"Row {number:,} has {len(cells):,} cells and the limit is {MAX_COLUMNS}."
            )
        yield number, cells


def header_of(kept: list[tuple[int, list[str]]]) -> tuple[int, tuple[str, ...]]:
    """The place of the header among filled records, and its names.

    Raises FileRefused if there is none.
    """
    if not kept:
        raise FileRefused("This file has no rows: nothing in it is filled in.")
    place = header_place([cells for _, cells in kept])
    return place, tuple(one_line(name) for name in kept[place][1])


def one_line(name: str) -> str:
    """A column name fit to be shown: one line, nothing that a terminal would obey."""
    return " ".join(
        "".join(character if character.isprintable() else " " for character in name).split()
    )


def header_place(records: list[list[str]]) -> int:
    """Which record is the header: the first that fills most of the usual width.

    Titles and notes above a table fill a cell or two; its usual width is that of most rows of two
    cells or more.
    """
    filled = [sum(1 for cell in record if cell) for record in records]
    widths = Counter(
        len(record) for record, count in zip(records, filled, strict=True) if count > 1
    )
    if not widths:
        return 0
    usual = max(widths, key=lambda width: (widths[width], width))
    return next((place for place, count in enumerate(filled) if count >= max(2, 0.75 * usual)), 0)


def fitted(number: int, cells: list[str], width: int) -> Row:
    """The row as wide as the header.

    Short ones are filled with empty cells, what is beyond is counted.
    """
    surplus = sum(1 for cell in cells[width:] if cell)
    return Row(number, tuple(cells[:width] + [""] * (width - len(cells))), surplus)
