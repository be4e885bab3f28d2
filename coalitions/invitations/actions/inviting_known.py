"""Invite people who are members by a roster and cannot sign in yet."""

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone

from coalitions.access import policies
from coalitions.invitations.actions.inviting import invite
from coalitions.invitations.models import Invitation
from coalitions.memberships.models.membership import Membership
from safety_portal.core.authority import require

# What a page sends while somebody waits.
MOST_AT_ONCE = 300


def not_invited(*, coalition, source, on) -> list[Membership]:
    """One membership each of those whom the roster made members, who have an address, no account
    and no open invitation.

    Of a district's coalition those of its schools too: one invitation opens all that a person
    belongs to. One query.
    """
    within = (
        {"coalition__district_id": coalition.district_id}
        if not coalition.school_id
        else {"coalition": coalition}
    )
    asked = Invitation.objects.open().filter(
        coalition__district_id=coalition.district_id, email__iexact=OuterRef("person__email")
    )
    held = Membership.objects.current(on).filter(
        roster_source=source, person__account__isnull=True, **within
    )
    held = held.exclude(roster_source="").exclude(person__email="").exclude(Exists(asked))
    first = held.order_by("person__name", "person_id", "id").distinct("person__name", "person_id")
    return list(first.select_related("person", "coalition__district", "coalition__school"))


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
        invite(
            coalition=member.coalition, email=member.person.email, name=member.person.name, role=member.role,
            title=member.title, by=by,
        )[0]
        for member in members
    ]  # fmt: skip
