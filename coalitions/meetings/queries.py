"""Meetings that an address names, their agenda as a reader may read it, and whether enough came.

Fetching is authorising: strangers get 404.
"""

import math
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Prefetch, QuerySet
from django.shortcuts import get_object_or_404
from django.utils import timezone

from coalitions.access.grants import access_of
from coalitions.access.roles import MEMBERS
from coalitions.action_items.models import ActionItem
from coalitions.coalition.models import Coalition
from coalitions.meetings.lifecycle import MeetingState
from coalitions.meetings.models.agenda import AgendaLine, Decision, LineItem
from coalitions.meetings.models.draft import MinutesDraft
from coalitions.meetings.models.invitee import AttendanceSheet, Invitee
from coalitions.meetings.models.meeting import Meeting, MeetingRules
from coalitions.memberships.models.membership import Membership
from coalitions.people.models import Person
from safety_portal.core.accounts.models import User
from safety_portal.core.look.wording import clock

WITH = ("coalition__district", "coalition__school", "note_taker__person", "planned_by")


@dataclass(frozen=True)
class LineRow:
    """A line of an agenda as its reader sees it: one they may not read is a number and a level."""

    number: int
    line: AgendaLine
    is_shown: bool
    decisions: tuple[Decision, ...]
    items: tuple[ActionItem, ...]
    starts_at: datetime | None

    @property
    def hour(self) -> str:
        """When it is likely to be its turn, "3:30 pm"; "" where that is not known."""
        return clock(self.starts_at) if self.starts_at else ""

    @property
    def is_reached(self) -> bool:
        """Whether anything was written under it; what was not goes to the next meeting."""
        return bool(self.line.text or self.decisions or self.items)


@dataclass(frozen=True)
class Quorum:
    """How many seats have to be there, and how many are; `needed` is None where none is asked."""

    needed: int | None
    present: int

    @property
    def is_reached(self) -> bool:
        """Whether the meeting decides; without, what it decides is advice."""
        return self.needed is None or self.present >= self.needed


def fetch_meeting(user: User, *, coalition: str, meeting: int, **rest: str | int) -> Meeting:
    """The meeting of the address, with its coalition, or Http404."""
    visible = Meeting.objects.visible_to(user).filter(coalition__slug=coalition)
    return get_object_or_404(visible.select_related(*WITH), pk=meeting)


def fetch_line(user: User, *, line: int, **at: str | int) -> AgendaLine:
    """A line of the meeting of the address that the account may read, or Http404."""
    meeting = fetch_meeting(user, **at)  # type: ignore[arg-type]
    lines = meeting.lines.filter(
        removed_at__isnull=True, sensitivity__in=access_of(user).levels_in(meeting.coalition)
    )
    found = get_object_or_404(lines, pk=line)
    found.meeting = meeting
    return found


def fetch_decision(user: User, *, decision: int, **at: str | int) -> Decision:
    """A decision under a line that the account may read, or Http404."""
    line = fetch_line(user, **at)  # type: ignore[arg-type]
    found = get_object_or_404(line.decisions.filter(removed_at__isnull=True), pk=decision)
    found.line = line
    return found


def fetch_invitee(user: User, *, invitee: int, **at: str | int) -> Invitee:
    """Somebody invited to the meeting of the address, or Http404."""
    meeting = fetch_meeting(user, **at)  # type: ignore[arg-type]
    found = get_object_or_404(meeting.invitees.select_related("person__account"), pk=invitee)
    found.meeting = meeting
    return found


def fetch_sheet(user: User, *, sheet: int, **at: str | int) -> AttendanceSheet:
    """An attendance sheet of the meeting of the address, or Http404."""
    meeting = fetch_meeting(user, **at)  # type: ignore[arg-type]
    found = get_object_or_404(meeting.sheets, pk=sheet)
    found.meeting = meeting
    return found


def rules_of(coalition: Coalition) -> MeetingRules:
    """How the coalition meets; one that is not saved where nobody has set anything."""
    return MeetingRules.objects.filter(coalition=coalition).first() or MeetingRules(
        coalition=coalition
    )


def meetings_of(coalition: Coalition) -> QuerySet[Meeting]:
    """Its meetings, for lists."""
    return Meeting.objects.filter(coalition=coalition).select_related("coalition")


def next_meeting(coalition: Coalition, *, now: datetime) -> Meeting | None:
    """The first that is planned and not over."""
    planned = Meeting.objects.filter(coalition=coalition, state=MeetingState.PLANNED)
    return planned.filter(ends_at__gte=now).order_by("starts_at", "id").first()


def last_held(coalition: Coalition, *, before: datetime | None = None) -> Meeting | None:
    """The last that was held, or the last before a moment."""
    held = Meeting.objects.filter(coalition=coalition, opened_at__isnull=False)
    if before:
        held = held.filter(starts_at__lt=before)
    return held.order_by("-starts_at", "-id").first()


def lines_of(meeting: Meeting) -> list[AgendaLine]:
    """The agenda in order, each line with its decisions and action items. 5 queries."""
    decisions = Decision.objects.filter(removed_at__isnull=True).order_by("id")
    decisions = decisions.prefetch_related("recusals__person")
    items = LineItem.objects.order_by("id").select_related("item__owner", "item__owner_seat")
    return list(
        meeting.lines.filter(removed_at__isnull=True)
        .select_related("written_by", "carried_from__meeting")
        .prefetch_related(Prefetch("decisions", decisions), Prefetch("line_items", items))
    )


def lines_to_write(meeting: Meeting, pks: Collection[int], *, by: User) -> list[AgendaLine]:
    """Those of the lines that stand, and that the writer reads."""
    levels = access_of(by).levels_in(meeting.coalition)
    standing = meeting.lines.filter(removed_at__isnull=True, sensitivity__in=levels, pk__in=pks)
    return list(standing.select_related("written_by"))


def draft_of(meeting: Meeting, user: User) -> MinutesDraft | None:
    """What the account has typed of its minutes and not saved."""
    return MinutesDraft.objects.filter(meeting=meeting, account=user).first()


def agenda_for(meeting: Meeting, levels: frozenset[str]) -> list[LineRow]:
    """The agenda as somebody reads it who reads these levels; hours as long as each has minutes."""
    rows, at = [], timezone.localtime(meeting.starts_at)
    # Parents and students read decisions that are public, and no action item of others.
    knows_hour, reads_items = True, MEMBERS in levels
    for number, line in enumerate(lines_of(meeting), start=1):
        shown = line.sensitivity in levels
        decisions = tuple(line.decisions.all()) if shown else ()
        items = tuple(each.item for each in line.line_items.all()) if reads_items and shown else ()
        rows.append(LineRow(number, line, shown, decisions, items, at if knows_hour else None))
        knows_hour = knows_hour and line.minutes is not None
        at += timedelta(minutes=line.minutes or 0)
    return rows


def invitees_of(meeting: Meeting) -> list[Invitee]:
    """Who is invited, by name, with seat and person; not those whose invitation was taken back."""
    asked = meeting.invitees.filter(withdrawn_at__isnull=True)
    return list(asked.select_related("person__account", "seat").order_by("person__name", "id"))


def invitee_of(meeting: Meeting, user: User) -> Invitee | None:
    """The account's own invitation."""
    mine = meeting.invitees.filter(person__in=access_of(user).person_ids, withdrawn_at__isnull=True)
    return mine.first()


def filled_seats(coalition: Coalition, *, on: date) -> int:
    """How many of its seats somebody holds on the day."""
    held = Membership.objects.current(on).filter(coalition=coalition, seat__isnull=False)
    return held.values("seat").distinct().count()


def quorum_asked(coalition: Coalition, *, on: date) -> int | None:
    """How many seats have to be there on the day by the coalition's rules; None for none asked."""
    percent = rules_of(coalition).quorum_percent
    if percent is None:
        return None
    return max(1, math.ceil(filled_seats(coalition, on=on) * percent / 100))


def quorum_of(meeting: Meeting, invitees: list[Invitee]) -> Quorum:
    """What was asked when the meeting was opened, and how many seats were there."""
    seats = {each.seat_id for each in invitees if each.present_at and each.seat_id}
    return Quorum(meeting.quorum_needed, len(seats))


def members_to_invite(coalition: Coalition, *, on: date) -> list[Membership]:
    """The members of the day by name, each person once, with role and person. One query."""
    held = Membership.objects.current(on).filter(coalition=coalition)
    held = held.select_related("person__account", "seat").order_by("person__name", "id")
    return list({membership.person_id: membership for membership in held}.values())


def seats_of(people: list[Person], coalition: Coalition, *, on: date) -> dict[int, int]:
    """The seat that each of the people holds in the coalition on the day, by person."""
    held = Membership.objects.current(on).filter(
        coalition=coalition, person__in=people, seat__isnull=False
    )
    return dict(held.order_by("-id").values_list("person_id", "seat_id"))


def planned_meetings(coalition: Coalition) -> QuerySet[Meeting]:
    """The meetings whose agenda is made, the next first."""
    planned = Meeting.objects.filter(coalition=coalition, state=MeetingState.PLANNED)
    return planned.order_by("starts_at", "id")
