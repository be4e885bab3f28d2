"""The membership or designation that an address names. Fetching is authorising.

Strangers get 404.
"""

from datetime import date

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.utils import timezone

from coalitions.access.roles import GROUP_OF, MAY_SIGN
from coalitions.coalition.models import Coalition
from coalitions.memberships.models.designation import Designation
from coalitions.memberships.models.membership import Membership
from safety_portal.core.accounts.models import User


def own_memberships(user: User, *, on: date) -> QuerySet[Membership]:
    """The memberships of an account that hold on the day. A queryset."""
    return Membership.objects.current(on).filter(person__account=user)


def fetch_membership(
    user: User, *, coalition: str, membership: int, **rest: str | int
) -> Membership:
    """The membership of the address, if it still holds, with person, seat, agency and coalition, or
    Http404.
    """
    memberships = Membership.objects.current(timezone.localdate()).select_related(
        "person", "seat", "agency", "coalition__district", "coalition__school"
    )
    visible = memberships.filter(
        coalition__in=Coalition.objects.visible_to(user), coalition__slug=coalition
    )
    return get_object_or_404(visible, pk=membership)


def fetch_designation(
    user: User, *, coalition: str, designation: int, **rest: str | int
) -> Designation:
    """The designation of the address, if it still holds, with both people, seat and coalition, or
    Http404.
    """
    designations = Designation.objects.current(timezone.localdate()).select_related(
        "holder__person",
        "holder__seat",
        "holder__coalition__district",
        "holder__coalition__school",
        "designee__person",
    )
    visible = designations.filter(
        holder__coalition__in=Coalition.objects.visible_to(user), holder__coalition__slug=coalition
    )
    return get_object_or_404(visible, pk=designation)


ROLES = [role for role, group in GROUP_OF.items() if group in MAY_SIGN]


def candidates(holder: Membership, *, on: date) -> QuerySet[Membership]:
    """Memberships of a coalition that may sign for `holder`.

    Other people who are neither parent nor student. A queryset.
    """
    held = Membership.objects.current(on).filter(coalition=holder.coalition_id, role__in=ROLES)
    return (
        held.exclude(person=holder.person_id)
        .select_related("person", "seat")
        .order_by("person__name", "id")
    )


def has_seat_that_signs(membership: Membership) -> bool:
    """Whether a designee would have anything to sign.

    The membership's seat signs the plan, its role may.
    """
    return bool(membership.seat and membership.seat.signs_plan and membership.role in ROLES)
