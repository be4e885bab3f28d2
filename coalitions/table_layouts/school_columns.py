"""Which column holds which field.

The layouts of known directories, or columns that somebody named.
"""

from dataclasses import dataclass, replace
from pathlib import Path

from safety_portal.core.files.shipped import read_yaml
from safety_portal.core.files.tables import Table
from safety_portal.core.imports import columns as table_columns
from safety_portal.core.imports.columns import UnknownColumns, likely

DATA = read_yaml(Path(__file__).parent / "data" / "school_layouts.yaml")

# Field -> the word for it on pages and in sentences.
FIELDS = {
    "nces_id": "NCES ID",
    "state_id": "State ID",
    "name": "Name",
    "district_nces_id": "District NCES ID",
    "district_state_id": "District state ID",
    "district_name": "District name",
    "state": "State",
    "street": "Street",
    "city": "City",
    "postal_code": "ZIP code",
    "postal_code_4": "ZIP, last four digits",
    "county": "County",
    "phone": "Phone",
    "grades": "Grades, in one column",
    "low_grade": "Lowest grade",
    "high_grade": "Highest grade",
    "is_charter": "Charter",
    "kind": "Type",
    "status": "Status",
    "locale": "Locale",
    "students": "Students",
    "teachers": "Teachers",
    "latitude": "Latitude",
    "longitude": "Longitude",
}
# A file that says any of these for each row lists schools; districts have none of them.
SCHOOL_FIELDS = {
    "district_nces_id",
    "district_state_id",
    "district_name",
    "grades",
    "low_grade",
    "high_grade",
    "is_charter",
}


@dataclass(frozen=True)
class Layout:
    """`columns`: field -> names of columns, the first filled one counts. `constants`.

    Field -> its value in every row.

    `kind` is `school` or `district`. `missing` are the marks that stand for "no value". Where state
    ids always have the same number of digits, `state_id_digits` says so.
    """

    kind: str
    columns: dict[str, tuple[str, ...]]
    constants: dict[str, str]
    missing: frozenset[str]
    title: str = "columns as named"
    state_id_digits: int = 0

    def used(self, table: Table) -> set[int]:
        """Where the columns it reads stand in `table`.

        Raises FileRefused if one of their names stands twice.
        """
        return {table.index(name) for names in self.columns.values() for name in names}


def layout_for(table: Table, mapping: dict[str, str]) -> Layout:
    """The layout to read `table` by.

    The known one it has, with `mapping` (field -> column) laid over it.

    A column that begins with = is no column but the value of the field in every row, as in
    {"state": "=FL"}; an empty one leaves the field unread. Raises FileRefused if a named column is
    not there, UnknownColumns if no column says what a row is called and identified by.
    """
    known = recognised(table)
    constants = {field: column[1:] for field, column in mapping.items() if column.startswith("=")}
    named = {
        field: (column,) for field, column in mapping.items() if column and field not in constants
    }
    for (column,) in named.values():
        table.index(column)
    if known:
        kept = {field: names for field, names in known.columns.items() if field not in mapping}
        return replace(known, columns={**kept, **named}, constants=constants)
    columns = {**named, **dict.fromkeys(constants, ())}
    if "name" not in columns or not {"nces_id", "state_id"} & set(columns):
        raise UnknownColumns(unknown_layout(table))
    return Layout(kind_of(table, columns), named, constants, frozenset(DATA["missing"]))


def recognised(table: Table) -> Layout | None:
    """The first known layout whose telling columns are all in `table`, with only the columns that
    are there.
    """
    for entry in DATA["layouts"]:
        strange = any(table.places(name) for name in entry.get("not_with", ()))
        if not strange and all(table.places(name) for name in entry["known_by"]):
            columns = {field: in_header(names, table) for field, names in entry["columns"].items()}
            missing = frozenset(DATA["missing"]) | frozenset(entry.get("missing", ()))
            present = {field: names for field, names in columns.items() if names}
            return Layout(
                entry["kind"], present, {}, missing, entry["title"], entry.get("state_id_digits", 0)
            )
    return None


def in_header(names, table: Table) -> tuple[str, ...]:
    """Those of `names` (one or a list) that the header of `table` has."""
    return tuple(
        name for name in ([names] if isinstance(names, str) else names) if table.places(name)
    )


def kind_of(table: Table, columns) -> str:
    """Whether named columns list schools or districts.

    By the fields, else by the length of the NCES ids.
    """
    if SCHOOL_FIELDS & set(columns):
        return "school"
    if columns.get("nces_id"):
        place = table.index(columns["nces_id"][0])
        if any(len(row.cells[place].strip()) > 7 for row in table.rows):
            return "school"
    return "district"


def unknown_layout(table: Table) -> str:
    """The sentence for a file whose columns nobody has named."""
    return (
        "This file is not laid out like a directory we know; say which column is the name and which the NCES ID or "
        f"state ID. Its columns are {table.listed()}."
    )


def likely_mapping(table: Table) -> dict[str, str]:
    """Field -> column, as people usually call them: a proposal for the page that asks."""
    return likely(table.header, DATA["likely"])


def parse_mapping(pairs: list[str]) -> dict[str, str]:
    """["nces_id=School ID", "state==FL"] -> {"nces_id": "School ID", "state": "=FL"}.

    Raises FileRefused.
    """
    return table_columns.parse_mapping(
        pairs, field_called=table_columns.one_of(FIELDS), example='name="Official Name"'
    )
