"""Invitations: sent, sent again, taken back."""

from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from coalitions.access.policies import can_administer
from coalitions.coalition.locks import lock_coalition
from coalitions.invitations.lifecycle import InvitationState
from coalitions.invitations.locks import check_invitation, lock_invitation, term_of
from coalitions.invitations.models import Invitation
from coalitions.memberships.models.membership import Membership
from coalitions.seats.fitting import check_fits
from safety_portal.core.accounts import tokens
from safety_portal.core.audit.record import record
from safety_portal.core.authority import require, unasked
from safety_portal.core.look.wording import full_day
from safety_portal.core.names import tidy_address, tidy_name
from safety_portal.core.notices import outbox
from safety_portal.core.notices.kinds import Kind
from safety_portal.core.notices.mail import render_mail
from safety_portal.core.refusals import Refused, refusing
from safety_portal.core.states import WrongState

INVITATION = Kind("invitation", secret_for=lambda: timedelta(days=settings.INVITATION_DAYS))


class ListRefused(Refused):
    """Some of a list cannot be invited, so nobody was.

    `refused` maps places in the list to sentences.
    """

    def __init__(self, refused):
        super().__init__("Nobody was invited: some lines need your attention.")
        self.refused = refused


@transaction.atomic
def invite(*, coalition, email, role, by, name="", title="", seat=None, agency=None):
    """Offer a membership to an address. Returns (invitation, link).

    The link holds the only copy of the secret.

    Good for settings.INVITATION_DAYS days. Raises Refused for an address that is none or
    invited already, and for a seat or agency of somewhere else. Writes an audit row and one mail.
    """
    require(can_administer(by, coalition))
    return send_invitation(
        coalition=coalition,
        email=email,
        role=role,
        by=by,
        name=name,
        title=title,
        seat=seat,
        agency=agency,
    )


@unasked("A step of actions that have asked, such as forming a coalition.")
def send_invitation(
    *,
    coalition,
    email,
    role,
    by,
    name="",
    title="",
    seat=None,
    agency=None,
    is_local_champion=False,
):
    """Invite in the transaction of an action that has asked whether `by` may; as `invite`."""
    coalition = lock_coalition(coalition)
    with refusing("email"):
        address = tidy_address(email)
    check_fits(coalition=coalition, role=role, seat=seat, agency=agency)
    _check_not_in(coalition, address, role)
    now = timezone.now()
    token = tokens.new_token()
    invitation = Invitation.objects.create(
        coalition=coalition,
        email=address,
        name=tidy_name(name),
        role=role,
        title=tidy_name(title)[:120],
        seat=seat,
        agency=agency,
        is_local_champion=is_local_champion,
        token_hash=tokens.hash_of(token),
        created_at=now,
        created_by=by,
        expires_at=now + timedelta(days=settings.INVITATION_DAYS),
    )
    record(by=by, action="invitation.sent", subject=invitation, scope=coalition, role=role)
    return invitation, _mail_invitation(invitation, token, by=by)


@transaction.atomic
def invite_many(*, coalition, people, by):
    """Invite everybody of a list of keyword arguments for `invite`: all or nobody.

    Returns the invitations.

    Raises ListRefused, which holds every refusal by its place in the list.
    """
    require(can_administer(by, coalition))
    invitations, refused = [], {}
    for place, person in enumerate(people):
        try:
            with transaction.atomic():
                invitations.append(invite(coalition=coalition, by=by, **person)[0])
        except Refused as why:
            refused[place] = str(why)
    if refused:
        raise ListRefused(refused)
    return invitations


@transaction.atomic
def resend(*, invitation, by, seen=None):
    """Send an unanswered invitation again with a new link and a new term.

    The old link stops working.

    `seen` is term_of it as it was shown (None: whatever it is), so that two clicks send one mail
    and leave one link that works. Returns (invitation, link). Raises WrongState when it was
    answered, revoked, or sent again since. Writes an audit row and one mail.
    """
    require(can_administer(by, invitation.coalition))
    return send_again(invitation=invitation, by=by, seen=seen)


@unasked("A step of actions that have asked, such as forming a coalition.")
def send_again(*, invitation, by, seen=None):
    """Send it again in the transaction of an action that has asked; as `resend`."""
    invitation = lock_invitation(invitation.pk)
    now = timezone.now()
    check_invitation(invitation, InvitationState.OPEN, now=now)
    if seen is not None and seen != term_of(invitation):
        day = full_day(timezone.localdate(invitation.expires_at))
        raise WrongState(
            f"{invitation.email} was sent this invitation again already. It is good until {day}."
        )
    token = tokens.new_token()
    invitation.token_hash = tokens.hash_of(token)
    invitation.expires_at = now + timedelta(days=settings.INVITATION_DAYS)
    invitation.save(update_fields=["token_hash", "expires_at"])
    record(
        by=by,
        action="invitation.sent_again",
        subject=invitation,
        scope=invitation.coalition,
        role=invitation.role,
    )
    return invitation, _mail_invitation(invitation, token, by=by)


@transaction.atomic
def revoke(*, invitation, by):
    """Take an unanswered invitation back; its link stops working.

    Raises WrongState when it was answered. Writes an audit row.
    """
    require(can_administer(by, invitation.coalition))
    invitation = lock_invitation(invitation.pk)
    check_invitation(invitation, InvitationState.REVOKED, now=timezone.now())
    invitation.revoked_at, invitation.revoked_by = timezone.now(), by
    invitation.save(update_fields=["revoked_at", "revoked_by"])
    record(
        by=by,
        action="invitation.revoked",
        subject=invitation,
        scope=invitation.coalition,
        role=invitation.role,
    )
    return invitation


def _check_not_in(coalition, address, role):
    if coalition.invitations.open().filter(email__iexact=address, role=role).exists():
        raise Refused(
            f"{address} has an unanswered invitation in this role. Send that one again instead.",
            field="email",
        )
    signed_up = Membership.objects.current(timezone.localdate()).filter(
        coalition=coalition, role=role
    )
    if signed_up.filter(person__account__email=address).exists():
        raise Refused(f"{address} is a member of {coalition} in this role already.", field="email")


def _mail_invitation(invitation, token, *, by):
    link = settings.PORTAL_ADDRESS + reverse("invitation", args=[token])
    context = {
        "invitation": invitation,
        "coalition": invitation.coalition,
        "link": link,
        "asker": str(by) if by else "",
        "role": invitation.get_role_display(),
    }
    outbox.post(
        key=f"invitation:{invitation.pk}:{invitation.token_hash[:16]}",
        kind=INVITATION,
        to=invitation.email,
        name=invitation.name or invitation.email,
        scope=invitation.coalition,
        **render_mail("coalitions/invitations/mail/invitation", context)._asdict(),
    )
    return link
