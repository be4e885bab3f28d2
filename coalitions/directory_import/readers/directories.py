"""Directories of districts and schools.

A table in, places out, with what could not be read and why.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from coalitions.directory_import.directory import Directory, DistrictKey, PlaceRow
from coalitions.directory_import.readers import cells as readers_cells
from coalitions.table_layouts.belonging import SCHOOLS, refusing
from coalitions.table_layouts.school_columns import DATA, Layout, layout_for
from safety_portal.core.files.reading import read_table, refuse_nothing
from safety_portal.core.files.tables import Row, Table, plain_name
from safety_portal.core.imports.comparison import Refusal
from safety_portal.core.values import Note, NotRead, text

NCES_DIGITS = {"school": 12, "district": 7}
LENGTHS = {"name": 200, "street": 200, "city": 100, "county": 100}
LEFT_EMPTY = "{} The row is used without it."
OF_SEVERAL = "These grades are in parts; kept as {} to {}, the lowest and the highest."


def read_directory(source, mapping: dict[str, str] | None = None, *, sheet="") -> Directory:
    """The districts or schools in a file (bytes or a path), read by its known layout or by
    `mapping` (field -> column); of a workbook those of `sheet`, or of the fullest that fits.

    Raises FileRefused with one sentence if there is no table, if it belongs elsewhere, such as a
    roster, or if nobody knows which column is which.
    """
    refuse = refuse_nothing if mapping else refusing(but=SCHOOLS)
    table = read_table(source, sheet=sheet, refuse=refuse)
    return directory_of(table, layout_for(table, mapping or {}))


def directory_of(table: Table, layout: Layout) -> Directory:
    """Every row of the table either a place, a refusal, or the same as an earlier row. Pure."""
    reader, used = RowReader(table, layout), layout.used(table)
    rows, rejected, notes = [], [], []
    for row in table.rows:
        try:
            place, said = reader.place(row)
            rows.append(place)
            notes += said
        except RowRefused as refused:
            rejected.append(refused.refusal)
    return Directory(
        kind=layout.kind,
        title=layout.title,
        rows=rows,
        rejected=rejected,
        total=len(table.rows),
        columns=layout.columns,
        unused=sum(1 for place, name in enumerate(table.header) if name and place not in used),
        notes=notes,
        origin=table.origin,
    )


class RowRefused(Exception):
    """One row cannot be used; `refusal` says why."""

    def __init__(self, refusal: Refusal):
        super().__init__(refusal.reason)
        self.refusal = refusal


@dataclass(frozen=True)
class Cells:
    """The filled cells of one row by field; what stands for "no value" is not in it.

    `notes` grow as it is read.
    """

    number: int
    filled: dict[str, str]
    notes: list[Note] = field(default_factory=list)

    def needed(self, name: str, read: Callable[[str], object], empty=None):
        """The value of a field without which a row is none, `empty` if the cell is.

        Raises RowRefused if it cannot be read.
        """
        cell = self.filled.get(name)
        if cell is None:
            return empty
        try:
            return read(cell)
        except NotRead as wrong:
            raise self.refused(name, str(wrong)) from None

    def get(self, name: str, read: Callable[[str], object], empty=None):
        """The value of a field; `empty` if the cell is, and with a note where nobody can read it.

        The row is used without.
        """
        try:
            return self.needed(name, read, empty)
        except RowRefused as refused:
            self.note(name, LEFT_EMPTY.format(refused.refusal.reason))
            return empty

    def note(self, name: str, reason: str):
        """Say something of a cell."""
        self.notes.append(Note(self.number, name, reason, self.filled.get(name, "")[:100]))

    def refused(self, name: str, reason: str) -> RowRefused:
        """The exception that refuses this row for a field."""
        return RowRefused(Refusal(self.number, name, reason, self.filled.get(name, "")[:100]))


class RowReader:
    """Reads the rows of one table by one layout."""

    def __init__(self, table: Table, layout: Layout):
        self.layout = layout
        self.places = {
            field: [table.index(name) for name in names] for field, names in layout.columns.items()
        }
        self.header = [plain_name(name) for name in table.header]
        self.constants = {field: text(value) for field, value in layout.constants.items()}

    def place(self, row: Row) -> tuple[PlaceRow, list[Note]]:
        """The district or school a row tells of, and what could not be read of it.

        Raises RowRefused with what is wrong.
        """
        if row.surplus:
            reason = (
                "This row has more cells than the header, so they have shifted; "
                "put a cell that holds a separator into quotation marks."
            )
            raise RowRefused(Refusal(row.number, "row", reason, ""))
        if reason := self.no_place(row):
            raise RowRefused(Refusal(row.number, "row", reason, ""))
        cells = Cells(row.number, self.filled_fields(row))
        identity = self.identity(cells)
        try:
            return self.place_row(cells, identity), cells.notes
        except RowRefused as refused:
            raise RowRefused(replace(refused.refusal, known=identity)) from None

    def no_place(self, row: Row) -> str:
        """Why a row tells of no place at all.

        A note below the table, the header once more; "" where it may tell of one.
        """
        filled = [cell for cell in row.cells if cell]
        if len(filled) == 1 and len(row.cells) > 2:
            return (
                "Only one cell of this row is filled, as in a note or a total; leave the row out."
            )
        if [plain_name(cell) for cell in row.cells] == self.header:
            return "This row repeats the header; leave it out."
        return ""

    def place_row(self, cells: Cells, identity: dict) -> PlaceRow:
        """Everything the row says about the place whose identifiers have been read."""
        found = {
            **identity,
            "name": self.name(cells),
            **self.location(cells),
            **self.description(cells),
        }
        if self.layout.kind == "school":
            found |= self.school(cells)
        given = {field: value for field, value in found.items() if value not in (None, "")}
        district = self.district(cells, given) if self.layout.kind == "school" else None
        return PlaceRow(cells.number, given, district)

    def filled_fields(self, row: Row) -> dict[str, str]:
        """Field -> text, for the fields that have a value in this row."""
        found = dict(self.constants)
        for name, places in self.places.items():
            for place in places:
                cell = text(row.cells[place])
                if cell and cell not in self.layout.missing:
                    found[name] = cell
                    break
        return found

    def identity(self, cells: Cells) -> dict:
        """NCES id, state id and state. At least one id has to be there."""
        digits = NCES_DIGITS[self.layout.kind]
        nces_id = cells.needed("nces_id", lambda cell: readers_cells.nces_id(cell, digits))
        state_id = cells.needed(
            "state_id", lambda cell: readers_cells.state_id(cell, self.layout.state_id_digits)
        )
        if not nces_id and not state_id:
            raise cells.refused(
                "state_id",
                "This row has no NCES ID and no state ID; add one, because a name identifies nothing.",
            )
        return {
            "nces_id": nces_id,
            "state_id": state_id,
            "state": self.state(cells, nces_id, state_id),
        }

    def name(self, cells: Cells) -> str:
        """The name, which has to be there and to hold a letter or a digit."""
        name = cells.needed("name", lambda cell: readers_cells.short(cell, LENGTHS["name"]))
        if not name or not any(character.isalnum() for character in name):
            raise cells.refused("name", "This row has no name; add it.")
        return name

    def state(self, cells: Cells, nces_id, state_id) -> str:
        """The state that numbers the place, by its ids.

        The column counts only where they do not say it.
        """
        if nces_id:
            by_number = DATA["state"][nces_id[:2]]
            was_restored = not cells.filled["nces_id"].startswith(nces_id)
            if was_restored and cells.filled.get("state", by_number).upper() != by_number:
                # A zero put in front of a number that lacks another digit would move the place to
                # another state.
                raise cells.refused(
                    "nces_id", "This NCES ID lacks a digit; correct it, or leave it empty."
                )
            return by_number
        if state_id[2:3] == "-" and state_id[:2] in readers_cells.STATES:
            return state_id[:2]
        found = cells.needed("state", readers_cells.state)
        if not found:
            raise cells.refused(
                "state",
                "This row does not say its state, and a state ID counts only within one; add it.",
            )
        return found

    def location(self, cells: Cells) -> dict:
        """Address, telephone, and coordinates (both or none)."""
        last_four = cells.filled.get("postal_code_4", "")
        found = {
            "street": cells.get(
                "street", lambda cell: readers_cells.short(cell, LENGTHS["street"])
            ),
            "city": cells.get("city", lambda cell: readers_cells.short(cell, LENGTHS["city"])),
            "county": cells.get(
                "county", lambda cell: readers_cells.short(cell, LENGTHS["county"])
            ),
            "postal_code": cells.get(
                "postal_code", lambda cell: readers_cells.postal_code(cell, last_four)
            ),
            "phone": cells.get("phone", readers_cells.phone),
        }
        latitude = cells.get("latitude", lambda cell: readers_cells.coordinate(cell, 90))
        longitude = cells.get("longitude", lambda cell: readers_cells.coordinate(cell, 180))
        if latitude is not None and longitude is not None:
            found |= {"latitude": latitude, "longitude": longitude}
        return found

    def description(self, cells: Cells) -> dict:
        """Type, status, locale and counts."""
        kind = self.layout.kind
        return {
            "kind": cells.get(
                "kind", lambda cell: readers_cells.described(cell, DATA[f"{kind}_kind"])
            ),
            "status": cells.get("status", lambda cell: readers_cells.status(cell, kind)),
            "locale": cells.get(
                "locale", lambda cell: readers_cells.described(cell, DATA["locale"])
            ),
            "students": cells.get("students", readers_cells.students),
            "teachers": cells.get("teachers", readers_cells.teachers),
        }

    def school(self, cells: Cells) -> dict:
        """Grades and charter."""
        low, high = cells.get("grades", readers_cells.grades, ("", ""))
        if low and len(readers_cells.grade_parts(cells.filled["grades"])) > 1:
            cells.note("grades", OF_SEVERAL.format(low, high))
        return {
            "low_grade": cells.get("low_grade", readers_cells.grade, low),
            "high_grade": cells.get("high_grade", readers_cells.grade, high),
            "is_charter": cells.get("is_charter", readers_cells.yes_no),
        }

    def district(self, cells: Cells, given: dict) -> DistrictKey:
        """Which district the school belongs to.

        Where no column says so, the first 7 digits of its NCES id do.
        """
        nces_id = cells.needed("district_nces_id", lambda cell: readers_cells.nces_id(cell, 7))
        state_id = cells.needed("district_state_id", readers_cells.identifier)
        if not nces_id and not state_id:
            nces_id = given.get("nces_id", "")[:7] or None
        if not nces_id and not state_id:
            raise cells.refused(
                "district_nces_id",
                "This row does not say which district the school belongs to; add its ID.",
            )
        name = cells.needed(
            "district_name", lambda cell: readers_cells.short(cell, LENGTHS["name"]), ""
        )
        return DistrictKey(given["state"], nces_id, state_id, name)
