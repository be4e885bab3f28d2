"""Minutes that are being written, kept for their writer alone until a button saves them."""

from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone

from coalitions.meetings.models.draft import MinutesDraft
from coalitions.meetings.models.meeting import Meeting
from coalitions.meetings.policies import can_write_minutes
from coalitions.meetings.queries import lines_to_write
from safety_portal.core.accounts.models import User
from safety_portal.core.audit.record import unrecorded
from safety_portal.core.authority import require
from safety_portal.core.names import tidy_line, tidy_text


@unrecorded("A draft is nobody's but its writer's, and no part of the minutes.")
@transaction.atomic
def keep_draft(
    *, meeting: Meeting, texts: Mapping[int, tuple[str, int]], guests: str, by: User
) -> MinutesDraft | None:
    """Keep what was typed under lines, and who else was there, and not saved; returns the draft.

    None, and no draft any more, where it says what is saved already. Touches no minutes, so it is
    kept in every state of the meeting: words typed before an approval are not lost.
    """
    require(can_write_minutes(by, meeting))
    meeting = Meeting.objects.select_related("coalition").get(pk=meeting.pk)
    typed = {
        str(line.pk): (tidy_text(texts[line.pk][0]), texts[line.pk][1])
        for line in lines_to_write(meeting, texts, by=by)
        if tidy_text(texts[line.pk][0]) != line.text
    }
    guests = tidy_line(guests)
    if not typed and guests == meeting.guests:
        _drop(meeting, by)
        return None
    draft, _ = MinutesDraft.objects.update_or_create(
        meeting=meeting,
        account=by,
        defaults={"texts": typed, "guests": guests, "saved_at": timezone.now()},
    )
    return draft


@unrecorded("A draft is nobody's but its writer's, and no part of the minutes.")
@transaction.atomic
def drop_draft(*, meeting: Meeting, by: User) -> bool:
    """Throw away what somebody typed and did not save; returns whether there was any."""
    require(can_write_minutes(by, meeting))
    return _drop(meeting, by)


def _drop(meeting: Meeting, by: User) -> bool:
    deleted, _ = MinutesDraft.objects.filter(meeting=meeting, account=by).delete()
    return bool(deleted)
