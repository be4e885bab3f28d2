"""Minutes: who was there, what was said and decided."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from coalitions.meetings.actions.drafts import keep_draft
from coalitions.meetings.lifecycle import WRITTEN_IN
from coalitions.meetings.locks import (
    lock_line,
    lock_meeting,
    require_written,
)
from coalitions.meetings.models.agenda import AgendaLine, Decision, Recusal
from coalitions.meetings.models.invitee import AttendanceSheet, Invitee
from coalitions.meetings.models.meeting import Meeting
from coalitions.meetings.policies import (
    can_mark_present,
    can_remove_decision,
    can_write_line,
    can_write_minutes,
)
from coalitions.meetings.queries import lines_to_write, seats_of
from coalitions.people.models import Person
from safety_portal.core.accounts.models import User
from safety_portal.core.audit.record import record
from safety_portal.core.authority import require
from safety_portal.core.files.uploads import Upload, all_or_nothing
from safety_portal.core.names import tidy_line, tidy_text
from safety_portal.core.refusals import Refused

MOST_SHEETS = 20


@dataclass(frozen=True)
class Conflict:
    """Somebody saved other words under a line meanwhile: `line` as it stands now, and `mine`."""

    line: AgendaLine
    mine: str


@dataclass(frozen=True)
class Written:
    """What became of a save: whether anything was saved, and what was not."""

    is_saved: bool
    conflicts: list[Conflict]


@transaction.atomic
def mark_present(*, invitee: Invitee, is_present: bool, by: User) -> Invitee:
    """Say that somebody is there, or is not after all; returns the invitation.

    The seat they hold on the day counts toward the quorum. Raises WrongState. Audited where it
    changes.
    """
    require(can_mark_present(by, invitee))
    meeting = lock_meeting(invitee.meeting)
    require_written(meeting)
    invitee = Invitee.objects.select_related("person").get(pk=invitee.pk)
    if bool(invitee.present_at) == is_present:
        return invitee
    seats = seats_of([invitee.person], meeting.coalition, on=timezone.localdate(meeting.starts_at))
    invitee.present_at = timezone.now() if is_present else None
    invitee.present_by = by if is_present else None
    invitee.seat_id = seats.get(invitee.person_id) if is_present else None
    invitee.save(update_fields=["present_at", "present_by", "seat"])
    record(
        by=by,
        action="attendance.marked",
        subject=meeting,
        scope=meeting.coalition,
        person=str(invitee.person),
        is_present=is_present,
    )
    return invitee


def add_sheet(*, meeting: Meeting, file: Upload, by: User) -> AttendanceSheet:
    """Keep a photo or scan of the sheet on which people signed in; the same one once.

    Raises Refused for too many, WrongState. Audited.
    """
    require(can_write_minutes(by, meeting))
    with all_or_nothing() as store:
        meeting = lock_meeting(meeting)
        require_written(meeting)
        known = list(meeting.sheets.all())
        if same := [sheet for sheet in known if sheet.sha256 == file.sha256]:
            return same[0]
        if len(known) >= MOST_SHEETS:
            raise Refused(f"{MOST_SHEETS} sheets are enough for one meeting.", field="file")
        sheet = AttendanceSheet(
            meeting=meeting,
            name=f"attendance-{meeting.pk}-{len(known) + 1}.{file.extension}",
            sha256=file.sha256,
            added_at=timezone.now(),
            added_by=by,
        )
        store(sheet.file, file.as_file())
        sheet.save(force_insert=True)
        record(
            by=by,
            action="attendance_sheet.added",
            subject=sheet,
            scope=meeting.coalition,
            sha256=file.sha256,
        )
    return sheet


@transaction.atomic
def write_minutes(
    *, meeting: Meeting, texts: Mapping[int, tuple[str, int]], guests: str, by: User
) -> Written:
    """Save what was written under lines, and who else was there; returns what became of it.

    `texts` are (text, version) by line: the version is the line's when the form was opened. Where
    somebody saved other words under it since, that line is left alone and returned; all others are
    saved. The same words again change nothing. What is not saved stays in the writer's draft; what
    is saved goes from it. Sends nothing. Raises WrongState. Audited.
    """
    require(can_write_minutes(by, meeting))
    meeting = lock_meeting(meeting)
    require_written(meeting)
    conflicts, saved = [], []
    for line in lines_to_write(meeting, texts, by=by):
        text, version = tidy_text(texts[line.pk][0]), texts[line.pk][1]
        if line.text == text:
            continue
        if line.version != version:
            conflicts.append(Conflict(line, text))
            continue
        _save_text(line, text, by=by)
        saved.append(line.pk)
    has_guests = _save_guests(meeting, tidy_line(guests))
    is_saved = bool(saved) or has_guests
    if is_saved:
        coalition = meeting.coalition
        record(by=by, action="minutes.written", subject=meeting, scope=coalition, lines=saved)
    if is_saved or not conflicts:
        left = {one.line.pk: texts[one.line.pk] for one in conflicts}
        keep_draft(meeting=meeting, texts=left, guests=meeting.guests, by=by)
    return Written(is_saved, conflicts)


def _save_text(line: AgendaLine, text: str, *, by: User) -> None:
    line.text, line.version = text, line.version + 1
    line.written_at, line.written_by = timezone.now(), by
    line.save(update_fields=["text", "version", "written_at", "written_by"])


def _save_guests(meeting: Meeting, guests: str) -> bool:
    if meeting.guests == guests:
        return False
    meeting.guests = guests
    meeting.save(update_fields=["guests"])
    return True


@transaction.atomic
def record_decision(
    *,
    line: AgendaLine,
    text: str,
    votes_for: int | None = None,
    votes_against: int | None = None,
    abstained: int | None = None,
    recused: Collection[Person] = (),
    by: User,
) -> Decision:
    """Write down what was decided under a line, and the vote; returns it.

    Numbers are all three or none. Raises Refused, also where the same is written there already;
    WrongState. Audited.
    """
    require(can_write_line(by, line))
    line = lock_line(line, states=WRITTEN_IN)
    text = tidy_line(text)
    votes = (votes_for, votes_against, abstained)
    _check_decision(line, text, votes)
    decision = Decision.objects.create(
        line=line,
        text=text,
        votes_for=votes_for,
        votes_against=votes_against,
        abstained=abstained,
        recorded_at=timezone.now(),
        recorded_by=by,
    )
    Recusal.objects.bulk_create(Recusal(decision=decision, person=person) for person in recused)
    _audit(line, "decision.recorded", by=by, decision=decision.pk, votes=votes)
    return decision


@transaction.atomic
def remove_decision(*, decision: Decision, by: User) -> Decision:
    """Take a decision out of a draft; it stays as history. Raises WrongState. Audited, once."""
    require(can_remove_decision(by, decision))
    line = lock_line(decision.line, states=WRITTEN_IN)
    decision = Decision.objects.get(pk=decision.pk)
    if decision.removed_at is None:
        decision.removed_at, decision.removed_by = timezone.now(), by
        decision.save(update_fields=["removed_at", "removed_by"])
        _audit(line, "decision.removed", by=by, decision=decision.pk)
    return decision


def _check_decision(line: AgendaLine, text: str, votes: tuple[int | None, ...]) -> None:
    if not text:
        raise Refused("Write the decision as one sentence.", field="text")
    if any(vote is None for vote in votes) and any(vote is not None for vote in votes):
        raise Refused("Write all three numbers, or none.", field="votes_for")
    if line.decisions.filter(text=text, removed_at__isnull=True).exists():
        raise Refused("This decision is written already.", field="text")


def _audit(line: AgendaLine, action: str, *, by: User, **detail: object) -> None:
    """Without any words of it: what is restricted stands in no row that others read."""
    record(
        by=by,
        action=action,
        subject=line,
        scope=line.meeting.coalition,
        name=f"Minutes of {line.meeting}, {timezone.localdate(line.meeting.starts_at)}",
        **detail,
    )
