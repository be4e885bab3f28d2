"""Who signs, who sees signatures, and who answers for them."""

from coalitions.access import roles
from coalitions.access.grants import access_of
from coalitions.access.policies import LOOKING_ONLY
from coalitions.access.roles import Group
from plans.editions.policies import can_edit
from plans.signing.models import Signature
from safety_portal.core.accounts.models import User
from safety_portal.core.authority import Allowed, Denied


def can_sign(user: User, signature: Signature) -> Allowed | Denied:
    """Sign or decline: the holder of the seat, while the membership lasts, and their designee."""
    access = access_of(user)
    if access.view_as:
        return LOOKING_ONLY
    grant = next(
        (grant for grant in access.grants if grant.membership_id == signature.membership_id), None
    )
    if grant is None and signature.membership_id in access.signs_for:
        return Allowed()
    if grant is None:
        return Denied(f"Only who holds the seat {signature.seat_title} signs here.")
    if grant.group not in roles.MAY_SIGN:
        return Denied("Parents and students do not sign the plan; they comment on what they read.")
    return Allowed()


def can_see_signature(user: User, signature: Signature) -> Allowed | Denied:
    """The page of one signature.

    Who holds the seat, their designee, and the coalition's administrators.
    """
    access = access_of(user)
    if any(grant.membership_id == signature.membership_id for grant in access.grants):
        return Allowed()
    if Group.ADMINISTRATOR in access.groups_in(signature.edition.plan.coalition):
        return Allowed()
    if signature.membership_id in access.signs_for:
        return Allowed()
    return Denied(f"Only who holds the seat {signature.seat_title} sees this page.")


def can_manage_signature(user: User, signature: Signature) -> Allowed | Denied:
    """Waive, record on paper, answer a decline, ask again: who edits the plan."""
    return can_edit(user, signature.edition.plan)
