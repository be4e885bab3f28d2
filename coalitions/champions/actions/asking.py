"""Somebody asks on a public page to join, and confirms it by the link of a mail."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from coalitions.champions import mail
from coalitions.champions.lifecycle import RequestState, Wanted
from coalitions.champions.models.asking import LONGEST_WHY, JoinRequest, JoinRules
from coalitions.champions.queries import rules_of
from coalitions.champions.tokens import request_by_link
from coalitions.coalition.locks import lock_coalition
from coalitions.coalition.models import Coalition
from coalitions.schools.models import School
from coalitions.seats.models import Seat
from safety_portal.core.accounts.models import User
from safety_portal.core.audit.record import record, unrecorded
from safety_portal.core.authority import unasked
from safety_portal.core.names import tidy_address, tidy_name, tidy_text
from safety_portal.core.refusals import Refused, refusing
from safety_portal.core.states import WrongState

CLOSED = "This coalition takes no requests at the moment."
DEAD_LINK = "This link has ended. Ask again on the page of the coalition."


@unasked("Anybody may ask. Whether they are known to the portal is not looked at here.")
@unrecorded("Nobody has asked until the link of the mail was opened: then there is a row.")
@transaction.atomic
def ask_to_join(
    *,
    coalition: Coalition,
    name: str,
    email: str,
    wanted: str,
    seat: Seat | None,
    school: School | None,
    why: str,
    by: User | None = None,
) -> JoinRequest:
    """Keep what somebody asks until they confirm it, and mail them the link; returns the request.

    The same again within a day is one request and one mail. Raises Refused for what is no address,
    name or reason, and for a seat or school of somewhere else; WrongState where nobody is asked.
    """
    coalition = lock_coalition(coalition)
    if not JoinRules.objects.filter(coalition=coalition, is_open=True).exists():
        raise WrongState(CLOSED)
    fields = _checked(coalition, name, email, wanted, seat, school, why)
    asked = JoinRequest.objects.filter(
        coalition=coalition, state=RequestState.UNCONFIRMED, **fields
    ).first()
    now = timezone.now()
    if asked is None or not asked.can_be_confirmed(now):
        asked = JoinRequest.objects.create(coalition=coalition, asked_at=now, **fields)
    mail.ask_to_confirm(asked, on=timezone.localdate(now))
    return asked


def _checked(
    coalition: Coalition,
    name: str,
    email: str,
    wanted: str,
    seat: Seat | None,
    school: School | None,
    why: str,
) -> dict[str, object]:
    with refusing("email"):
        tidied = tidy_address(email)
    called, reason = tidy_name(name), tidy_text(why)[:LONGEST_WHY].strip()
    if not called:
        raise Refused("Write your name with letters.", field="name")
    if not reason:
        raise Refused("Write in a sentence why.", field="why")
    if seat and (seat.coalition_id != coalition.pk or wanted != Wanted.SEAT):
        raise Refused("Choose one of the seats that are listed.", field="wanted")
    if wanted not in Wanted.values or (wanted == Wanted.SEAT and seat is None):
        raise Refused("Choose as what you ask to join.", field="wanted")
    if school and school.district_id != coalition.district_id:
        raise Refused("Choose one of the schools that are listed.", field="school")
    return {
        "name": called,
        "email": tidied,
        "wanted": wanted,
        "seat": seat,
        "school": school,
        "why": reason,
    }


@unasked("Whoever holds the link confirms the request: the link is the right to.")
@transaction.atomic
def confirm_by_link(*, token: str) -> JoinRequest:
    """Confirm what was asked, from when on it waits for an answer; returns the request.

    Where the same address waits already that request stays, and this one goes. Raises WrongState
    for a dead link. Audited without a name, by nobody in particular; once, however often.
    """
    now = timezone.now()
    asked = request_by_link(token, now=now)
    if asked is None:
        raise WrongState(DEAD_LINK)
    coalition = lock_coalition(asked.coalition)
    asked.refresh_from_db(fields=["state", "confirmed_at", "answer_due_on"])
    if asked.state != RequestState.UNCONFIRMED:
        return asked
    waiting = JoinRequest.objects.waiting().filter(coalition=coalition, email__iexact=asked.email)
    if same := waiting.select_related("coalition", "seat", "school").first():
        return same
    days = timedelta(days=rules_of(coalition).answer_days)
    asked.state, asked.confirmed_at = RequestState.WAITING, now
    asked.answer_due_on = timezone.localdate(now) + days
    asked.save(update_fields=["state", "confirmed_at", "answer_due_on"])
    record(
        by=None,
        action="join_request.confirmed",
        subject=asked,
        scope=coalition,
        name=asked.logged_as,
        wanted=asked.wanted_words,
    )
    return asked
