"""A roster that waits between looking and bringing in.

What is kept of an upload, and read again from it.

Of a delivery that says who is who only its staff is kept. Of one list whose columns somebody may
still choose the table is kept, without columns of secrets and without anything in a row that a
student or parent stands in.
"""

from datetime import date

from coalitions.rosters.readers import rosters
from coalitions.rosters.readers.deliveries import delivery_of
from coalitions.rosters.readers.people import PeopleReader
from coalitions.rosters.readers.rosters import Kind, kind_of, roster_of_rows
from coalitions.rosters.readers.student_signs import refuse_name
from coalitions.rosters.roster import Roster, roster_of
from coalitions.table_layouts import people_columns
from coalitions.table_layouts.belonging import PEOPLE, refuse_elsewhere
from safety_portal.core.files.filetypes import FileRefused
from safety_portal.core.files.streams import read_rows
from safety_portal.core.files.tables import Row
from safety_portal.core.values import text

# What a page reads and compares while somebody waits.
MOST_BYTES = 100 * 1024 * 1024
MOST_PEOPLE = 30_000


def kept_of(content: bytes, *, name: str, on: date) -> dict:
    """What is kept of an upload, as JSON.

    Raises FileRefused with one sentence, for a list of students too.
    """
    delivery = delivery_of(content, name=name)
    if delivery.people != "table":
        roster = rosters.read_roster(content, name=name, on=on, limit=MOST_BYTES)
        refuse_length(len(roster.rows))
        return {"roster": roster.told(), "source": roster.source}
    refuse_name(delivery.table_name)
    with delivery.opened("table") as file:
        header, rows = read_rows(file, limit=MOST_BYTES)
        refuse_elsewhere(header, but=PEOPLE)
        kind, scrubber = kind_of(header, {}, is_delivery=False), Scrubber(header)
        kept = [[row.number, row.surplus, *scrubber.cells(row)] for row in rows]
    refuse_length(len(kept))
    told = {
        "title": kind.title,
        "source": kind.source,
        "is_whole": kind.is_whole,
        "dates_count": kind.dates_count,
    }
    return {"header": list(header), "rows": kept, "kind": told, "source": kind.source}


def refuse_length(people: int):
    """Raise FileRefused for more people than a page compares."""
    if people > MOST_PEOPLE:
        raise FileRefused(
            f"This file has {people:,} people and a page takes {MOST_PEOPLE:,}; bring it in parts, or by the command."
        )


class Scrubber:
    """Leaves of each row what may be kept.

    No secrets, and of a student or parent nothing but the words that say so.

    Only columns that say what somebody is are asked, those of the role or job title and those that
    nobody reads yet, which may turn out to be the role: a teacher may be called Parent. Raises
    FileRefused for a table with the columns of students.
    """

    def __init__(self, header: tuple[str, ...]):
        self.reader = PeopleReader(header, people_columns.guessed_columns(header), None)
        self.secret = {place for place, name in enumerate(header) if people_columns.is_secret(name)}
        self.role_places = self.reader.places.get("role") or self.reader.places.get("title", ())

    def cells(self, row: Row) -> list[str]:
        """The cells to keep."""
        cells = [
            "" if place in self.secret else text(cell)[:2_000]
            for place, cell in enumerate(row.cells)
        ]
        telling = self.telling(row)
        return (
            [cell if place in telling else "" for place, cell in enumerate(cells)]
            if telling
            else cells
        )

    def telling(self, row: Row) -> set[int]:
        """Where the row says that it is a student's or parent's; empty where it does not."""
        roles = self.reader.assignments(row)
        if self.reader.why_never(roles):
            return set(self.role_places)
        return set(self.reader.signs.telling(row, roles))


def roster_in(content: dict, mapping: dict[str, str]) -> Roster:
    """The roster in what was kept; a list is read by `mapping` (field -> column).

    Raises FileRefused.
    """
    if "roster" in content:
        return roster_of(content["roster"])
    rows = (Row(number, tuple(cells), surplus) for number, surplus, *cells in content["rows"])
    return roster_of_rows(tuple(content["header"]), rows, Kind(**content["kind"]), mapping=mapping)
