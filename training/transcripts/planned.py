"""One training of a transcript, and one that is here already."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from coalitions.people.models import Person
from training.courses.models import Course


class Logged(NamedTuple):
    """What is here of a training.

    Of a hundred thousand the whole records would take the memory of everything else together.
    """

    pk: int
    person_id: int
    course_id: int
    held_on: date
    hours: Decimal
    expires_on: date | None
    note: str
    state: str
    source_id: int | None
    version: int


@dataclass(frozen=True, slots=True)
class Planned:
    """A record as it will be. `old` is the one that is here, None for a new one; `lapsed`.

    It counts no longer today.
    """

    row: int
    person: Person
    course: Course
    held_on: date
    hours: Decimal
    expires_on: date | None
    note: str
    lapsed: bool = False
    old: Logged | None = None

    @property
    def said(self) -> tuple[object, ...]:
        """What a file says of a training besides who, what and when."""
        return self.hours, self.expires_on, self.note

    def is_as(self, record: Logged) -> bool:
        """Whether the record says the same."""
        return self.said == (record.hours, record.expires_on, record.note)
