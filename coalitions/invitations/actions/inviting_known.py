"""Invite people who are members by a roster and cannot sign in yet."""

from django.db import transaction
from django.utils import timezone

from coalitions.access import policies
from coalitions.invitations.actions.inviting import send_invitation
from coalitions.invitations.queries import not_invited
from safety_portal.core.authority import require

# What a page sends while somebody waits.
MOST_AT_ONCE = 300


@transaction.atomic
def invite_known(*, coalition, source, by):
    """Invite the first MOST_AT_ONCE of `not_invited`, each in the role they have.

    Returns the invitations.

    Raises PermissionDenied. Writes an audit row and one mail for each.
    """
    require(policies.can_administer(by, coalition))
    members = not_invited(coalition=coalition, source=source, on=timezone.localdate())[
        :MOST_AT_ONCE
    ]
    return [
        send_invitation(
            coalition=member.coalition, email=member.person.email, name=member.person.name, role=member.role,
            title=member.title, by=by,
        )[0]
        for member in members
    ]  # fmt: skip
