"""Somebody lets the page name them, and takes that back."""

from django.db import transaction
from django.utils import timezone

from coalitions.coalition.locks import lock_coalition
from coalitions.community.models.consent import NameConsent
from coalitions.community.policies import can_show_name
from coalitions.memberships.models.membership import Membership
from safety_portal.core.accounts.models import User
from safety_portal.core.audit.record import record
from safety_portal.core.authority import require
from safety_portal.core.states import WrongState


@transaction.atomic
def show_name(*, membership: Membership, by: User) -> NameConsent:
    """Let the page name the person with their seat; returns the NameConsent.

    Raises WrongState where it does already. Audited.
    """
    require(can_show_name(by, membership))
    lock_coalition(membership.coalition)
    if NameConsent.objects.filter(membership=membership).exists():
        raise WrongState("Your name is on the public page already.")
    consent = NameConsent.objects.create(
        membership=membership, given_at=timezone.now(), given_by=by
    )
    _audit(membership, "name_consent.given", by=by)
    return consent


@transaction.atomic
def hide_name(*, membership: Membership, by: User) -> None:
    """Name the person no more, from the next request on. Raises WrongState. Audited."""
    require(can_show_name(by, membership))
    lock_coalition(membership.coalition)
    number, _ = NameConsent.objects.filter(membership=membership).delete()
    if not number:
        raise WrongState("Your name is not on the public page.")
    _audit(membership, "name_consent.taken_back", by=by)


def _audit(membership: Membership, action: str, *, by: User) -> None:
    record(by=by, action=action, subject=membership, scope=membership.coalition_id)
