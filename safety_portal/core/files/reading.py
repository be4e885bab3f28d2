"""Tables out of files: bytes in, a header and rows out, or one plain sentence saying why not.

Files are judged by what is in them, never by their name: what a site serves as ".xls" is often a
web page. Read are workbooks of spreadsheets, delimited text in UTF-8, UTF-16 or Windows-1252, and
web pages with a table.
"""

import io
import itertools
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

from safety_portal.core.files import filetypes, no_table, streams
from safety_portal.core.files.delimited import delimited_rows
from safety_portal.core.files.filetypes import FileRefused
from safety_portal.core.files.tables import Origin, Row, Table, with_header
from safety_portal.core.files.webtables import web_page_rows
from safety_portal.core.files.workbooks.kinds import kind_of
from safety_portal.core.files.workbooks.reading import Sheet, read_sheets

# Rows of a long file that say which column is which.
HEAD_ROWS = 200


def refuse_nothing(table: Table) -> None:
    """Take a table with any header."""


def read_table(
    source: bytes | str | Path, *, sheet="", refuse: Callable[[Table], None] = refuse_nothing
) -> Table:
    """The table in `source`: bytes, or the path of a file.

    Of a workbook it is that of `sheet`, else of the fullest one that `refuse` does not raise
    FileRefused for. Raises FileRefused with one sentence for a person.
    """
    data = source if isinstance(source, bytes) else read_bytes(Path(source))
    return _chosen(_tables_in(data), sheet, refuse)


def open_table(
    file: BinaryIO,
    *,
    limit=streams.MAX_BYTES,
    sheet="",
    refuse: Callable[[Table], None] = refuse_nothing,
) -> tuple[Table, Iterator[Row]]:
    """The table in an open file without its rows, and the rows: of delimited text as they are read.

    Which one, and what is raised, is as in read_table; FileRefused may come from within the rows.
    """
    opened = open_tables(file, limit=limit)
    table = _chosen([table for table, _ in opened], sheet, refuse)
    rows = next(rows for one, rows in opened if one.origin.sheet == table.origin.sheet)
    return table, rows


def open_tables(file: BinaryIO, *, limit=streams.MAX_BYTES) -> list[tuple[Table, Iterator[Row]]]:
    """Every table in an open file as open_table gives one: of a workbook the fullest sheet first."""
    head = file.read(filetypes.HEAD)
    whole = _Continued(head, file)
    if not _is_read_whole(head):
        header, rows = streams.read_rows(whole, limit=limit)
        return [(Table(header, ()), rows)]
    tables = _tables_in(_limited(whole))
    return [(replace(table, rows=()), iter(table.rows)) for table in tables]


def read_head(content: bytes, *, sheet="", refuse=refuse_nothing) -> Table:
    """The header and the first rows of a long table, without reading the rest where that can be.

    Raises FileRefused as read_table does.
    """
    no_table.refuse_size(len(content))
    table, rows = open_table(io.BytesIO(content), sheet=sheet, refuse=refuse)
    return replace(table, rows=tuple(itertools.islice(rows, HEAD_ROWS)))


def _tables_in(data: bytes) -> list[Table]:
    """The tables of a workbook, the fullest first; of any other file its one."""
    no_table.refuse_size(len(data))
    if kind_of(data):
        return _sheet_tables(read_sheets(data))
    no_table.refuse_known_types(data)
    text = filetypes.without_zeros(filetypes.decode(data))
    if filetypes.is_web_page(text):
        return [with_header(web_page_rows(text))]
    no_table.refuse_no_list(text)
    return [with_header(delimited_rows(text))]


def _sheet_tables(sheets: list[Sheet]) -> list[Table]:
    names = tuple(sheet.name for sheet in sheets)
    return [
        replace(with_header(iter(sheet.rows)), origin=Origin(sheet.name, names, sheet.remarks))
        for sheet in sorted(sheets, key=lambda each: -each.filled)
    ]


def _chosen(tables: list[Table], sheet: str, refuse: Callable[[Table], None]) -> Table:
    """That of the sheet, else the first that is not refused; where all are, raises the first
    refusal.
    """
    if sheet:
        _refuse_unknown(sheet, tables[0].origin.sheets)
    refusals = []
    for table in tables:
        if sheet in ("", table.origin.sheet):
            try:
                refuse(table)
                return table
            except FileRefused as refused:
                refusals.append(refused)
    raise refusals[0]


def _refuse_unknown(sheet: str, names: tuple[str, ...]):
    """Raise FileRefused for a sheet that is not there."""
    listed = ", ".join(f"“{name[:40]}”" for name in names[:12])
    if not names:
        raise FileRefused(f"This file is no workbook, so it has no sheet “{sheet[:40]}”.")
    if sheet not in names:
        raise FileRefused(f"The workbook has no filled sheet “{sheet[:40]}”; it has {listed}.")


class _Continued:
    """A file of which the beginning was read already."""

    def __init__(self, head: bytes, file: BinaryIO):
        self.head, self.file = head, file

    def read(self, size: int) -> bytes:
        """The next bytes, at most `size`."""
        read, self.head = self.head[:size], self.head[size:]
        return read or self.file.read(size)


def _is_read_whole(head: bytes) -> bool:
    """Whether a file begins as a workbook or as a web page."""
    if head.startswith((*no_table.ZIP_MARKS, no_table.COMPOUND_MARK)):
        return True
    return filetypes.is_web_page(filetypes.without_zeros(filetypes.decode(head)))


def _limited(file: _Continued) -> bytes:
    """All bytes of a file, one more than the limit at most."""
    found = []
    left = no_table.MAX_BYTES + 1
    while left > 0 and (piece := file.read(min(left, 1_048_576))):
        found.append(piece)
        left -= len(piece)
    return b"".join(found)


def read_bytes(path: Path) -> bytes:
    """The content of a file.

    Raises FileRefused if it is not there, no file, unreadable or too large.
    """
    try:
        no_table.refuse_size(path.stat().st_size)
        return path.read_bytes()
    except IsADirectoryError:
        raise FileRefused(f"“{path}” is a folder; name the file in it.") from None
    except FileNotFoundError:
        raise FileRefused(f"There is no file “{path}”.") from None
    except (OSError, ValueError) as error:
        raise FileRefused(
            f"“{path}” cannot be read: {getattr(error, 'strerror', None) or error}."
        ) from None
