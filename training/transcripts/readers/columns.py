"""Which column of a transcript holds what: by the names such files use, or as somebody said."""

from contextlib import suppress

from coalitions.table_layouts.belonging import TRAININGS, refuse_elsewhere
from safety_portal.core.files.tables import Table, bare_name
from safety_portal.core.imports import columns as table_columns
from safety_portal.core.imports.columns import UnknownColumns

# Field -> the word for it on pages and in sentences.
FIELDS = {
    "held_on": "Day it was held",
    "course": "Course",
    "code": "Course code",
    "hours": "Hours",
    "status": "Status",
    "expires_on": "Expires on",
    "certificate": "Certificate number",
    "person": "Person",
}
NEEDED = ("held_on", "course")
# Columns of hours that count in units of ten.
CEUS = (
    "ceus",
    "ceu",
    "ceu hours",
    "ceu credits",
    "ceus earned",
    "ceu earned",
    "continuing education units",
)
# What files call them, best first; compared without regard to case, spaces and signs.
NAMES = {
    "held_on": (
        *(
            "date completed",
            "completion date",
            "completed on",
            "completed",
            "held on",
            "date held",
            "date of training",
        ),
        *("training date", "course date", "class date", "date taken", "end date", "date"),
    ),
    "course": (
        *(
            "course title",
            "training title",
            "class title",
            "course name",
            "training name",
            "class name",
            "title",
        ),
        *("training", "course", "class", "topic", "subject"),
    ),
    "code": (
        "course code",
        "course number",
        "course no",
        "course id",
        "class code",
        "class number",
        "code",
        "course",
    ),
    "hours": (
        "hours",
        "training hours",
        "course hours",
        "credit hours",
        "total hours",
        "hrs",
        "credits",
        *CEUS,
    ),
    "status": ("status", "completion status", "training status", "result", "outcome", "pass fail"),
    "expires_on": (
        *(
            "expires on",
            "expires",
            "expiration date",
            "expiration",
            "expiry date",
            "expiry",
            "valid until",
        ),
        *("valid through", "renewal date"),
    ),
    "certificate": (
        *(
            "certificate number",
            "certificate no",
            "certificate id",
            "certificate",
            "cert number",
            "cert no",
        ),
        "certification number",
    ),
    "person": (
        *(
            "email",
            "e-mail",
            "email address",
            "person email",
            "employee email",
            "user email",
            "username",
            "person",
        ),
        *("employee id", "person id", "staff id"),
    ),
}


def likely(table: Table) -> dict[str, str]:
    """Field -> column by the names of the columns; each column is taken once."""
    return table_columns.likely(table.header, NAMES)


def columns_of(table: Table, mapping: dict[str, str]) -> dict[str, str]:
    """Field -> column to read by: as the names say, with `mapping` laid over it (an empty column.

    Not read).

    Raises FileRefused for a column that is not there or stands twice, and for a table that belongs
    elsewhere, such as a roster; UnknownColumns where a column that is needed is not known.
    """
    taken = {bare_name(column) for column in mapping.values()}
    guessed = {field: name for field, name in likely(table).items() if bare_name(name) not in taken}
    columns = {field: name for field, name in {**guessed, **mapping}.items() if name}
    for name in columns.values():
        table.index(name)
    lacking = [FIELDS[field].lower() for field in NEEDED if field not in columns]
    if lacking and not mapping:
        refuse_elsewhere(table.header, but=TRAININGS)
    if lacking:
        raise UnknownColumns(
            f"The file has no column that is surely the {' or the '.join(lacking)}; it has "
            f"{table.listed()}. "
            "Say which it is: --map held_on=COLUMN course=COLUMN."
        )
    return columns


def but_trainings(table: Table):
    """Raise FileRefused for a table that belongs elsewhere; one whose columns nobody knows may be
    trainings.
    """
    with suppress(UnknownColumns):
        columns_of(table, {})


def counts_ceus(column: str) -> bool:
    """Whether a column of hours holds continuing education units, by its name."""
    return bare_name(column) in {bare_name(name) for name in CEUS}


def parse_mapping(pairs: list[str]) -> dict[str, str]:
    """FIELD=COLUMN of the command line as field -> column, "" for one that is not read.

    Raises FileRefused with what is wrong.
    """
    return table_columns.parse_mapping(
        pairs,
        field_called=table_columns.one_of(FIELDS),
        example='held_on="Date Completed"',
        may_be_empty=True,
    )
