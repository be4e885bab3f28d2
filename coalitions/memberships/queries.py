"""The membership or designation that an address names. Fetching is authorising.

Strangers get 404.
"""

from django.shortcuts import get_object_or_404
from django.utils import timezone

from coalitions.coalition.models import Coalition
from coalitions.memberships.models.designation import Designation
from coalitions.memberships.models.membership import Membership


def fetch_membership(user, *, coalition, membership, **rest):
    """The membership of the address, if it still holds, with person, seat, agency and coalition, or
    Http404.
    """
    held = Membership.objects.current(timezone.localdate()).select_related(
        "person", "seat", "agency", "coalition__district", "coalition__school"
    )
    visible = held.filter(
        coalition__in=Coalition.objects.visible_to(user), coalition__slug=coalition
    )
    return get_object_or_404(visible, pk=membership)


def fetch_designation(user, *, coalition, designation, **rest):
    """The designation of the address, if it still holds, with both people, seat and coalition, or
    Http404.
    """
    held = Designation.objects.current(timezone.localdate()).select_related(
        "holder__person",
        "holder__seat",
        "holder__coalition__district",
        "holder__coalition__school",
        "designee__person",
    )
    visible = held.filter(
        holder__coalition__in=Coalition.objects.visible_to(user), holder__coalition__slug=coalition
    )
    return get_object_or_404(visible, pk=designation)
