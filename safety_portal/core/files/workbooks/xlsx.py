"""What calamine does not tell of an .xlsx or .xlsm: formats of numbers, errors, hidden rows and
columns. Read as it streams.
"""

import posixpath
import zipfile
from collections.abc import Iterator
from typing import IO

from safety_portal.core.files.workbooks.formats import KNOWN, Shape, shape_of
from safety_portal.core.files.workbooks.markup import Scanner
from safety_portal.core.files.workbooks.overlay import Overlay, column_of
from safety_portal.core.values import INTEGER_MOST, whole_number

MOST_COLUMNS = 16_384
_OF_BOOK = "/officeDocument"  # how the relation ends that names the workbook


def overlays(archive: zipfile.ZipFile) -> Iterator[tuple[str, Overlay]]:
    """(name of a sheet, its Overlay) for each. Raises FileRefused, KeyError and NoMarkup."""
    package = _Package(archive)
    book = next(part for kind, _, part in package.relations("") if kind.endswith(_OF_BOOK))
    relations = package.relations(book)
    targets = {number: part for _, number, part in relations}
    styles = next((part for kind, _, part in relations if kind.endswith("/styles")), "")
    shapes = _shapes(package, styles) if styles else {}
    for name, number in _sheets(package, book):
        with package.opened(targets[number]) as file:
            yield name, _SheetScan(shapes).scanned(file)


class _Package:
    """The parts of an archive. Some programs write names with the other slash, or in other case."""

    def __init__(self, archive: zipfile.ZipFile):
        self.archive = archive
        self.names = {name.replace("\\", "/").lower(): name for name in archive.namelist()}

    def opened(self, part: str) -> IO[bytes]:
        """A part as bytes. Raises KeyError."""
        return self.archive.open(self.names[part.lower()])

    def relations(self, part: str) -> list[tuple[str, str, str]]:
        """(kind, id, part) of what a part names; of the whole package where it is ""."""
        folder, name = posixpath.split(part)
        found = []

        def start(tag: str, attributes: dict[str, str]) -> None:
            if tag == "Relationship" and attributes.get("TargetMode") != "External":
                target = attributes.get("Target", "").replace("\\", "/")
                path = posixpath.normpath(posixpath.join("/" + folder, target)).lstrip("/")
                found.append((attributes.get("Type", ""), attributes.get("Id", ""), path))

        with self.opened(posixpath.join(folder, "_rels", f"{name}.rels")) as file:
            Scanner(start).scan(file)
        return found


def _sheets(package: _Package, book: str) -> list[tuple[str, str]]:
    """(name, id of its relation) of the sheets."""
    found = []

    def start(tag: str, attributes: dict[str, str]) -> None:
        if tag == "sheet":
            number = next((v for k, v in attributes.items() if k.endswith(":id")), "")
            found.append((attributes.get("name", ""), number))

    with package.opened(book) as file:
        Scanner(start).scan(file)
    return found


def _shapes(package: _Package, part: str) -> dict[str, Shape]:
    """Number of a style -> how it shows a number, for those that say more than the number."""
    codes: dict[str, str] = {str(number): code for number, code in KNOWN.items()}
    styles: list[str] = []
    inside = [""]

    def start(tag: str, attributes: dict[str, str]) -> None:
        if tag in ("numFmts", "cellXfs", "cellStyleXfs", "dxfs"):
            inside[0] = tag
        elif tag == "numFmt" and inside[0] == "numFmts":
            codes[attributes.get("numFmtId", "")] = attributes.get("formatCode", "")
        elif tag == "xf" and inside[0] == "cellXfs":
            styles.append(attributes.get("numFmtId", "0"))

    with package.opened(part) as file:
        Scanner(start).scan(file)
    shapes = ((str(at), shape_of(codes.get(number, ""))) for at, number in enumerate(styles))
    return {at: shape for at, shape in shapes if shape}


class _SheetScan:
    """Reads one sheet. Rows and cells may say where they stand, or follow each other."""

    def __init__(self, styles: dict[str, Shape]):
        self.styles, self.overlay = styles, Overlay()
        self.row = self.column = -1
        self.columns: dict[str, int] = {}
        self.cell_type = self.style = self.words = ""
        self.is_formula = False
        self.scanner = Scanner(self.start, text=self.add_words)

    def scanned(self, file: IO[bytes]) -> Overlay:
        """The overlay of the whole sheet."""
        self.scanner.scan(file)
        self.close_cell()
        return self.overlay

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Take in one tag."""
        if tag == "v":
            self.overlay.stretch_to(self.row, self.column)
            self.is_formula = False
            if self.cell_type == "e":
                self.scanner.want_text(True)
        elif tag == "c":
            self.start_cell(attributes)
        elif tag == "row":
            self.start_row(attributes)
        elif tag == "f":
            self.is_formula = True
        elif tag == "is":
            self.overlay.stretch_to(self.row, self.column)
        elif tag == "col" and _is_on(attributes.get("hidden")):
            self.hide_columns(attributes)

    def start_row(self, attributes: dict[str, str]) -> None:
        """The next row."""
        self.close_cell()
        number = whole_number(attributes.get("r", ""), most=INTEGER_MOST)
        self.row = self.row + 1 if not number else number - 1
        self.column = -1
        if _is_on(attributes.get("hidden")):
            self.overlay.hidden_rows.add(self.row)

    def start_cell(self, attributes: dict[str, str]) -> None:
        """The next cell."""
        self.close_cell()
        name = attributes.get("r")
        self.column = self.named_column(name) if name else self.column + 1
        self.cell_type = attributes.get("t", "")
        shape = self.styles.get(attributes.get("s", "0"))
        if shape and self.cell_type in ("", "n"):
            self.overlay.shapes[self.row, self.column] = shape

    def named_column(self, name: str) -> int:
        """The column of a cell; the same letters come again in each row."""
        name = name.rstrip("0123456789")
        if name not in self.columns:
            self.columns[name] = column_of(name)
        return self.columns[name]

    def close_cell(self) -> None:
        """Keep what the cell before has said."""
        if self.words:
            self.overlay.errors[self.row, self.column] = self.words.strip()[:20]
            self.words = ""
            self.scanner.want_text(False)
        if self.is_formula:
            self.overlay.uncalculated.append((self.row, self.column))
            self.is_formula = False

    def add_words(self, words: str) -> None:
        """The text of an error."""
        self.words = (self.words + words)[:20]

    def hide_columns(self, attributes: dict[str, str]) -> None:
        """A range of hidden columns, counted from 1."""
        first = whole_number(attributes.get("min", ""), most=MOST_COLUMNS) or 1
        last = whole_number(attributes.get("max", ""), most=MOST_COLUMNS) or first
        self.overlay.hidden_columns |= set(range(first - 1, last))


def _is_on(value: str | None) -> bool:
    return value in ("1", "true")
