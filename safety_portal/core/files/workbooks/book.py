"""A workbook in the child process: which sheets it has, opened by calamine, with what calamine does
not tell laid over them.
"""

import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import python_calamine as calamine

from safety_portal.core.files.filetypes import FileRefused
from safety_portal.core.files.workbooks import compound, ods, xls, xlsx
from safety_portal.core.files.workbooks.kinds import ODS, XLS, XLSX
from safety_portal.core.files.workbooks.markup import NoMarkup
from safety_portal.core.files.workbooks.overlay import Overlay
from safety_portal.core.files.workbooks.sheets import SheetRows, sheet_rows

MOST_UNPACKED, MOST_PARTS = 400 * 1024 * 1024, 5_000
MOST_PLACES, MOST_SHEETS = 10_000_000, 200
LOCKED = "This file is locked with a password; save it without one, and choose it again."
DAMAGED = (
    "This workbook is damaged; open it in a spreadsheet, save it again, and choose the new file."
)
NO_SHEET = "This is an old Office file without a sheet; save the list as .xlsx or CSV."
UNPACKED = (
    "This workbook unpacks to more than 400 MB, so it is not read; save the sheet alone as .xlsx "
    "or CSV."
)
SPREAD = (
    "The sheet “{}” reaches over {:,} rows and {:,} columns, most of them empty; delete what "
    "stands far away from the table, "
    "or save the table alone."
)
ALL_EMPTY = "This workbook has no filled sheet."
ONLY_HIDDEN = (
    "Only hidden sheets of this workbook are filled ({}); show the one you mean, and save the file."
)


@dataclass
class Book:
    """The sheets of a workbook that a person sees and that say something; `remarks` are about the
    whole of it.
    """

    sheets: list[SheetRows] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)


def read_book(path: Path) -> Book:
    """What is in a workbook, whose path ends as its kind does. Raises FileRefused with one
    sentence.
    """
    try:
        return _book(path)
    except (calamine.PasswordError, xls.Locked):
        raise FileRefused(LOCKED) from None
    except (
        calamine.CalamineError,
        zipfile.BadZipFile,
        zlib.error,
        OSError,
        EOFError,
        NotImplementedError,
    ):
        raise FileRefused(_no_book(path)) from None


def _book(path: Path) -> Book:
    _refuse_bomb(path)
    overlays, is_complete = _overlays(path)
    for name, overlay in overlays.items():
        _refuse_spread(name, overlay.rows, overlay.columns)
    opened = calamine.CalamineWorkbook.from_path(str(path))
    book, hidden = Book(), []
    worksheets = [
        each for each in opened.sheets_metadata if each.typ == calamine.SheetTypeEnum.WorkSheet
    ]
    for sheet in worksheets[:MOST_SHEETS]:
        overlay = overlays.get(sheet.name) or Overlay(
            is_complete=is_complete and sheet.name in overlays
        )
        if sheet.visible != calamine.SheetVisibleEnum.Visible:
            hidden.append(sheet.name)
        elif (rows := _rows(opened, sheet.name, overlay)) and rows.filled:
            book.sheets.append(rows)
    names = ", ".join(f"“{name[:40]}”" for name in hidden[:5])
    if not book.sheets:
        raise FileRefused(ONLY_HIDDEN.format(names) if hidden else ALL_EMPTY)
    if hidden:
        book.remarks.append(f"Hidden sheets are not read ({names}).")
    return book


def _rows(opened: Any, name: str, overlay: Overlay) -> SheetRows | None:
    """The rows of a sheet; None where it is empty."""
    sheet = opened.get_sheet_by_name(name)
    if sheet.start is None:
        return None
    _refuse_spread(name, sheet.end[0] + 1, sheet.end[1] + 1)
    overlay.merges = overlay.merges or list(sheet.merged_cell_ranges or ())
    return sheet_rows(name, sheet.start, sheet.iter_rows(), overlay)


def _refuse_spread(name: str, rows: int, columns: int) -> None:
    """Raise FileRefused for a sheet in which nearly nothing stands far away from the rest: calamine
    keeps each place.
    """
    if rows * columns > MOST_PLACES:
        raise FileRefused(SPREAD.format(name[:40], rows, columns))


def _refuse_bomb(path: Path) -> None:
    """Raise FileRefused for an archive that says itself that it is too large unpacked; what lies
    meets the limits of memory.
    """
    if path.suffix != XLS:
        with zipfile.ZipFile(path) as archive:
            parts = archive.infolist()
        if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
            raise FileRefused(UNPACKED)


def _overlays(path: Path) -> tuple[dict[str, Overlay], bool]:
    """(name of a sheet -> its Overlay, whether the file says these things in a way that is read
    here).
    """
    try:
        return dict(_overlays_of(path)), True
    except (
        NoMarkup,
        KeyError,
        StopIteration,
        RuntimeError,
        compound.Damaged,
        struct.error,
        IndexError,
    ):
        # calamine reads more of what is not quite right; then what it does not tell is told to be
        # missing.
        return {}, False


def _overlays_of(path: Path) -> Iterator[tuple[str, Overlay]]:
    if path.suffix == XLS:
        yield from xls.overlays(path.read_bytes())
    elif path.suffix in (ODS, XLSX):
        with zipfile.ZipFile(path) as archive:
            yield from (ods if path.suffix == ODS else xlsx).overlays(archive)


def _no_book(path: Path) -> str:
    """The sentence for what calamine does not open."""
    data = path.read_bytes()
    if not data.startswith(compound.MAGIC):
        return DAMAGED
    try:
        names = {name.casefold() for name in compound.names_of(data)}
    except (compound.Damaged, struct.error):
        return DAMAGED
    if "encryptedpackage" in names:
        return LOCKED
    return DAMAGED if names & {"workbook", "book"} else NO_SHEET
