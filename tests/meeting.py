"""Make meetings for tests: planned, opened, handed in, approved, by the actions people use."""

from datetime import datetime, time, timedelta

from django.utils import timezone

from coalitions.meetings.actions import agenda, approving, minutes, planning
from coalitions.meetings.details import Details
from coalitions.meetings.models.meeting import Meeting
from coalitions.memberships.models.membership import Membership


def details(*, days=7, hour=15, hours=1, **rest):
    """A coalition meeting so many days from today, in room B."""
    day = timezone.localdate() + timedelta(days=days)
    starts_at = timezone.make_aware(datetime.combine(day, time(hour, 30)))
    plain = {"kind": "coalition", "place": "Room B"}
    return Details(starts_at=starts_at, ends_at=starts_at + timedelta(hours=hours), **plain | rest)


def everybody(coalition):
    """The people of the coalition."""
    held = Membership.objects.filter(coalition=coalition).select_related("person").order_by("pk")
    return list({row.person_id: row.person for row in held}.values())


def make_meeting(*, coalition, by, people=None, lines=(), follows=None, **rest):
    people = everybody(coalition) if people is None else people
    return planning.plan_meeting(
        coalition=coalition,
        details=details(**rest),
        people=people,
        lines=lines,
        follows=follows,
        by=by,
    )


def make_line(*, meeting, by, title="Door checks", wanted="decide", sensitivity="members", **rest):
    return agenda.add_line(
        meeting=meeting, title=title, wanted=wanted, sensitivity=sensitivity, by=by, **rest
    )


def make_opened(*, coalition, by, **rest):
    """One of today that was opened, with one line."""
    meeting = make_meeting(coalition=coalition, by=by, **{"days": 0} | rest)
    make_line(meeting=meeting, by=by)
    return planning.open_meeting(meeting=meeting, by=by)


def write(*, meeting, by, text="Every door was checked.", line=None):
    """Write under a line of the meeting, the first where none is given."""
    line = line or meeting.lines.first()
    line.refresh_from_db()
    texts = {line.pk: (text, line.version)}
    return minutes.write_minutes(meeting=meeting, texts=texts, guests=meeting.guests, by=by)


def make_draft(*, coalition, by, **rest):
    """One whose minutes were handed in."""
    meeting = make_opened(coalition=coalition, by=by, **rest)
    write(meeting=meeting, by=by)
    return approving.hand_in(meeting=meeting, by=by)


def make_approved(*, coalition, by, **rest):
    return approving.approve(meeting=make_draft(coalition=coalition, by=by, **rest), by=by)


def again(meeting):
    """The meeting as it stands now."""
    return Meeting.objects.select_related("coalition").get(pk=meeting.pk)
