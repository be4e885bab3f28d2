"""The answer to an invitation."""

from django.db import transaction
from django.utils import timezone

from coalitions.invitations.lifecycle import InvitationState
from coalitions.invitations.locks import check_invitation, lock_invitation
from coalitions.invitations.models import Invitation
from coalitions.memberships.actions.memberships import place_member
from coalitions.people.models import Person
from coalitions.schools.models import District
from safety_portal.core.accounts import tokens
from safety_portal.core.accounts.actions import linking
from safety_portal.core.accounts.actions.opening import open_account
from safety_portal.core.audit.record import record
from safety_portal.core.authority import unasked
from safety_portal.core.names import tidy_name
from safety_portal.core.states import WrongState


@unasked("Whoever holds the link answers the invitation: the link is the right to.")
@transaction.atomic
def accept(*, token, name="", account=None, password=None, identity=None, agency=None):
    """Accept the invitation of a link, once; returns the membership. Its person has the account.

    With `account`: that account, which must have the invited address (else WrongState). With
    `password`: a new account, whose address counts as confirmed, because the link was sent there.
    With `identity` (accounts.oidc): a new account that is entered by it, without a password; the
    issuer must name the invited address (else WrongState). Raises WrongState for a link that ran
    out, was used or taken back, or for an address that has an account already;
    Invitation.DoesNotExist for a link nobody was sent. Writes the membership and audit rows.
    """
    invitation = _locked_by(token)
    now = timezone.now()
    check_invitation(invitation, InvitationState.ACCEPTED, now=now)
    if account is None:
        account = _new_account(invitation, name=name, password=password, identity=identity)
    elif account.email != invitation.email:
        raise WrongState(
            f"This invitation is for {invitation.email}. You are signed in as {account.email}."
        )
    person = _person_of(account, invitation, name=name)
    membership = place_member(
        coalition=invitation.coalition,
        person=person,
        role=invitation.role,
        title=invitation.title,
        seat=invitation.seat,
        agency=agency or invitation.agency,
        is_local_champion=invitation.is_local_champion,
        on=timezone.localdate(),
    )
    invitation.accepted_at, invitation.accepted_by = now, account
    invitation.save(update_fields=["accepted_at", "accepted_by"])
    record(
        by=account,
        action="invitation.accepted",
        subject=invitation,
        scope=invitation.coalition,
        role=invitation.role,
    )
    return membership


@unasked("Whoever holds the link answers the invitation: the link is the right to.")
@transaction.atomic
def decline(*, token):
    """Decline the invitation of a link, without an account or a reason. Raises as `accept`.

    Writes an audit row.
    """
    invitation = _locked_by(token)
    now = timezone.now()
    check_invitation(invitation, InvitationState.DECLINED, now=now)
    invitation.declined_at = now
    invitation.save(update_fields=["declined_at"])
    record(
        by=None,
        action="invitation.declined",
        subject=invitation,
        scope=invitation.coalition,
        role=invitation.role,
    )
    return invitation


def _new_account(invitation, *, name, password, identity):
    """The account that the acceptance makes, with the way in that was chosen."""
    if (password is None) == (identity is None):
        raise ValueError(
            "A new account is entered by a password or by an identity: give exactly one."
        )
    if identity:
        _check_made_for(invitation, identity)
    account = open_account(
        email=invitation.email, name=tidy_name(name or invitation.name), password=password
    )
    if identity:
        linking.link(account=account, identity=identity, by=account)
    return account


def _check_made_for(invitation, identity):
    """Raise WrongState unless the issuer's address is the invited one.

    The link was sent to that address and would do for a password as well, so an issuer that says
    nothing of whether it has confirmed the address (Microsoft, Clever) is enough; one that says no
    is not.
    """
    issuer = identity.issuer.name
    if identity.email != invitation.email.lower():
        sentence = (
            f"says that you are {identity.email}"
            if identity.email
            else "gives no e-mail address of yours"
        )
        raise WrongState(f"This invitation was made for {invitation.email}. {issuer} {sentence}.")
    if identity.is_verified is False:
        raise WrongState(
            f"This invitation was made for {invitation.email}. {issuer} has not confirmed yet that this is your address."
        )


def _locked_by(token):
    return lock_invitation(Invitation.objects.only("pk").get(token_hash=tokens.hash_of(token)).pk)


def _person_of(account, invitation, *, name):
    """The district's person for this account.

    The one it has, one known by the address, or a new one.
    """
    # Two invitations of one district answered at once must not make the same person twice.
    district = District.objects.select_for_update(no_key=True).get(
        pk=invitation.coalition.district_id
    )
    person = Person.objects.filter(district=district, account=account).first()
    if person:
        return person
    called = tidy_name(name) or invitation.name or str(account)
    known = Person.objects.filter(district=district, email__iexact=account.email).first()
    if known is None:
        return Person.objects.create(
            district=district, name=called, email=account.email, account=account
        )
    if known.account_id:
        raise WrongState(
            f"{account.email} is kept under another account. Ask an administrator of {invitation.coalition}."
        )
    known.account, known.name = account, called
    known.save(update_fields=["account", "name"])
    return known
