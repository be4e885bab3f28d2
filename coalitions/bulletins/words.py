"""A bulletin in words: its headings, where somebody stands who got it, when they were told."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from coalitions.access.roles import Role
from coalitions.bulletins.models.bulletin import Bulletin
from coalitions.bulletins.models.recipient import BulletinRecipient
from coalitions.bulletins.queries import Numbers
from safety_portal.core.look.wording import (
    counted,
    day_in_words,
    full_day,
    listed,
    listed_up_to,
    moment_in_words,
)

NOT_REACHED = "Not reached"
PLACES = 2


@dataclass(frozen=True)
class Receipt:
    """A line of who has read it: where they hold which roles, when they were told, how they stand.

    `detail` says why somebody was not reached; `phone` is there where they are to be called: they
    hold a role of it, have not read it, and have a number.
    """

    person: str
    places: str
    roles: str
    told: str
    color: str
    words: str
    detail: str = ""
    phone: str = ""


def heading(bulletin: Bulletin, numbers: Numbers, *, on: date) -> str:
    """The h1 for who keeps it: who has not read it."""
    title = f"“{bulletin.title}”"
    if bulletin.withdrawn_at:
        return f"Taken back: {title}"
    if not bulletin.is_in_force(on):
        return f"Over: {title}"
    if not numbers.unread:
        everybody = "The one person" if numbers.told == 1 else f"All {numbers.told:,}"
        return f"{everybody} it is for {'has' if numbers.told == 1 else 'have'} read {title}"
    verb = "has" if numbers.unread == 1 else "have"
    return (
        f"{numbers.unread:,} of {counted(numbers.told, 'person', 'people')} {verb} not read {title}"
    )


def list_heading(in_force: int, unread: int) -> str:
    """The h1 of a list."""
    if not in_force:
        return "No bulletin in force"
    said = f"{counted(in_force, 'bulletin is', 'bulletins are')} in force"
    return f"{said}; you have not read {unread:,}" if unread else said


def sent_in_words(bulletin: Bulletin, *, on: date) -> str:
    """ "Sent Thu, Nov 12, 2:55 pm, to be read within a day"."""
    sent = moment_in_words(timezone.localtime(bulletin.sent_at), on=on)
    return f"Sent {sent}{', to be read within a day' if bulletin.asks_reading else ''}"


def ended_in_words(bulletin: Bulletin) -> str:
    """When and how one that is over ended."""
    if bulletin.withdrawn_at:
        day = full_day(timezone.localdate(bulletin.withdrawn_at))
        return f"Taken back on {day} by {bulletin.withdrawn_by}: {bulletin.withdrawn_because}"
    return f"It was in force through {full_day(bulletin.expires_on)}."


def receipt_of(
    recipient: BulletinRecipient, *, bulletin: Bulletin, due_days: int, on: date
) -> Receipt:
    """The line of one recipient, as queries.receipts_of brings it."""
    color, words = _stand(recipient, bulletin, due_days=due_days, on=on)
    return Receipt(
        person=str(recipient.person),
        places=listed_up_to(list(dict.fromkeys(recipient.held_at)), PLACES),
        roles=listed(list(dict.fromkeys(map(_called, recipient.held_as)))),
        told=_told(recipient.told_ats, on=on),
        color=color,
        words=words,
        detail=_why_lost(recipient) if words == NOT_REACHED else "",
        phone=recipient.person.phone if recipient.is_current and not recipient.is_read else "",
    )


def _called(title: str) -> str:
    """What they are called there: their title or seat, else the role."""
    return Role(title).label if title in Role.values else title


def _told(moments: Sequence[datetime], *, on: date) -> str:
    """ "Nov 12, 2:55 pm, and Nov 16"; "no mail" for who opened it before any went."""
    if not moments:
        return "No mail"
    first, *later = [timezone.localtime(each) for each in moments]
    days = dict.fromkeys(day_in_words(each.date(), on=on) for each in later)
    return listed([moment_in_words(first, on=on), *days])


def _stand(
    recipient: BulletinRecipient, bulletin: Bulletin, *, due_days: int, on: date
) -> tuple[str, str]:
    if recipient.is_read and recipient.read_at:
        read = moment_in_words(timezone.localtime(recipient.read_at), on=on)
        return "met", f"Read {read}"
    if not recipient.is_current:
        return "quiet", "Holds no such role any more"
    if recipient.is_lost:
        return "overdue", NOT_REACHED
    again = " since the news" if recipient.read_at else ""
    if not (bulletin.asks_reading and bulletin.is_in_force(on)):
        return "quiet", f"Not read{again}"
    asked = max(bulletin.asked_at, recipient.added_at)
    late = (on - timezone.localdate(asked)).days - due_days
    if late > 0:
        return "overdue", f"Not read{again}, {counted(late, 'day')} overdue"
    return "due", f"Not read{again} yet"


def _why_lost(recipient: BulletinRecipient) -> str:
    account = recipient.person.account
    if account is None:
        return "No account; invite them, or call"
    if not account.is_active:
        return "Their account is closed"
    return f"Mail failed: {recipient.errors[-1]}" if recipient.errors else ""
