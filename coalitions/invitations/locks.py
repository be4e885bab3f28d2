"""An invitation locked, and whether it can still be answered."""

from coalitions.invitations.lifecycle import INVITATION_MOVES, InvitationState
from coalitions.invitations.models import Invitation
from safety_portal.core.states import check_move


def term_of(invitation):
    """What tells one sending of an invitation from the next.

    Until when it is good, to the microsecond.
    """
    return invitation.expires_at.isoformat()


def lock_invitation(pk):
    """The invitation with its coalition, locked until the transaction ends."""
    rows = Invitation.objects.select_for_update(no_key=True, of=("self",))
    return rows.select_related(
        "coalition__district", "coalition__school", "seat", "agency", "created_by"
    ).get(pk=pk)


def check_invitation(invitation, new, *, now):
    """Raise WrongState with the sentence for a reader unless the invitation may become `new` at the
    moment `now`.
    """
    state = invitation.state(now)
    check_move(INVITATION_MOVES, old=state, new=new, sentence=sentence_for(invitation, state))


def sentence_for(invitation, state):
    """Why an invitation in this state can no longer be answered, and what to do."""
    asker = invitation.created_by or f"an administrator of {invitation.coalition}"
    return {
        InvitationState.EXPIRED: f"This invitation has run out. Ask {asker} for a new one.",
        InvitationState.ACCEPTED: "This invitation was accepted already. Sign in to go on.",
        InvitationState.DECLINED: f"This invitation was declined. Ask {asker} for a new one if that has changed.",
        InvitationState.REVOKED: f"This invitation was taken back. Ask {asker} what to do.",
    }.get(state, "This invitation has not been answered yet.")
