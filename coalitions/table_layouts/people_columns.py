"""Which column of a roster holds which field, and which columns only a list of students has."""

from dataclasses import dataclass

from coalitions.table_layouts.role_words import DATA
from safety_portal.core.files.filetypes import FileRefused
from safety_portal.core.files.tables import Table, bare_name
from safety_portal.core.imports import columns as table_columns
from safety_portal.core.imports.columns import UnknownColumns

# Field -> the word for it on pages and in sentences.
FIELDS = {
    "id": "ID",
    "username": "Username",
    "given_name": "First name",
    "family_name": "Last name",
    "name": "Full name, in one column",
    "email": "E-mail",
    "phone": "Phone",
    "role": "Role",
    "title": "Job title",
    "org": "School",
    "status": "Status",
    "enabled": "Enabled",
}
NAMES = {"given_name", "family_name", "name"}
IDENTITY = {"id", "username", "email"}
MISSING = frozenset(DATA["missing"])
SECRET, SECRET_EXACTLY = tuple(DATA["secret"]), frozenset(DATA["secret_exactly"])


@dataclass(frozen=True)
class Columns:
    """field -> where its columns stand (the first filled one counts), and their names.

    `known` is what the layout is called.
    """

    places: dict[str, tuple[int, ...]]
    names: dict[str, list[str]]
    unused: int


def columns_of(header: tuple[str, ...], mapping: dict[str, str]) -> Columns:
    """The columns to read.

    Those usually called so, with `mapping` (field -> column, empty for none) laid over them.

    Raises FileRefused for a mapped column that is not there or that holds secrets, and if nothing
    says who a row is.
    """
    table = Table(header, ())
    places = guessed(header)
    for field, column in mapping.items():
        if column and is_secret(column):
            raise FileRefused(
                f"The column “{column}” holds secrets and is never read; choose another one."
            )
        places[field] = (table.index(column),) if column else ()
    places = {field: found for field, found in places.items() if found}
    if not NAMES & set(places) or not IDENTITY & set(places):
        raise UnknownColumns(unknown(table))
    names = {field: [header[place] for place in found] for field, found in places.items()}
    used = {place for found in places.values() for place in found}
    return Columns(
        places, names, sum(1 for place, name in enumerate(header) if name and place not in used)
    )


def unknown(table: Table) -> str:
    """The sentence for a table whose columns nobody has named."""
    return (
        "No column of this file is known as a name, or none as an ID, username or e-mail address; say which is which. "
        f"Its columns are {table.listed()}."
    )


def guessed(header: tuple[str, ...]) -> dict[str, tuple[int, ...]]:
    """field -> places of the columns usually called so. Each column is used once.

    An ID, a role or an org by one column.
    """
    by_name: dict[str, int] = {}
    for place, name in enumerate(header):
        if name and not is_secret(name):
            by_name.setdefault(bare_name(name), place)
    taken: set[int] = set()
    places = {}
    for field, names in DATA["columns"].items():
        columns = [by_name[bare_name(name)] for name in names if bare_name(name) in by_name]
        columns = [place for place in dict.fromkeys(columns) if place not in taken]
        places[field] = tuple(columns if field in ("given_name", "family_name") else columns[:1])
        taken |= set(places[field])
    if {"given_name", "family_name"} <= {field for field, columns in places.items() if columns}:
        places["name"] = ()
    return places


def guessed_columns(header: tuple[str, ...]) -> Columns:
    """The columns usually called so, whether or not they are enough to say who a row is."""
    places = {field: columns for field, columns in guessed(header).items() if columns}
    return Columns(
        places,
        {field: [header[place] for place in columns] for field, columns in places.items()},
        0,
    )


def is_secret(column: str) -> bool:
    """Whether a column holds passwords or what else nobody may read here, by its name."""
    bare = bare_name(column)
    return bare in SECRET_EXACTLY or any(word in bare for word in SECRET)


def field_called(word: str) -> str:
    """The field somebody means by `email`, "First Name" or "sourcedId". Raises FileRefused."""
    if word in FIELDS:
        return word
    bare = bare_name(word)
    for field, names in DATA["columns"].items():
        if bare == bare_name(field) or bare in map(bare_name, names):
            return field
    raise FileRefused(f"There is no field “{word}”; the fields are {', '.join(FIELDS)}.")


def parse_mapping(pairs: list[str]) -> dict[str, str]:
    """["email=Mail Address"] -> {"email": "Mail Address"}. Raises FileRefused."""
    return table_columns.parse_mapping(
        pairs, field_called=field_called, example='email="Mail Address"'
    )


def likely(header: tuple[str, ...]) -> dict[str, str]:
    """field -> column, as people usually call them: a proposal for the page that asks."""
    return {field: header[places[0]] for field, places in guessed(header).items() if places}


STUDENT_COLUMNS = frozenset(bare_name(name) for name in DATA["student_columns"])
