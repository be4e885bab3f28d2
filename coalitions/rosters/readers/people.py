"""Rows of a table -> people, with those who are never stored counted and let go at once."""

from collections import defaultdict
from dataclasses import replace
from functools import lru_cache

from django.core.exceptions import ValidationError

from coalitions.directory_import.readers import cells
from coalitions.rosters.readers.student_signs import StudentSigns
from coalitions.rosters.roster import Assignment, PersonRow
from coalitions.table_layouts import people_columns, role_words
from safety_portal.core.files.tables import Row, bare_name, plain_name
from safety_portal.core.imports.comparison import Refusal
from safety_portal.core.names import in_spoken_order, tidy_address, tidy_name
from safety_portal.core.values import Note, NotRead, identifier, sound, text

LONGEST = {"id": 200, "username": 200, "title": 120, "org": 2_000, "role": 200}
STUDENT = "A student; no record of a student is stored."
RELATIVE = "A parent or guardian; they are invited, never imported from a file."
NO_LONGER = "No longer there, says the column of the status."
NOT_ENABLED = "Not enabled, says the column of it."
NO_ROLE_NOW = "No role in roles.csv that still holds: they have ended, or are to be deleted."
NO_ROLE = "No role in roles.csv, so nobody knows whether this is a student."
SURPLUS = "This row has more cells than the header, so they have shifted; put a cell that holds a separator into quotation marks."
NO_IDENTITY = "This row has no ID, no username and no e-mail address; add one, because a name identifies nobody."

word_of = lru_cache(maxsize=10_000)(role_words.plain_word)


class RowRefused(Exception):
    """One row cannot be used: for which field, and why."""

    def __init__(self, field: str, reason: str, value=""):
        super().__init__(reason)
        self.field, self.reason, self.value = field, reason, value


class PeopleReader:
    """Reads the rows of one table.

    `skipped` is reason -> row numbers, `total` counts the rows read.

    `roles`: what roles.csv says (a RolesFile), None where there is none and the table says it. Who
    is not in it has none, unless the table has a role for them too. Raises FileRefused for a table
    that has the columns of a list of students.
    """

    def __init__(self, header, columns, roles):
        self.header, self.places, self.roles = (
            [plain_name(name) for name in header],
            columns.places,
            roles,
        )
        self.skipped, self.rejected, self.notes, self.total = defaultdict(list), [], [], 0
        self.signs = StudentSigns(header, columns.places, has_roles=roles is not None)
        self.signs.refuse_file()
        # Several ids stand in one cell with commas between; the name of a school may have one in
        # it.
        ids = any("sourcedid" in bare_name(header[place]) for place in self.places.get("org", ()))
        self.org_signs = ",;" if ids else ";"

    def person(self, row: Row) -> PersonRow | None:
        """The person a row tells of, or None for one that is skipped or refused, which is noted.

        Raises FileRefused where a column that nobody reads says that this is a student.
        """
        self.total += 1
        # Before anything is read of it: whoever is never stored.
        roles = self.assignments(row)
        reason = self.why_skipped(row, roles)
        if reason:
            self.skipped[reason].append(row.number)
            return None
        try:
            return self.person_row(row, roles or ())
        except RowRefused as refused:
            known = {"ids": self.ids(row), "email": self.filled_cell(row, "email").casefold()}
            self.rejected.append(
                Refusal(row.number, refused.field, refused.reason, refused.value[:100], known)
            )
            return None

    def filled_cell(self, row: Row, field: str) -> str:
        """The first filled cell of a field, as one line of text; empty where nothing is said."""
        for place in self.places.get(field, ()):
            cell = text(row.cells[place])
            if cell and cell not in people_columns.MISSING:
                return cell
        return ""

    def assignments(self, row: Row) -> tuple[Assignment, ...] | None:
        """What the person is where, in the file's words.

        None if roles.csv, which says it, has nothing of this person.
        """
        told = self.roles.held.get(self.sourced_id(row)) if self.roles is not None else None
        if told or (self.roles is not None and not self.filled_cell(row, "role")):
            return told
        roles = words_in(self.filled_cell(row, "role") or self.known_title(row))
        orgs = listed(self.filled_cell(row, "org")[: LONGEST["org"]], self.org_signs) or [""]
        return tuple(Assignment(org[:200], role[:200]) for org in orgs for role in roles)

    def sourced_id(self, row: Row) -> str:
        """The ID of a row as other files name it; what is spoiled, as it stands."""
        cell = self.filled_cell(row, "id")
        try:
            return identifier(cell, LONGEST["id"])
        except NotRead:
            return cell

    def known_title(self, row: Row) -> str:
        """The job title, where there is no column of roles and the title is a word for one."""
        title = "" if "role" in self.places else self.filled_cell(row, "title")
        return title if word_of(title) in role_words.KNOWN or role_words.is_student(title) else ""

    def why_never(self, roles) -> str:
        """Why somebody of these roles is never stored, or ""."""
        told = [each.role for each in roles or ()]
        if any(role_words.is_student(role) or role_words.is_grade(role) for role in told):
            return STUDENT
        return RELATIVE if told and {word_of(role) for role in told} <= role_words.RELATIVES else ""

    def why_skipped(self, row: Row, roles) -> str:
        """Why a row is left out, or ""."""
        if never := self.why_never(roles):
            return never
        if word_of(self.filled_cell(row, "status")) in role_words.GONE:
            return NO_LONGER
        if self.is_leaving(row):
            return ""
        if word_of(self.filled_cell(row, "enabled")) in role_words.NOT_ENABLED:
            return NOT_ENABLED
        if roles is None and self.sourced_id(row) not in self.roles.wrong:
            return NO_ROLE_NOW if self.sourced_id(row) in self.roles.over else NO_ROLE
        return ""

    def is_leaving(self, row: Row) -> bool:
        """Whether the file says that the person is to be deleted."""
        return word_of(self.filled_cell(row, "status")) in role_words.LEAVING

    def person_row(self, row: Row, roles) -> PersonRow:
        """Everything the row says.

        Raises RowRefused with the first thing that is wrong with it, and FileRefused.
        """
        if not self.is_leaving(row):
            self.signs.refuse_word(row, roles)
        self.refuse_no_person(row)
        own, username = self.identity(row, "id"), self.identity(row, "username")
        ids, email = numbers(own, username), self.email(row, username)
        if not ids and not email:
            raise RowRefused("id", NO_IDENTITY)
        if self.is_leaving(row):
            return PersonRow(
                row.number, ids, username, "", email if not ids else "", "", "", (), is_leaving=True
            )
        if self.roles is not None and own in self.roles.wrong:
            raise RowRefused("role", *self.roles.wrong[own])
        if doubt := self.signs.doubt(row, roles):
            raise RowRefused("role", doubt, self.filled_cell(row, "role"))
        kept = tuple(
            self.checked_assignment(each)
            for each in roles
            if word_of(each.role) not in role_words.RELATIVES
        )
        return PersonRow(
            row.number, ids, username, self.name(row), email, self.phone(row), self.title(row), tuple(dict.fromkeys(kept)),
        )  # fmt: skip

    def checked_assignment(self, assignment: Assignment) -> Assignment:
        """An assignment at an organization whose ID nobody has spoiled. Raises RowRefused."""
        try:
            return replace(assignment, org=identifier(assignment.org, LONGEST["org"]))
        except NotRead as wrong:
            raise RowRefused("org", str(wrong), assignment.org) from None

    def ids(self, row: Row) -> tuple[str, ...]:
        """The number of the person as the row has it.

        A username stands in where a file has none.
        """
        return numbers(self.filled_cell(row, "id"), self.filled_cell(row, "username"))

    def refuse_no_person(self, row: Row):
        """Raise RowRefused for a row whose cells have shifted, a note, or the header once more."""
        if row.surplus:
            raise RowRefused("row", SURPLUS)
        if [plain_name(cell) for cell in row.cells] == self.header:
            raise RowRefused("row", "This row repeats the header; leave it out.")
        if sum(1 for cell in row.cells if cell) == 1 and len(row.cells) > 2:
            raise RowRefused(
                "row",
                "Only one cell of this row is filled, as in a note or a total; leave the row out.",
            )

    def identity(self, row: Row, field: str) -> str:
        """A cell that says who somebody is, fit to be compared."""
        cell = self.filled_cell(row, field)
        try:
            return identifier(cell, LONGEST[field])
        except NotRead as wrong:
            raise RowRefused(field, str(wrong), cell) from None

    def name(self, row: Row) -> str:
        """The name, in the order people are called; "Marsh, Ines" in one column is turned round."""
        for part in ("given_name", "family_name", "name"):
            self.refuse_unsound(row, part)
        parts = [self.filled_cell(row, "given_name"), self.filled_cell(row, "family_name")]
        name = " ".join(part for part in parts if part)
        if not name:
            name = in_spoken_order(self.filled_cell(row, "name").split(","))
        name = tidy_name(name)
        if not any(character.isalnum() for character in name):
            raise RowRefused("name", "This row has no name; add it.", name)
        return name

    def email(self, row: Row, username: str) -> str:
        """The e-mail address in lower case; a username that is one stands in for it."""
        cell = self.filled_cell(row, "email")
        self.refuse_unsound(row, "email")
        if not cell and "@" not in username:
            return ""
        try:
            return address(cell or username)
        except ValidationError as wrong:
            if not cell:
                return ""
            raise RowRefused("email", wrong.messages[0], cell) from None

    def refuse_unsound(self, row: Row, field: str):
        """Raise RowRefused for a spreadsheet's error in a cell that is needed."""
        try:
            sound(self.filled_cell(row, field))
        except NotRead as wrong:
            raise RowRefused(
                "email" if field == "email" else "name", str(wrong), self.filled_cell(row, field)
            ) from None

    def phone(self, row: Row) -> str:
        """The telephone number, "" with a note where nobody can read it."""
        return self.optional(row, "phone", cells.phone)

    def title(self, row: Row) -> str:
        """The job title, "" with a note for a spreadsheet's error; cut where it does not fit."""
        return self.optional(row, "title", sound)[: LONGEST["title"]]

    def optional(self, row: Row, field: str, read) -> str:
        """A cell that loses nobody their row."""
        cell = self.filled_cell(row, field)
        try:
            return read(cell)
        except NotRead as wrong:
            self.notes.append(
                Note(row.number, field, f"{wrong} The row is used without it.", cell[:100])
            )
            return ""


def numbers(own: str, username: str) -> tuple[str, ...]:
    """By what a row is known: its own number, else its username."""
    return (own,) if own else (f"username:{username.casefold()}",) if username else ()


def address(cell: str) -> str:
    """An address out of "mailto:a@b.org", "Ines <a@b.org>" or plain. Raises ValidationError."""
    cell = cell.removeprefix("mailto:")
    if cell.endswith(">") and "<" in cell:
        cell = cell[cell.index("<") + 1 : -1]
    return tidy_address(cell)


def listed(cell: str, signs: str) -> list[str]:
    """The parts of a cell that holds several: "12345,54321"."""
    for sign in signs:
        cell = cell.replace(sign, ";")
    return list(dict.fromkeys(part.strip() for part in cell.split(";") if part.strip()))


def words_in(cell: str) -> list[str]:
    """The words for roles in a cell: "teacher.

    aide" are two, "Teacher, on leave" is one that nobody knows.
    """
    parts = listed(cell, ",;|/")
    return parts if parts and all(word_of(part) in role_words.KNOWN for part in parts) else [cell]
