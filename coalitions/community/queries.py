"""The page of a coalition, and the memberships in which one may be named. Strangers get 404."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.shortcuts import get_object_or_404
from django.utils import timezone

from coalitions.access.filters import by_coalition
from coalitions.access.grants import access_of
from coalitions.access.roles import Role
from coalitions.coalition.models import Coalition
from coalitions.community.models.consent import NameConsent
from coalitions.community.models.page import CommunityPage
from coalitions.memberships.models.membership import Membership
from coalitions.programs.lifecycle import ProgramState
from coalitions.programs.models.program import Program, ProgramQuerySet
from safety_portal.core.accounts.models import User


def page_of(coalition: Coalition) -> CommunityPage:
    """What the coalition decided; one that is not saved where it decided nothing yet."""
    page = CommunityPage.objects.filter(coalition=coalition).select_related("published_by").first()
    if page is None:
        return CommunityPage(coalition=coalition, saves=0)
    page.coalition = coalition
    return page


def fetch_own_membership(
    user: User, *, coalition: str, membership: int, **rest: str | int
) -> Membership:
    """The account's own membership of the address, or Http404: nobody opens another's."""
    own = Membership.objects.current(timezone.localdate()).filter(
        person__in=access_of(user).person_ids, coalition__slug=coalition
    )
    return get_object_or_404(own.select_related("coalition", "person", "seat"), pk=membership)


@dataclass(frozen=True)
class OwnName:
    """A seat that the reader holds, and whether the page names them with it."""

    membership: Membership
    is_shown: bool


def own_names(user: User, coalition: Coalition, *, on: date) -> list[OwnName]:
    """The seats in which the reader may be named. One query."""
    own = Membership.objects.current(on).filter(
        person__in=access_of(user).person_ids, coalition=coalition, seat__isnull=False
    )
    rows = own.exclude(role=Role.STUDENT).select_related("seat", "person", "name_consent")
    return [OwnName(row, hasattr(row, "name_consent")) for row in rows.order_by("id")]


def names_by_seat(coalition: Coalition, *, on: date) -> dict[int, list[str]]:
    """Who consented to be named, by seat: members of the day, no student. One query."""
    rows = NameConsent.objects.filter(
        membership__coalition=coalition,
        membership__seat__isnull=False,
        membership__in=Membership.objects.current(on).filter(coalition=coalition).values("pk"),
    ).exclude(membership__role=Role.STUDENT)
    named: dict[int, list[str]] = {}
    for seat, name in rows.order_by("membership__person__name", "id").values_list(
        "membership__seat", "membership__person__name"
    ):
        named.setdefault(seat, []).append(name)
    return named


def programs_to_show(coalition: Coalition) -> ProgramQuerySet:
    """The programs that a page may show: those that run; of a school's also the district's."""
    own = Q(coalition=coalition.pk)
    if coalition.school_id:
        own |= by_coalition("coalition", up=[coalition.district_id])
    return Program.objects.filter(own, state=ProgramState.RUNNING)
