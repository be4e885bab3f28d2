"""A transcript against what is logged here.

What is new, changed, the same, and what cannot be imported. Writes nothing.
"""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from django.db.models import Case, When

from coalitions.people.models import Person, RosterIdentity
from safety_portal.core.files.tables import OF_NO_WORKBOOK, Origin
from safety_portal.core.imports import comparison as imports
from safety_portal.core.imports.comparison import Refusal
from safety_portal.core.look.wording import hours_in_words
from safety_portal.core.values import Note
from training.courses.models import Course
from training.records.checking import expiry
from training.records.lifecycle import RecordState
from training.records.models import TrainingRecord
from training.transcripts.course_index import CourseIndex
from training.transcripts.day_limits import too_much_for_a_day
from training.transcripts.planned import Logged, Planned
from training.transcripts.transcript import Skip, TrainingRow, Transcript


@dataclass
class Comparison(imports.Comparison):
    """What bringing a transcript in would do.

    Every row of the file is in one of the first five, or was skipped or refused.
    """

    total: int
    columns: dict[str, str]
    new: list[Planned] = field(default_factory=list)
    changed: list[Planned] = field(default_factory=list)
    unchanged: int = 0
    skipped: list[Skip] = field(default_factory=list)
    rejected: list[Refusal] = field(default_factory=list)
    courses: list[Course] = field(default_factory=list)
    warnings: list[Note] = field(default_factory=list)
    missing: int = 0
    origin: Origin = OF_NO_WORKBOOK

    @property
    def changes_something(self) -> bool:
        return bool(self.new or self.changed)

    @property
    def people(self) -> set[int]:
        """Ids of those of whom something would be written."""
        return {planned.person.pk for planned in [*self.new, *self.changed]}

    @property
    def counts(self) -> dict[str, int]:
        """The balance, for the page, the command and the audit row."""
        return {
            "rows": self.total,
            "created": len(self.new),
            "updated": len(self.changed),
            "unchanged": self.unchanged,
            "missing": self.missing,
            "skipped": len(self.skipped),
            "rejected": len(self.rejected),
            "lapsed": sum(planned.lapsed for planned in self.new),
            "courses": len(self.courses),
            "people": len(self.people),
        }

    @property
    def previewed(self) -> tuple:
        """Everything that would be written, and onto what."""
        return tuple(
            (
                planned.row,
                planned.person.pk,
                planned.course.code,
                planned.course.title,
                str(planned.held_on),
                str(planned.hours),
                str(planned.expires_on),
                planned.note,
                planned.old and planned.old.version,
            )
            for planned in [*self.new, *self.changed]
        )

    @cached_property
    def digest(self) -> str:
        """As of every comparison; asked once of a hundred thousand rows."""
        return super().digest


def compare(transcript: Transcript, *, coalition, person: Person | None, on: date) -> Comparison:
    """The transcript against the records of the coalition, as of the day `on`.

    Four queries, whatever the length.

    `person` is whose transcript it is; None where each row says it.
    """
    people, courses = _People(coalition, person, on), CourseIndex(coalition)
    comparison = Comparison(
        transcript.total,
        transcript.columns,
        warnings=list(transcript.warnings),
        origin=transcript.origin,
    )
    comparison.skipped += transcript.skipped
    comparison.rejected += transcript.rejected
    planned = [
        each for row in transcript.rows if (each := _planned(row, people, courses, comparison, on))
    ]
    _sort_out(planned, coalition, comparison)
    comparison.warnings += too_much_for_a_day([*comparison.new, *comparison.changed])
    used = {id(each.course) for each in comparison.new}
    comparison.courses = [course for course in courses.new if id(course) in used]
    comparison.skipped.sort(key=lambda skip: skip.row)
    comparison.rejected.sort(key=lambda refusal: refusal.row)
    return comparison


def _planned(row: TrainingRow, people, courses, comparison: Comparison, on: date) -> Planned | None:
    """The record of a row; None where it is skipped or refused, which the comparison then says."""
    if people.is_somebody_else(row.who):
        comparison.skipped.append(Skip(row.row, f"It is the training of somebody else: {row.who}."))
        return None
    person = people.find(row.who)
    if person is None:
        comparison.rejected.append(Refusal(row.row, "person", people.why_not(row.who), row.who))
        return None
    course = courses.find(code=row.code, title=row.title)
    hours = row.hours or course.hours
    if hours is None:
        reason = "The row has no hours, and the course has none of its own; write how many it took."
        comparison.rejected.append(Refusal(row.row, "hours", reason))
        return None
    expires_on = row.expires_on or expiry(course, row.held_on)
    lapsed = expires_on is not None and expires_on < on
    return Planned(row.row, person, course, row.held_on, hours, expires_on, row.note, lapsed)


def _sort_out(planned: list[Planned], coalition, comparison: Comparison) -> None:
    """Each planned record into new, changed, unchanged or skipped."""
    people = {each.person.pk for each in planned}
    here = _records(coalition, people)
    first: dict[tuple, int] = {}
    for each in planned:
        key = each.person.pk, each.course.pk or each.course.code, each.held_on
        if key in first:
            reason = (
                f"The same course on the same day stands in row {first[key]:,}; it counts once."
            )
            comparison.skipped.append(Skip(each.row, reason))
            continue
        first[key] = each.row
        _against(each, here.get(key), comparison)
    comparison.missing = sum(
        record.source_id is not None for key, record in here.items() if key not in first
    )


def _against(each: Planned, record: Logged | None, comparison: Comparison) -> None:
    if record is None:
        comparison.new.append(each)
    elif record.state == RecordState.WITHDRAWN:
        comparison.skipped.append(
            Skip(each.row, "It was withdrawn here. Log it by hand if it counts after all.")
        )
    elif each.is_as(record):
        comparison.unchanged += 1
    elif record.source_id and record.state == RecordState.TO_VERIFY:
        planned = {
            name: getattr(each, name)
            for name in ("row", "person", "course", "held_on", "hours", "expires_on", "note")
        }
        comparison.changed.append(Planned(**planned, lapsed=each.lapsed, old=record))
    else:
        comparison.skipped.append(Skip(each.row, _stays(record)))


def _stays(record: Logged) -> str:
    """Why a record that says otherwise is left alone."""
    how = RecordState(record.state).label.lower() if record.source_id else "logged by hand"
    return f"It is {how} here with {hours_in_words(record.hours)}; correct it on its page if the file is right."


def _records(coalition, people: set[int]) -> dict[tuple, Logged]:
    """What is logged of these people, by person, course and day.

    Of a day with a withdrawn and another one, the other.
    """
    records = TrainingRecord.objects.filter(coalition=coalition, person__in=people).order_by()
    withdrawn_first = records.annotate(
        counts=Case(When(state=RecordState.WITHDRAWN, then=0), default=1)
    ).order_by("counts")
    rows = map(Logged._make, withdrawn_first.values_list(*Logged._fields).iterator(chunk_size=5000))
    return {(record.person_id, record.course_id, record.held_on): record for record in rows}


class _People:
    """The current members of a coalition by address and by the IDs that rosters gave them."""

    def __init__(self, coalition, person: Person | None, on: date):
        self.coalition = coalition
        self.person = person
        self._found: dict[str, Person] = {}
        members = coalition.memberships.current(on).values("person_id")
        everybody = {
            each.pk: each
            for each in Person.objects.filter(pk__in=members).select_related("account")
        }
        if person is not None:
            everybody = {person.pk: person}
        self._add_ids(everybody)
        for each in everybody.values():
            addresses = [each.email, each.account.email if each.account else ""]
            self._found |= {address.casefold(): each for address in addresses if address}

    def _add_ids(self, everybody: dict[int, Person]) -> None:
        """Find whose training it is by IDs of rosters; an address counts more, two people none."""
        given = (
            RosterIdentity.objects.filter(person__in=everybody)
            .values_list("sourced_id", "person_id")
            .distinct()
        )
        given = list(given)
        times = Counter(sourced_id for sourced_id, _ in given)
        self._found |= {
            sourced_id.casefold(): everybody[person]
            for sourced_id, person in given
            if times[sourced_id] == 1
        }

    def find(self, who: str) -> Person | None:
        return self.person or self._found.get(who.casefold())

    def is_somebody_else(self, who: str) -> bool:
        """Whether a row of one person's transcript carries another one's address."""
        return self.person is not None and "@" in who and who.casefold() not in self._found

    def why_not(self, who: str) -> str:
        if not who:
            return "The row does not say whose training it is."
        return f"No member of {self.coalition} has this address or ID. Bring the person in first, or correct it."
