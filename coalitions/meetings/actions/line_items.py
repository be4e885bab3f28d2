"""Action items opened out of the minutes."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from coalitions.access.roles import Sensitivity
from coalitions.action_items.actions import opening
from coalitions.action_items.models import ActionItem
from coalitions.meetings.lifecycle import WRITTEN_IN
from coalitions.meetings.locks import lock_line
from coalitions.meetings.models.agenda import AgendaLine, LineItem
from coalitions.meetings.policies import can_open_line_item
from coalitions.people.models import Person
from coalitions.seats.models import Seat
from safety_portal.core.accounts.models import User
from safety_portal.core.authority import require
from safety_portal.core.look.wording import full_day
from safety_portal.core.web.addresses import address


@transaction.atomic
def open_item(
    *,
    line: AgendaLine,
    what: str,
    owner: Person | Seat,
    due_on: date,
    how_checked: str,
    by: User,
) -> ActionItem:
    """Open an action item that a line of the minutes asks for; returns it. Sends nothing.

    It names the line as where it comes from, and is restricted where the line is. Raises
    WrongState, and what opening an item raises: Refused, AlreadyOpen. Audited.
    """
    require(can_open_line_item(by, line))
    line = lock_line(line, states=WRITTEN_IN)
    meeting = line.meeting
    day = full_day(timezone.localdate(meeting.starts_at))
    page = address("meeting_minutes", meeting.coalition.slug, meeting.pk)
    item = opening.open_item(
        coalition=meeting.coalition,
        what=what,
        owner=owner,
        due_on=due_on,
        how_checked=how_checked,
        is_restricted=line.sensitivity == Sensitivity.RESTRICTED,
        origin_words=f"Meeting of {day}: {line}",
        origin_address=f"{page}#line-{line.pk}",
        by=by,
    )
    LineItem.objects.create(line=line, item=item)
    return item
