"""Rows of a table -> people, with those who are never stored counted and let go at once."""

from collections import defaultdict
from dataclasses import replace
from functools import lru_cache

from django.core.exceptions import ValidationError

from coalitions import role_words
from coalitions.actions.directory import Refusal
from coalitions.actions.roster import Assignment, PersonRow
from coalitions.importers import people_layouts as layouts
from coalitions.importers import values
from coalitions.names import tidy_address, tidy_name
from safety_portal.tables import Row, bare_name, plain_name

LONGEST = {"id": 200, "username": 200, "phone": 40, "title": 120, "org": 2_000, "role": 200}
STUDENT = "A student; no record of a student is stored."
RELATIVE = "A parent or guardian; they are invited, never brought in from a file."
NO_LONGER = "No longer there, says the column of the status."
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
    """Reads the rows of one table. `skipped` is reason -> row numbers, `total` counts the rows read.

    `roles`: id -> assignments, where there is a roles.csv (`None`: the table says them). Who is not in it has none, unless
    the table has a role for them too.
    """

    def __init__(self, header, columns, roles):
        self.header, self.places, self.roles = [plain_name(name) for name in header], columns.places, roles
        self.skipped, self.rejected, self.total = defaultdict(list), [], 0
        # Several ids stand in one cell with commas between; the name of a school may have one in it.
        ids = any("sourcedid" in bare_name(header[place]) for place in self.places.get("org", ()))
        self.org_signs = ",;" if ids else ";"

    def person(self, row: Row) -> PersonRow | None:
        """The person a row tells of, or None for one that is skipped or refused, which is noted."""
        self.total += 1
        # Before anything is read of it: whoever is never stored.
        roles = self.assignments(row)
        reason = self.why_skipped(row, roles)
        if reason:
            self.skipped[reason].append(row.number)
            return None
        try:
            return self.told(row, roles)
        except RowRefused as refused:
            known = {"ids": self.ids(row), "email": self.cell(row, "email").casefold()}
            self.rejected.append(Refusal(row.number, refused.field, refused.reason, refused.value[:100], known))
            return None

    def cell(self, row: Row, field: str) -> str:
        """The first filled cell of a field, as one line of text; empty where nothing is said."""
        for place in self.places.get(field, ()):
            cell = values.text(row.cells[place])
            if cell and cell not in layouts.MISSING:
                return cell
        return ""

    def assignments(self, row: Row) -> tuple[Assignment, ...] | None:
        """What the person is where, in the file's words; None if roles.csv, which says it, has nothing of this person."""
        told = self.roles.get(self.cell(row, "id")) if self.roles is not None else None
        if told or (self.roles is not None and not self.cell(row, "role")):
            return told
        roles = words_in(self.cell(row, "role") or self.known_title(row))
        orgs = listed(self.cell(row, "org")[: LONGEST["org"]], self.org_signs) or [""]
        return tuple(Assignment(org[:200], role[:200]) for org in orgs for role in roles)

    def known_title(self, row: Row) -> str:
        """The job title, where there is no column of roles and the title is a word for one."""
        title = "" if "role" in self.places else self.cell(row, "title")
        word = word_of(title)
        return title if word in role_words.KNOWN else ""

    def why_skipped(self, row: Row, roles) -> str:
        """Why a row is never stored, or ""."""
        words = {word_of(each.role) for each in roles or ()}
        if words & role_words.STUDENTS:
            return STUDENT
        if words and words <= role_words.RELATIVES:
            return RELATIVE
        if word_of(self.cell(row, "status")) in role_words.GONE:
            return NO_LONGER
        return NO_ROLE if roles is None and not self.is_leaving(row) else ""

    def is_leaving(self, row: Row) -> bool:
        """Whether the file says that the person is to be deleted."""
        return word_of(self.cell(row, "status")) in role_words.LEAVING

    def told(self, row: Row, roles) -> PersonRow:
        """Everything the row says. Raises RowRefused with the first thing that is wrong with it."""
        self.refuse_no_person(row)
        self.short(row, "id")
        username = self.short(row, "username")
        ids, email = self.ids(row), self.email(row, username)
        if not ids and not email:
            raise RowRefused("id", NO_IDENTITY)
        if self.is_leaving(row):
            return PersonRow(row.number, ids, username, "", email if not ids else "", "", "", (), is_leaving=True)
        kept = tuple(each for each in roles if word_of(each.role) not in role_words.RELATIVES)
        return PersonRow(
            row.number, ids, username, self.name(row), email, self.phone(row), self.cell(row, "title")[:120],
            tuple(dict.fromkeys(kept)),
        )  # fmt: skip

    def ids(self, row: Row) -> tuple[str, ...]:
        """The number of the person; a username stands in where a file has none."""
        own, username = self.cell(row, "id"), self.cell(row, "username")
        return (own,) if own else (f"username:{username.casefold()}",) if username else ()

    def refuse_no_person(self, row: Row):
        """Raise RowRefused for a row whose cells have shifted, a note, or the header once more."""
        if row.surplus:
            raise RowRefused("row", SURPLUS)
        if [plain_name(cell) for cell in row.cells] == self.header:
            raise RowRefused("row", "This row repeats the header; leave it out.")
        if sum(1 for cell in row.cells if cell) == 1 and len(row.cells) > 2:
            raise RowRefused("row", "Only one cell of this row is filled, as in a note or a total; leave the row out.")

    def short(self, row: Row, field: str) -> str:
        """A cell that must not be longer than its field."""
        cell = self.cell(row, field)
        try:
            return values.short(cell, LONGEST[field])
        except values.NotRead as wrong:
            raise RowRefused(field, str(wrong), cell) from None

    def name(self, row: Row) -> str:
        """The name, in the order people are called; "Marsh, Ines" in one column is turned round."""
        parts = [self.cell(row, "given_name"), self.cell(row, "family_name")]
        name = " ".join(part for part in parts if part)
        if not name:
            whole = self.cell(row, "name").split(",")
            name = " ".join(part.strip() for part in (reversed(whole) if len(whole) == 2 else whole))
        name = tidy_name(name)
        if not any(character.isalnum() for character in name):
            raise RowRefused("name", "This row has no name; add it.", name)
        return name

    def email(self, row: Row, username: str) -> str:
        """The e-mail address in lower case; a username that is one stands in for it."""
        cell = self.cell(row, "email")
        if not cell and "@" not in username:
            return ""
        try:
            return address(cell or username)
        except ValidationError as wrong:
            if not cell:
                return ""
            raise RowRefused("email", wrong.messages[0], cell) from None

    def phone(self, row: Row) -> str:
        """The telephone number, cut where it does not fit."""
        try:
            return values.phone(self.cell(row, "phone"))
        except values.NotRead as wrong:
            raise RowRefused("phone", str(wrong), self.cell(row, "phone")) from None


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
    """The words for roles in a cell: "teacher; aide" are two, "Teacher, on leave" is one that nobody knows."""
    parts = listed(cell, ",;|/")
    return parts if parts and all(word_of(part) in role_words.KNOWN for part in parts) else [cell]


def joined(people: list[PersonRow], reader: PeopleReader) -> list[PersonRow]:
    """Every person once: further rows of an ID add where they are, rows with the same address and name are one person.

    Other rows of an ID or an address that is taken are refused: one ID is one person, and one mailbox too.
    """
    found: dict[int, PersonRow] = {}
    by_key: dict[tuple[str, str], int] = {}
    for person in people:
        keys = [("id", each) for each in person.ids] + ([("email", person.email)] if person.email else [])
        earlier = next((by_key[key] for key in keys if key in by_key), None)
        if earlier is None:
            found[person.number] = person
            by_key |= dict.fromkeys(keys, person.number)
        elif merged := same_person(found[earlier], person):
            found[earlier] = merged
            by_key |= dict.fromkeys(keys, earlier)
            reader.skipped[f"The same person as in row {earlier:,}."].append(person.number)
        else:
            reader.rejected.append(contradiction(person, keys[0] if keys[0] in by_key else ("email", ""), earlier))
    return list(found.values())


def same_person(first: PersonRow, later: PersonRow) -> PersonRow | None:
    """Both rows as one person, or None where they contradict each other."""
    if first.is_leaving != later.is_leaving or first.name.casefold() != later.name.casefold():
        return None
    if first.email and later.email and first.email != later.email:
        return None
    return replace(
        first,
        ids=tuple(dict.fromkeys((*first.ids, *later.ids))),
        email=first.email or later.email,
        phone=first.phone or later.phone,
        title=first.title or later.title,
        assignments=tuple(dict.fromkeys((*first.assignments, *later.assignments))),
    )


def contradiction(person: PersonRow, key: tuple[str, str], earlier: int) -> Refusal:
    """Why the later of two rows is refused."""
    what = "ID" if key[0] == "id" else "e-mail address"
    value = key[1] if key[0] == "id" else person.email
    reason = (
        f"Row {earlier:,} carries this {what} too, for somebody else; correct the file, or leave one of the two out."
    )
    return Refusal(person.number, key[0], reason, value[:100], {"ids": person.ids, "email": person.email})
