"""roles.csv of OneRoster 1.2 and School Data Sync: who is what where, as of a day."""

from dataclasses import dataclass, field
from datetime import date

from coalitions.rosters.roster import Assignment
from coalitions.table_layouts.role_words import LEAVING, plain_word
from safety_portal.core.files.filetypes import FileRefused
from safety_portal.core.files.streams import read_rows
from safety_portal.core.files.tables import bare_name
from safety_portal.core.values import NotRead, day, identifier, text

COLUMNS = {"usersourcedid", "role", "orgsourcedid", "status", "begindate", "enddate"}
LONGEST_ID = 200
MOST_SHARED = 50_000


@dataclass
class RolesFile:
    """By the id of a person: `held`, what holds now or later; `over`, whose roles all ended or are
    to be deleted;
    `wrong`, (reason, what stands there) of those of whom a role cannot be read, so that nobody knows what they are."""

    held: dict[str, tuple[Assignment, ...]] = field(default_factory=dict)
    over: set[str] = field(default_factory=set)
    wrong: dict[str, tuple[str, str]] = field(default_factory=dict)


def read_roles(delivery, *, dates_count: bool, on: date, limit) -> RolesFile:
    """What roles.csv says on the day `on`.

    Raises FileRefused where its columns are missing, or an ID is spoiled.

    `dates_count`: School Data Sync repeats the days of a session in every role, so there they end
    nothing.
    """
    with delivery.opened("roles") as file:
        header, rows = read_rows(file, limit=limit)
        places = columns_of_names(
            header, COLUMNS if dates_count else COLUMNS - {"begindate", "enddate"}
        )
        if not {"usersourcedid", "role"} <= set(places):
            raise FileRefused("There is no column “userSourcedId” or no column “role”.")
        reader = RolesReader(dates_count, on)
        for row in rows:
            reader.read(
                {name: text(row.cells[place]) for name, place in places.items()}, row.number
            )
        return reader.file


def columns_of_names(header, wanted: set[str]) -> dict[str, int]:
    """Bare name -> which column it heads in a file of a roster, for those wanted that are there."""
    return {
        bare_name(name): place
        for place, name in reversed(list(enumerate(header)))
        if bare_name(name) in wanted
    }


def whole(number: str) -> str:
    """An organization's number, "" where a spreadsheet has spoiled it.

    Then it is no school here until somebody says which.
    """
    try:
        return identifier(number, LONGEST_ID)
    except NotRead:
        return ""


class RolesReader:
    """Reads one role after the other."""

    def __init__(self, dates_count: bool, on: date):
        self.file, self.dates_count, self.on = RolesFile(), dates_count, on
        self.shared: dict[tuple[str, str, str, str], Assignment] = {}
        self.days: dict[str, date | None] = {}

    def read(self, told: dict[str, str], number: int):
        """Note what one row says of its person.

        Raises FileRefused where nobody can know of whom.
        """
        try:
            person = identifier(told["usersourcedid"], LONGEST_ID)
        except NotRead as wrong:
            raise FileRefused(f"Row {number:,}, userSourcedId: {wrong}") from None
        if plain_word(told.get("status", "")) in LEAVING:
            self.file.over.add(person)
            return
        try:
            assignment = self.assignment(told)
        except Unreadable as wrong:
            self.file.wrong.setdefault(
                person, (f"roles.csv, row {number:,}, {wrong}", wrong.value[:100])
            )
            return
        if assignment is None:
            self.file.over.add(person)
        else:
            self.file.held[person] = (*self.file.held.get(person, ()), assignment)

    def assignment(self, told: dict[str, str]) -> Assignment | None:
        """What the row says somebody is; None for what is over. Raises Unreadable."""
        org = self.read_role_cell(told, "orgsourcedid", lambda cell: identifier(cell, LONGEST_ID))
        begins, ends = self.day(told, "begindate"), self.day(told, "enddate")
        if begins and ends and ends < begins:
            raise Unreadable(
                f"{NAMES['enddate']}: This day lies before that of beginDate; correct one of the two.",
                told["enddate"],
            )
        if ends and ends < self.on:
            return None
        # Students are many: all of one word and school share one assignment.
        later = begins.isoformat() if begins and begins > self.on else ""
        key = org, told["role"], later, ends.isoformat() if ends else ""
        if len(self.shared) > MOST_SHARED:
            self.shared.clear()
        return self.shared.setdefault(key, Assignment(*key))

    def day(self, told: dict[str, str], name: str) -> date | None:
        """A day; None where none is said. Each is read once.

        A file has a few days and many rows.
        """
        cell = told.get(name, "")
        if cell not in self.days:
            self.days[cell] = self.read_role_cell(told, name, day) if cell else None
        return self.days[cell]

    def read_role_cell(self, told: dict[str, str], name: str, read):
        """A cell through its reader. Raises Unreadable."""
        cell = told.get(name, "")
        try:
            return read(cell)
        except NotRead as wrong:
            raise Unreadable(f"{NAMES[name]}: {wrong}", cell) from None


NAMES = {"orgsourcedid": "orgSourcedId", "begindate": "beginDate", "enddate": "endDate"}


class Unreadable(Exception):
    """A role that nobody can read: which column and why. `value` is what stands there."""

    def __init__(self, reason: str, value: str):
        super().__init__(reason)
        self.value = value
