"""Which column of a table holds which field: proposed by their names, or said by somebody."""

from collections.abc import Callable, Iterable, Mapping

from safety_portal.core.files.filetypes import FileRefused
from safety_portal.core.files.tables import bare_name

# What is kept of a choice is field -> column, and beside the fields which sheet of a workbook.
SHEET = "sheet"


class UnknownColumns(FileRefused):
    """A table, but nobody has said which column is which."""


def choice(sheet: str, columns: Mapping[str, str]) -> dict[str, str]:
    """What is kept of what somebody chose: the columns by their field, and the sheet where there is
    one.
    """
    return {**columns, **({SHEET: sheet} if sheet else {})}


def sheet_of(kept: Mapping[str, str]) -> str:
    """The sheet of a choice, "" where the file has none."""
    return kept.get(SHEET, "")


def columns_in(kept: Mapping[str, str]) -> dict[str, str]:
    """The columns of a choice, field -> column."""
    return {field: column for field, column in kept.items() if field != SHEET}


def likely(header: Iterable[str], names: Mapping[str, Iterable[str]]) -> dict[str, str]:
    """field -> column, as files usually call them (`names`, best first).

    Each column is used once.
    """
    by_name: dict[str, str] = {}
    for name in header:
        by_name.setdefault(bare_name(name), name)
    found: dict[str, str] = {}
    for field, called in names.items():
        free = (by_name[bare] for bare in map(bare_name, called) if bare and bare in by_name)
        column = next((name for name in free if name not in found.values()), None)
        if column:
            found[field] = column
    return found


def parse_mapping(
    pairs: Iterable[str],
    *,
    field_called: Callable[[str], str],
    example: str,
    may_be_empty: bool = False,
) -> dict[str, str]:
    """FIELD=COLUMN of the command line as field -> column; `field_called` knows the fields.

    Raises FileRefused with what is wrong.
    """
    mapping: dict[str, str] = {}
    for pair in pairs:
        word, equals, column = (part.strip() for part in pair.partition("="))
        if not equals or not (column or may_be_empty):
            raise FileRefused(f"--map wants FIELD=COLUMN, as in --map {example}, not “{pair}”.")
        field = field_called(word)
        if field in mapping:
            raise FileRefused(f"The field “{field}” is mapped twice; name one column for it.")
        mapping[field] = column
    return mapping


def one_of(fields: Iterable[str]) -> Callable[[str], str]:
    """What takes the word for a field as it is. It raises FileRefused for another word."""
    known = list(fields)

    def field_called(word: str) -> str:
        if word not in known:
            raise FileRefused(f"There is no field “{word}”; the fields are {', '.join(known)}.")
        return word

    return field_called
