"""A roster that waits between looking and importing.

What is kept of an upload, and read again from it.

Of a delivery that says who is who only its staff is kept. Of one list whose columns somebody may
still choose the table is kept, without columns of secrets and without anything in a row that a
student or parent stands in.
"""

from collections.abc import Iterable
from dataclasses import asdict, replace
from datetime import date

from coalitions.rosters.readers import rosters
from coalitions.rosters.readers.deliveries import delivery_of
from coalitions.rosters.readers.people import PeopleReader
from coalitions.rosters.readers.rosters import Kind, but_people, kind_of, roster_of_rows
from coalitions.rosters.readers.student_signs import refuse_name
from coalitions.rosters.roster import Roster, roster_of
from coalitions.table_layouts import people_columns
from safety_portal.core.files.filetypes import FileRefused
from safety_portal.core.files.reading import open_tables
from safety_portal.core.files.tables import Origin, Row, Table
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
        return {"roster": roster.as_stored(), "source": roster.source}
    refuse_name(delivery.table_name)
    with delivery.opened("table") as file:
        lists = kept_lists(open_tables(file, limit=MOST_BYTES))
    refuse_length(sum(len(each["rows"]) for each in lists))
    return {"lists": lists, "source": lists[0]["kind"]["source"]}


def kept_lists(opened) -> list[dict]:
    """What is kept of each table, the proposed one first. A sheet that is refused, such as one of
    students, is not kept, and the others say why.

    Raises the first refusal where all are.
    """
    lists, refusals = [], []
    for table, rows in opened:
        try:
            but_people(table)
            lists.append(kept_list(table, rows))
        except FileRefused as refused:
            refusals.append((table.origin.sheet, refused))
    if not lists:
        raise refusals[0][1]
    not_kept = [f"The sheet “{sheet[:40]}” is not read. {refused}" for sheet, refused in refusals]
    for each in lists:
        each["remarks"] += not_kept
    return lists


def kept_list(table: Table, rows: Iterable[Row]) -> dict:
    """One table, without what may not be kept. Raises FileRefused."""
    kind = kind_of(table.header, {}, is_delivery=False)
    scrubber = Scrubber(table.header)
    return {
        "sheet": table.origin.sheet,
        "remarks": list(table.origin.remarks),
        "header": list(table.header),
        "rows": [[row.number, row.surplus, *scrubber.cells(row)] for row in rows],
        "kind": asdict(kind),
    }


def refuse_length(people: int):
    """Raise FileRefused for more people than a page compares."""
    if people > MOST_PEOPLE:
        raise FileRefused(
            f"This file has {people:,} people and a page takes {MOST_PEOPLE:,}; import it in parts, "
            f"or by the command."
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


def roster_in(content: dict, mapping: dict[str, str], sheet="") -> Roster:
    """The roster in what was kept; a list is read by `mapping` (field -> column), of a workbook
    that of `sheet`.

    Raises FileRefused.
    """
    if "roster" in content:
        return roster_of(content["roster"])
    kept = list_in(content, sheet)
    rows = (Row(number, tuple(cells), surplus) for number, surplus, *cells in kept["rows"])
    roster = roster_of_rows(tuple(kept["header"]), rows, Kind(**kept["kind"]), mapping=mapping)
    return replace(roster, origin=origin_of(content, kept))


def origin_of(content: dict, kept: dict) -> Origin:
    """The sheet that a kept list was, and those that can be read in its place."""
    names = tuple(each["sheet"] for each in lists_in(content) if each["sheet"])
    return Origin(kept["sheet"], names, tuple(kept["remarks"]))


def list_in(content: dict, sheet="") -> dict | None:
    """The kept list of a sheet, the first where none is named; None of a delivery that says who is
    who.
    """
    lists = lists_in(content)
    return next((each for each in lists if each["sheet"] == sheet), lists[0] if lists else None)


def lists_in(content: dict) -> list[dict]:
    """The kept lists; one of a version before workbooks were read is kept without them."""
    if "header" in content:
        return [{"sheet": "", "remarks": [], **content}]
    return content.get("lists", [])
