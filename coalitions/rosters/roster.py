"""What an importer hands to the import of people.

Who a file tells of, as plain values that can wait for a decision.

No student, parent or guardian is ever in it, nor a password: the importer counts them and lets them
go.
"""

import hashlib
from dataclasses import asdict, dataclass, field
from typing import Any

from safety_portal.core.files.tables import OF_NO_WORKBOOK, Origin
from safety_portal.core.imports.comparison import Refusal
from safety_portal.core.values import Note


@dataclass(frozen=True, slots=True)
class Assignment:
    """What a file says somebody is, in its own words, at which of its organizations.

    Either may be empty.

    `begins`: the day, as ISO text, of a role that only begins in the future; `ends`: its last day,
    where it has one.
    """

    org: str
    role: str
    begins: str = ""
    ends: str = ""


@dataclass(frozen=True, slots=True)
class PersonRow:
    """One person of a file.

    `ids` are its identifiers there, several where rows with one e-mail address were joined.

    `is_leaving`: the file says that this person is to be deleted; `assignments` then may be empty.
    """

    number: int
    ids: tuple[str, ...]
    username: str
    name: str
    email: str
    phone: str
    title: str
    assignments: tuple[Assignment, ...]
    is_leaving: bool = False

    @property
    def fingerprint(self) -> str:
        """Who the file says this is, so that it can be named where neither name nor address should
        be kept.
        """
        return hashlib.sha256(repr((self.ids, self.name, self.email)).encode()).hexdigest()[:32]


@dataclass(frozen=True, slots=True)
class Org:
    """An organization of a file.

    `identifier` is its state or NCES number; `parent` the id of the one above.
    """

    id: str
    name: str = ""
    kind: str = ""
    identifier: str = ""
    parent: str = ""


@dataclass(frozen=True)
class Roster:
    """A file read. `source` names the system that numbers its people; `is_whole`.

    Who is not in it is no longer there.

    `skipped` is reason -> row numbers. `says_org`: whether the file says at all where people are.
    total counts all rows. `notes`: cells of rows that are used, and that could not be.
    `empty_orgs`: ids of organizations that nobody is at.
    """

    title: str
    source: str
    is_whole: bool
    says_org: bool
    rows: list[PersonRow]
    orgs: dict[str, Org]
    skipped: dict[str, list[int]]
    rejected: list[Refusal]
    total: int
    columns: dict[str, list[str]] = field(default_factory=dict)
    unused: int = 0
    notes: list[Note] = field(default_factory=list)
    empty_orgs: list[str] = field(default_factory=list)
    origin: Origin = OF_NO_WORKBOOK

    def as_stored(self) -> dict[str, Any]:
        """As JSON. A delivery that is kept so is no workbook."""
        return {name: value for name, value in asdict(self).items() if name != "origin"}


def roster_of(stored: dict[str, Any]) -> Roster:
    """A roster out of its JSON."""
    rows = [
        PersonRow(
            **{
                **row,
                "ids": tuple(row["ids"]),
                "assignments": tuple(Assignment(**a) for a in row["assignments"]),
            }
        )
        for row in stored["rows"]
    ]
    refused = [
        Refusal(**{**one, "known": {**one["known"], "ids": tuple(one["known"].get("ids", ()))}})
        for one in stored["rejected"]
    ]
    orgs = {key: Org(**org) for key, org in stored["orgs"].items()}
    notes = [Note(**note) for note in stored.get("notes", ())]
    return Roster(**{**stored, "rows": rows, "orgs": orgs, "rejected": refused, "notes": notes})
