"""What calamine does not tell of an .xls: formats of numbers, errors, hidden rows and columns. As
[MS-XLS] lays records out.
"""

import struct
from collections.abc import Iterator, Mapping
from typing import Any

from safety_portal.core.files.workbooks.compound import stream_of
from safety_portal.core.files.workbooks.formats import KNOWN, Shape, shape_of
from safety_portal.core.files.workbooks.overlay import Overlay

BOF, EOF, FILEPASS, BOUNDSHEET, FORMAT, XF = 0x809, 0x0A, 0x2F, 0x85, 0x41E, 0xE0
ROW, COLINFO, NUMBER, RK, MULRK, FORMULA, BOOLERR = 0x208, 0x7D, 0x203, 0x27E, 0xBD, 0x06, 0x205
VERSION = 0x600  # Excel 97 and later; before that texts and formats are laid out otherwise
ERRORS = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
}
_HIDDEN_ROW, _HIDDEN_COLUMN, _WIDE = 0x20, 0x01, 0x01
MOST_COLUMNS = 256


class Locked(Exception):
    """What follows is obfuscated by a password, which calamine tells of newer ways to encrypt
    alone.
    """


def overlays(data: bytes) -> Iterator[tuple[str, Overlay]]:
    """(name of a sheet, its Overlay) for each; none of a file of another version. Raises
    Locked, Damaged and struct.error."""
    stream = stream_of(data, "Workbook", "Book")
    sheets, formats, styles = [], dict(KNOWN), []
    for kind, record in _records(stream, 0):
        if kind == BOF and struct.unpack_from("<H", record)[0] != VERSION:
            return
        if kind == FILEPASS:
            raise Locked
        if kind == BOUNDSHEET:
            sheets.append((_name(record), struct.unpack_from("<I", record)[0]))
        elif kind == FORMAT:
            (number,) = struct.unpack_from("<H", record)
            formats[number] = _text(record[2:])
        elif kind == XF:
            styles.append(struct.unpack_from("<H", record, 2)[0])
    shapes = {at: shape_of(formats.get(number, "")) for at, number in enumerate(styles)}
    for name, start in sheets:
        yield name, _overlay(stream, start, shapes)


def _records(stream: bytes, at: int) -> Iterator[tuple[int, bytes]]:
    """(kind, content) of the records from `at` to the end of what begins there."""
    while at + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, at)
        if kind == EOF:
            return
        yield kind, stream[at + 4 : at + 4 + length]
        at += 4 + length


def _name(record: bytes) -> str:
    """The name of a sheet: its length in one byte, then whether its characters have two."""
    length, flags = record[6], record[7]
    if flags & _WIDE:
        return record[8 : 8 + 2 * length].decode("utf-16-le", errors="replace")
    return record[8 : 8 + length].decode("latin-1")


def _text(record: bytes) -> str:
    """A text: its length in two bytes, then as in _name."""
    (length,) = struct.unpack_from("<H", record)
    if record[2] & _WIDE:
        return record[3 : 3 + 2 * length].decode("utf-16-le", errors="replace")
    return record[3 : 3 + length].decode("latin-1")


def _overlay(stream: bytes, start: int, shapes: dict[int, Shape | None]) -> Overlay:
    """What the records of one sheet say."""
    overlay = Overlay()
    for kind, record in _records(stream, start):
        if kind == ROW:
            if struct.unpack_from("<H", record, 12)[0] & _HIDDEN_ROW:
                overlay.hidden_rows.add(struct.unpack_from("<H", record)[0])
        elif kind == COLINFO:
            first, last, _, _, flags = struct.unpack_from("<5H", record)
            if flags & _HIDDEN_COLUMN:
                overlay.hidden_columns |= set(range(first, min(last, MOST_COLUMNS - 1) + 1))
        elif kind in (NUMBER, RK, MULRK, FORMULA, BOOLERR):
            _take_cell(overlay, kind, record, shapes)
    return overlay


def _take_cell(overlay: Overlay, kind: int, record: bytes, shapes: Mapping[int, Any]) -> None:
    """How the number of a cell is shown, or the error that stands in it."""
    row, column, style = struct.unpack_from("<3H", record)
    if kind == MULRK:
        for at in range((len(record) - 6) // 6):
            (style,) = struct.unpack_from("<H", record, 4 + 6 * at)
            if shape := shapes.get(style):
                overlay.shapes[row, column + at] = shape
    elif kind == BOOLERR and record[7]:
        overlay.errors[row, column] = ERRORS.get(record[6], "#N/A")
    elif kind == FORMULA and record[12:14] == b"\xff\xff":
        if record[6] == 2:
            overlay.errors[row, column] = ERRORS.get(record[8], "#N/A")
    elif kind != BOOLERR and (shape := shapes.get(style)):
        overlay.shapes[row, column] = shape
