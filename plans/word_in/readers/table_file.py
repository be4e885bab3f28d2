"""A table brought for a plan: told by its name, or by what is in it, and sent where it belongs."""

from pathlib import Path, PurePath

from coalitions.table_layouts.belonging import ANY_TABLE, WAYS_IN, kind_of_table
from plans.word_in.readers.word.document import WordRefused
from safety_portal.core.files import delimited, filetypes, tables

ENDINGS = frozenset((".csv", ".tsv", ".tab", ".psv"))
# How much is looked at, and of how many lines of how many cells a table is made that has no columns
# we know.
HEAD = 65_536
LINES_MIN, CELLS_MIN, LETTERS_MAX = 4, 3, 60
# Of the rows of a table with columns we know, as many fit its header.
FITTING = 0.8


def refuse_table(path: Path, *, name: str) -> None:
    """Raise WordRefused for a table under any name. ``name``: the file's name for people.

    Raises OSError.
    """
    with path.open("rb") as file:
        head = file.read(HEAD)
    text = filetypes.without_zeros(filetypes.decode(head))
    if head.startswith(b"PK") or filetypes.is_binary(text):
        return
    if len(head) == HEAD:
        text = text[: text.rfind("\n") + 1]
    records = _records(text)
    kind = _kind(records)
    if PurePath(name).suffix.lower() in ENDINGS or _is_table(text, records, kind):
        raise WordRefused(WAYS_IN.get(kind, ANY_TABLE))


def _records(text: str) -> list[list[str]]:
    """The lines of a table as their cells; none where its quotation marks do not add up."""
    try:
        return [cells for _, cells in tables.numbered(delimited.delimited_rows(text)) if cells]
    except filetypes.FileRefused:
        return []


def _kind(records: list[list[str]]) -> str:
    """Whom the columns belong to, "" where nobody knows."""
    if not records:
        return ""
    place = tables.header_place(records)
    return kind_of_table(tuple(map(tables.one_line, records[place])))


def _is_table(text: str, records: list[list[str]], kind: str) -> bool:
    """Whether the text is a table and nothing else.

    A table drawn with bars in a text (Markdown) is none.
    """
    if not records or delimited.delimiter_of(text) == "|":
        return False
    widths = [len(cells) for cells in records]
    if kind:
        below = widths[tables.header_place(records) + 1 :]
        return bool(below) and sum(width > 1 for width in below) >= FITTING * len(below)
    cells = [cell for record in records for cell in record]
    is_even = len(widths) >= LINES_MIN and min(widths) == max(widths) >= CELLS_MIN
    return is_even and sum(map(len, cells)) <= LETTERS_MAX * len(cells)
