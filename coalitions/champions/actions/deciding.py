"""An administrator answers who asks to join: invites them, or declines with words."""

from django.db import transaction
from django.utils import timezone

from coalitions.access.policies import can_administer
from coalitions.champions import mail
from coalitions.champions.lifecycle import RequestState
from coalitions.champions.locks import check_request_move, lock_request
from coalitions.champions.models.asking import LONGEST_ANSWER, JoinRequest
from coalitions.coalition.locks import lock_coalition
from coalitions.invitations.actions.inviting import send_invitation
from coalitions.seats.models import Seat
from safety_portal.core.accounts.models import User
from safety_portal.core.audit.record import record
from safety_portal.core.authority import require
from safety_portal.core.names import tidy_text
from safety_portal.core.refusals import Refused


@transaction.atomic
def invite_asker(
    *,
    asked: JoinRequest,
    role: str,
    title: str,
    seat: Seat | None,
    is_local_champion: bool,
    by: User,
) -> JoinRequest:
    """Invite who asked, in a role and to a seat (invitations); returns the request, decided.

    Raises WrongState where it was answered already, Refused as an invitation is. One audit row of
    the request beside that of the invitation, which mails the link.
    """
    require(can_administer(by, asked.coalition))
    coalition = lock_coalition(asked.coalition)
    asked = lock_request(asked)
    check_request_move(asked, RequestState.INVITED)
    asked.invitation, _ = send_invitation(
        coalition=coalition,
        email=asked.email,
        name=asked.name,
        role=role,
        title=title,
        seat=seat,
        is_local_champion=is_local_champion,
        by=by,
    )
    return _decided(asked, RequestState.INVITED, by=by, role=role)


@transaction.atomic
def decline_asker(*, asked: JoinRequest, answer: str, by: User) -> JoinRequest:
    """Decline with words, which are mailed; returns the request, decided.

    Raises WrongState where it was answered already, Refused for no words. An audit row, without
    the words and without a name.
    """
    require(can_administer(by, asked.coalition))
    lock_coalition(asked.coalition)
    asked = lock_request(asked)
    check_request_move(asked, RequestState.DECLINED)
    asked.answer = tidy_text(answer)[:LONGEST_ANSWER].strip()
    if not asked.answer:
        raise Refused("Write them a sentence or two: they read nothing else.", field="answer")
    decided = _decided(asked, RequestState.DECLINED, by=by)
    mail.tell_declined(decided)
    return decided


def _decided(asked: JoinRequest, state: RequestState, *, by: User, **detail: object) -> JoinRequest:
    asked.state, asked.decided_at, asked.decided_by = state, timezone.now(), by
    asked.save(update_fields=["state", "decided_at", "decided_by", "answer", "invitation"])
    record(
        by=by,
        action=f"join_request.{state.value}",
        subject=asked,
        scope=asked.coalition,
        name=asked.logged_as,
        **detail,
    )
    return asked
