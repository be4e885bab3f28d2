"""Tables out of files: bytes in, a header and rows out, or one plain sentence saying why not.

Files are judged by what is in them, never by their name: what a site serves as ".xls" is often a
web page. Read are delimited text (comma, semicolon, tab, bar) in UTF-8, UTF-16 or Windows-1252, and
web pages with a table.
"""

import csv
import io
import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from safety_portal.core.files import filetypes
from safety_portal.core.files.filetypes import FileRefused
from safety_portal.core.files.webtables import MAX_COLUMNS, web_page_rows

MAX_BYTES = 25 * 1024 * 1024
MAX_ROWS = 200_000
# Memory: a cell costs some 60 bytes however short it is.
MAX_CELLS = 5_000_000
MAX_LINE = 1_000_000
ELSI_YEAR = re.compile(r"\s*\[(?:public school|private school|district|state)\].*")
DELIMITERS = ",;\t|"
SAMPLE_ROWS = 200
# Closes the text for the CSV reader: if the last record is not this line alone, a quotation mark
# swallowed it.
END_MARK = "end-of-table"


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
class Table:
    """A header, and the rows below it that are not blank.

    What stood above the header is left out.
    """

    header: tuple[str, ...]
    rows: tuple[Row, ...]
    header_row: int = 1

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


def read_table(source: bytes | str | Path) -> Table:
    """The table in `source`: bytes, or the path of a file.

    Raises FileRefused with one sentence for a person.
    """
    data = source if isinstance(source, bytes) else read_bytes(Path(source))
    refuse_size(len(data))
    refuse_known_types(data)
    text = filetypes.decode(data)
    text = filetypes.without_zeros(text)
    if filetypes.is_binary(text):
        raise FileRefused(
            "This file is not text, so there is no table to read; save the table as CSV."
        )
    if filetypes.is_json(text):
        raise FileRefused(
            "This is a JSON file, not a table; save the list as CSV, one row for each entry."
        )
    if filetypes.is_web_page(text):
        return with_header(web_page_rows(text))
    if filetypes.is_xml(text):
        raise FileRefused(
            "This is an XML file, not a table; open it in a spreadsheet and save it as CSV."
        )
    return with_header(delimited_rows(text))


def read_bytes(path: Path) -> bytes:
    """The content of a file.

    Raises FileRefused if it is not there, no file, unreadable or too large.
    """
    try:
        refuse_size(path.stat().st_size)
        return path.read_bytes()
    except IsADirectoryError:
        raise FileRefused(f"“{path}” is a folder; name the file in it.") from None
    except FileNotFoundError:
        raise FileRefused(f"There is no file “{path}”.") from None
    except (OSError, ValueError) as error:
        raise FileRefused(
            f"“{path}” cannot be read: {getattr(error, 'strerror', None) or error}."
        ) from None


def refuse_size(size: int) -> None:
    """Raise FileRefused for an empty file and for one over the limit."""
    if size == 0:
        raise FileRefused("This file is empty.")
    if size > MAX_BYTES:
        raise FileRefused(
            f"This file has {size / 1048576:.0f} MB and the limit is 25 MB; bring it in parts."
        )


def refuse_known_types(data: bytes) -> None:
    """Raise FileRefused, naming the type and what to save it as, if the first bytes are those of a
    known type.
    """
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        raise FileRefused(zip_refusal(data))
    sentence = filetypes.refusal_by_signature(data)
    if sentence:
        raise FileRefused(sentence)


def zip_refusal(data: bytes) -> str:
    """Why a zip archive is refused.

    Office files are zip archives too, told apart by the names inside.
    """
    try:
        names = zipfile.ZipFile(io.BytesIO(data)).namelist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError):
        return "This is a damaged zip archive; choose the CSV file itself."
    return (
        office_refusal(names) or "This is a zip archive; unpack it and choose the CSV file inside."
    )


def office_refusal(names: list[str]) -> str:
    """What an Office file is and how to save it, by the names in its archive.

    Empty for any other archive.
    """
    if any(name.startswith("xl/") for name in names):
        return "This is an Excel workbook; open it in Excel and save the sheet as CSV UTF-8."
    if any(name.startswith("word/") for name in names):
        return (
            "This is a Word document, not a table; save the table in it as CSV. A plan is brought in under Plans (import_plan at "
            "the command line)."
        )
    if "content.xml" in names:
        return "This is an OpenDocument file; open it and save the sheet as CSV."
    return ""


def delimited_rows(text: str) -> Iterator[list[str]]:
    """The records of delimited text, blank ones included (they count as rows).

    Raises FileRefused.
    """
    return records_of(lines_of(f"{text}\n{END_MARK}"), delimiter_of(text))


def records_of(lines: Iterator[str], delimiter: str) -> Iterator[list[str]]:
    """The records in `lines`, of which the last has to be END_MARK.

    Raises FileRefused for a quotation mark gone wrong.
    """
    reader = csv.reader(lines, delimiter=delimiter)
    record, count = None, 0
    try:
        for following in reader:
            if record is not None:
                yield record
            record = following
            count += 1
    except csv.Error:
        raise FileRefused(
            f"Row {count + 1:,} has a cell of more than {csv.field_size_limit():,} characters; "
            'most likely a quotation mark (") is missing there.'
        ) from None
    if record != [END_MARK]:
        raise FileRefused(
            f'A quotation mark (") in row {count:,} is opened and never closed; close it or leave it out.'
        )


def lines_of(text: str) -> Iterator[str]:
    """The lines with their ends, whichever of the three kinds.

    Raises FileRefused for one that no table has.
    """
    for number, line in enumerate(io.StringIO(text, newline=""), start=1):
        if len(line) > MAX_LINE:
            raise FileRefused(
                f"Line {number:,} is {len(line):,} characters long, so this is no table of rows."
            )
        yield line


def delimiter_of(text: str) -> str:
    """The delimiter under which most of the first rows have the same number of cells, and the more
    cells the better.
    """
    # The sample must not end inside a row, nor be one endless line.
    sample = text[:200_000]

    def evenness(delimiter: str) -> tuple[int, int]:
        reader = csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter)
        widths: Counter[int] = Counter()
        try:
            for record, _ in zip(reader, range(SAMPLE_ROWS), strict=False):
                widths[len(record)] += len(record) > 1
        except csv.Error:
            pass  # an overlong cell under this delimiter; the rows before it count
        return max(((rows, width) for width, rows in widths.items()), default=(0, 0))

    return max(DELIMITERS, key=evenness)


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
                f"This file has more than {MAX_ROWS:,} rows or {MAX_CELLS:,} cells; bring it in parts."
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
