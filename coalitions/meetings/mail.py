"""Mail about a meeting: asked in, changed, cancelled, and its minutes. Typing sends nothing.

An invitation carries a calendar file, and a link by which its receiver answers without signing in.
Restricted text never travels by mail.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import TypedDict

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from coalitions.access.roles import MEMBERS, PUBLIC
from coalitions.meetings import tokens
from coalitions.meetings.calendar import cancelled_file, invitation_file
from coalitions.meetings.models.invitee import Invitee
from coalitions.meetings.models.meeting import Meeting
from coalitions.meetings.queries import LineRow, Quorum
from coalitions.meetings.wording import day_and_hours, decision_words, item_words, place_words
from coalitions.people.addresses import address_of
from safety_portal.core.accounts.tokens import GOOD_FOR
from safety_portal.core.look.wording import counted
from safety_portal.core.notices import outbox
from safety_portal.core.notices.kinds import Kind
from safety_portal.core.notices.mail import render_mail


class Receiver(TypedDict):
    """Whom a calendar file is for."""

    name: str
    address: str


INVITED = Kind("meeting_invited", secret_for=lambda: GOOD_FOR)
CHANGED = Kind("meeting_changed", secret_for=lambda: GOOD_FOR)
CANCELLED = Kind("meeting_cancelled")
MINUTES = Kind("meeting_minutes")


def ask(meeting: Meeting, invitees: Iterable[Invitee], *, now: datetime) -> None:
    """Ask each of them in, once a day at most."""
    heading = f"{meeting} on {day_and_hours(meeting)}"
    outbox.post_each(
        _with_link(
            meeting,
            invitee,
            kind=INVITED,
            key=f"meeting-invited:{invitee.pk}:{timezone.localdate(now)}",
            heading=heading,
            now=now,
        )
        for invitee in _reached(invitees)
    )


def tell_changed(meeting: Meeting, invitees: Iterable[Invitee], *, now: datetime) -> None:
    """Tell each of them where and when it is now; their calendars take the change."""
    heading = f"Changed: {meeting} on {day_and_hours(meeting)}"
    outbox.post_each(
        _with_link(
            meeting,
            invitee,
            kind=CHANGED,
            key=f"meeting-changed:{invitee.pk}:{meeting.sequence}",
            heading=heading,
            now=now,
        )
        for invitee in _reached(invitees)
    )


def tell_cancelled(
    meeting: Meeting, invitees: Iterable[Invitee], *, because: str, now: datetime
) -> None:
    """Tell each of them that it is not held, or that they are no longer asked."""
    heading = f"Cancelled: {meeting} on {day_and_hours(meeting)}"
    outbox.post_each(
        _letter(
            meeting,
            invitee,
            kind=CANCELLED,
            key=f"meeting-cancelled:{invitee.pk}:{meeting.sequence}",
            lines=[because],
            heading=heading,
            calendar=cancelled_file(meeting, **_receiver(invitee), now=now),
        )
        for invitee in _reached(invitees)
    )


def send_minutes(
    meeting: Meeting,
    invitees: Iterable[Invitee],
    *,
    agenda: list[LineRow],
    quorum: Quorum,
    community: frozenset[int],
) -> None:
    """Send the approved minutes, one message a person: what was decided, what is to be done.

    `community` are the people who read only what is public.
    """
    heading = f"Minutes of {day_and_hours(meeting)}"
    outbox.post_each(
        _letter(
            meeting,
            invitee,
            kind=MINUTES,
            key=f"meeting-minutes:{meeting.pk}:{invitee.person_id}",
            lines=list(
                _minutes(
                    agenda,
                    quorum,
                    reads={PUBLIC} if invitee.person_id in community else {PUBLIC, MEMBERS},
                )
            ),
            heading=heading,
        )
        for invitee in _reached(invitees)
    )


def _minutes(agenda: list[LineRow], quorum: Quorum, *, reads: set[str]) -> Iterable[str]:
    shown = [row for row in agenda if row.line.sensitivity in reads]
    for row in shown:
        told = [f"{row.number}. {row.line}"]
        told += [decision_words(each, is_advice=not quorum.is_reached) for each in row.decisions]
        told += [item_words(item) for item in row.items] if MEMBERS in reads else []
        yield ". ".join(part.rstrip(".") for part in told) + "."
    if left := len(agenda) - len(shown):
        says = counted(left, "item is", "items are")
        yield f"{says} not in this mail; whoever may read them finds them in the portal."


def _reached(invitees: Iterable[Invitee]) -> list[Invitee]:
    return [each for each in invitees if address_of(each.person)]


def _receiver(invitee: Invitee) -> Receiver:
    return {"name": invitee.person.name, "address": address_of(invitee.person)}


def _with_link(
    meeting: Meeting, invitee: Invitee, *, kind: Kind, key: str, heading: str, now: datetime
) -> dict[str, object]:
    """A letter with the link by which its receiver answers, and the meeting for their calendar."""
    token = tokens.token_for(invitee, address_of(invitee.person))
    return _letter(
        meeting,
        invitee,
        kind=kind,
        key=key,
        heading=heading,
        lines=[f"Where: {place_words(meeting)}.", "Say whether you come; no sign-in is needed."],
        url=settings.PORTAL_ADDRESS + reverse("meeting_answer_link", args=[token]),
        button="I come, or I cannot",
        calendar=invitation_file(meeting, **_receiver(invitee), now=now),
    )


def _letter(
    meeting: Meeting,
    invitee: Invitee,
    *,
    kind: Kind,
    key: str,
    heading: str,
    lines: list[str],
    url: str = "",
    button: str = "Open the meeting",
    calendar: str = "",
) -> dict[str, object]:
    """The arguments of outbox.post for one letter to somebody whom mail reaches."""
    coalition = meeting.coalition
    here = settings.PORTAL_ADDRESS + reverse("meeting", args=[coalition.slug, meeting.pk])
    context = {
        "heading": heading,
        "scope": str(coalition),
        "lines": lines,
        "url": url or here,
        "button": button,
        "after": f"Agenda and papers: {here}" if url else "",
        "foot": f"You get this because you are invited to a meeting of {coalition}.",
    }
    return {
        "key": key,
        "kind": kind,
        "to": address_of(invitee.person),
        "name": invitee.person.name,
        "account": invitee.person.account,
        "scope": coalition,
        "calendar": calendar,
        **render_mail("mail/message", context)._asdict(),
    }
