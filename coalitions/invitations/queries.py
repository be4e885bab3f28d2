"""The invitation that an address names. Fetching is authorising: strangers get 404."""

from datetime import date

from django.db.models import Exists, OuterRef
from django.http import Http404

from coalitions.coalition.models import Coalition
from coalitions.coalition.queries import of_coalition_or_404
from coalitions.invitations.models import Invitation
from coalitions.memberships.models.membership import Membership
from safety_portal.core.accounts import tokens
from safety_portal.core.accounts.models import User


def fetch_invitation(
    user: User, *, coalition: str, invitation: int, **rest: str | int
) -> Invitation:
    """The invitation of the address, with its coalition, or Http404."""
    return of_coalition_or_404(user, Invitation, coalition, invitation)


def invitation_of(token: str) -> Invitation:
    """The invitation of a link, or Http404 for a link nobody was sent."""
    rows = Invitation.objects.select_related(
        "coalition__district", "coalition__school", "seat", "agency", "created_by"
    )
    invitation = rows.filter(token_hash=tokens.hash_of(token)).first()
    if invitation is None:
        raise Http404("This link is not one of an invitation. Copy the whole link from the e-mail.")
    return invitation


def has_account(email: str) -> bool:
    """Whether somebody signs in with the address already."""
    return User.objects.filter(email=email).exists()


def not_invited(*, coalition: Coalition, source: str, on: date) -> list[Membership]:
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
