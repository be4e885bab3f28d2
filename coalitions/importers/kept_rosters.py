"""A roster that waits between looking and bringing in: what is kept of an upload, and read again from it.

Of a delivery that says who is who only its staff is kept. Of one list whose columns somebody may still choose the table is
kept, without columns of secrets and without anything in a row that a student or parent stands in.
"""

from datetime import date

from coalitions.actions.roster import Roster, roster_of
from coalitions.importers import people_layouts as layouts
from coalitions.importers import rosters, values
from coalitions.importers.deliveries import delivery_of
from coalitions.importers.rosters import Kind, kind_of, roster_of_rows
from coalitions.role_words import STUDENTS, plain_word
from safety_portal.filetypes import FileRefused
from safety_portal.streams import read_rows
from safety_portal.tables import Row

# What a page reads and compares while somebody waits.
MOST_BYTES = 100 * 1024 * 1024
MOST_PEOPLE = 30_000
NEVER = STUDENTS | {"parent", "guardian", "relative"}


def kept_of(content: bytes, *, name: str, on: date) -> dict:
    """What is kept of an upload, as JSON. Raises FileRefused with one sentence."""
    delivery = delivery_of(content, name=name)
    if "users" in delivery:
        roster = rosters.read_roster(content, name=name, on=on, limit=MOST_BYTES)
        refuse_length(len(roster.rows))
        return {"roster": roster.told(), "source": roster.source}
    with delivery.opened("table") as file:
        header, rows = read_rows(file, limit=MOST_BYTES)
        kind = kind_of(header, {}, is_delivery=False)
        kept = [[row.number, row.surplus, *cells] for row in rows if (cells := scrubbed(header, row)) is not None]
    refuse_length(len(kept))
    told = {"title": kind.title, "source": kind.source, "is_whole": kind.is_whole, "dates_count": kind.dates_count}
    return {"header": list(header), "rows": kept, "kind": told, "source": kind.source}


def refuse_length(people: int):
    """Raise FileRefused for more people than a page compares."""
    if people > MOST_PEOPLE:
        raise FileRefused(
            f"This file has {people:,} people and a page takes {MOST_PEOPLE:,}; bring it in parts, or by the command."
        )


def scrubbed(header, row: Row) -> list[str]:
    """The cells of a row that may be kept: no secrets, and of a student or parent nothing but that word."""
    cells = [values.text(cell)[:2_000] for cell in row.cells]
    cells = ["" if layouts.is_secret(name) else cell for name, cell in zip(header, cells, strict=True)]
    if any(plain_word(cell) in NEVER for cell in cells):
        return [cell if plain_word(cell) in NEVER else "" for cell in cells]
    return cells


def roster_in(content: dict, mapping: dict[str, str]) -> Roster:
    """The roster in what was kept; a list is read by `mapping` (field -> column). Raises FileRefused."""
    if "roster" in content:
        return roster_of(content["roster"])
    rows = (Row(number, tuple(cells), surplus) for number, surplus, *cells in content["rows"])
    return roster_of_rows(tuple(content["header"]), rows, Kind(**content["kind"]), mapping=mapping)
