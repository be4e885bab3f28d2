"""Sites, roles, rehearsals and kits of a school, from what the account may see."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from coalitions.access.filters import by_coalition
from coalitions.access.grants import access_of
from coalitions.access.roles import GROUPS, MEMBERS, Group
from coalitions.agreements.models.agreement import Agreement, AgreementKind, AgreementQuerySet
from coalitions.coalition.models import Coalition, CoalitionQuerySet
from coalitions.coalition.queries import fetch_coalition
from coalitions.memberships.models.membership import Membership
from coalitions.people.models import Person
from coalitions.reunification.content import ROLES, Role
from coalitions.reunification.models.kit import Kit, KitCheck
from coalitions.reunification.models.rehearsal import Rehearsal
from coalitions.reunification.models.role_holder import RANKS, RoleHolder
from coalitions.reunification.models.site import ReunificationSite, SiteWalk
from safety_portal.core.accounts.models import User

PLACE = ("coalition__district", "coalition__school")
# Of rehearsals and walks, as many as somebody reads.
SHOWN = 20


def fetch_school(user: User, *, coalition: str, **rest: str | int) -> Coalition:
    """The coalition of the address, where it is a school's, or Http404."""
    here = fetch_coalition(user, coalition=coalition)
    if here.school_id is None:
        raise Http404("Reunification is kept school by school.")
    return here


def fetch_site(user: User, *, coalition: str, site: int, **rest: str | int) -> ReunificationSite:
    """The site of the address, unless it was given up, or Http404."""
    visible = ReunificationSite.objects.visible_to(user).current()
    visible = visible.select_related("agreement__coalition", *PLACE)
    return get_object_or_404(visible, pk=site, coalition__slug=coalition)


def fetch_rehearsal(user: User, *, coalition: str, rehearsal: int, **rest: str | int) -> Rehearsal:
    """The rehearsal of the address, or Http404."""
    visible = Rehearsal.objects.visible_to(user).select_related("written_by", *PLACE)
    return get_object_or_404(visible, pk=rehearsal, coalition__slug=coalition)


def fetch_kit(user: User, *, coalition: str, kit: int, **rest: str | int) -> Kit:
    """The kit of the address, where it is still there, or Http404."""
    visible = Kit.objects.visible_to(user).current().select_related(*PLACE)
    return get_object_or_404(visible, pk=kit, coalition__slug=coalition)


def sites_of(user: User, coalition: Coalition) -> list[ReunificationSite]:
    """The sites of a school that were not given up, as far as the account sees them."""
    sites = list(ReunificationSite.objects.visible_to(user).current().filter(coalition=coalition))
    for site in sites:
        site.coalition = coalition
    return sites


def schools_to_read(user: User, district: int) -> CoalitionQuerySet:
    """The coalitions of schools of a district (its key) whose readiness the account reads."""
    direct, down, _ = access_of(user).scopes_reading(MEMBERS)
    reached = Coalition.objects.filter(by_coalition("", direct=direct, down=down))
    return reached.filter(district=district, school__isnull=False)


def agreements_for(coalition: Coalition, *, on: date) -> AgreementQuerySet:
    """The agreements that a site of a school can stand on: of a site, for this school, not over."""
    of_district = Q(coalition__district=coalition.district_id, coalition__school__isnull=True)
    found = Agreement.objects.filter(of_district | Q(coalition=coalition))
    found = found.filter(kind=AgreementKind.REUNIFICATION_SITE, closed_at__isnull=True)
    found = found.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=on))
    covering = Agreement.objects.filter(schools=coalition.school_id).values("pk")
    return found.filter(pk__in=covering).order_by("title", "pk")


def people_for_roles(coalition: Coalition, *, on: date) -> QuerySet[Person]:
    """Who may fill a role: in a coalition of the district today, and neither parent nor student."""
    members = Membership.objects.current(on).filter(coalition__district=coalition.district_id)
    members = members.exclude(role__in=GROUPS[Group.COMMUNITY])
    return Person.objects.filter(pk__in=members.values("person")).order_by("name", "pk")


def people_of_school(coalition: Coalition, *, on: date) -> QuerySet[Person]:
    """Those of them who are in the coalition itself: whom its administrators know by name."""
    members = Membership.objects.current(on).filter(coalition=coalition)
    return people_for_roles(coalition, on=on).filter(pk__in=members.values("person"))


@dataclass(frozen=True)
class RoleRow:
    """A role with who fills it, by rank: None where nobody does. Who has left counts for nobody."""

    role: Role
    holders: tuple[RoleHolder | None, ...]
    has_left: frozenset[int]

    @property
    def filled(self) -> list[RoleHolder]:
        """Those who are there."""
        return [each for each in self.holders if each and each.pk not in self.has_left]

    @property
    def number_missing(self) -> int:
        """How many of the three are missing."""
        return len(RANKS) - len(self.filled)

    @property
    def has_elsewhere(self) -> bool:
        """Whether one of the alternates is from another building."""
        return any(each.is_from_elsewhere and each.rank > 1 for each in self.filled)

    @property
    def is_complete(self) -> bool:
        """A first and two alternates, one of them from another building."""
        return not self.number_missing and self.has_elsewhere


def role_rows(coalition: Coalition, *, on: date) -> list[RoleRow]:
    """Every role with who fills it, the incomplete ones first: two queries."""
    holders = list(RoleHolder.objects.filter(coalition=coalition).select_related("person"))
    people = people_for_roles(coalition, on=on)
    known = set(people.filter(pk__in=[each.person_id for each in holders]).values_list("pk"))
    left = frozenset(each.pk for each in holders if (each.person_id,) not in known)
    by_role: dict[str, dict[int, RoleHolder]] = defaultdict(dict)
    for each in holders:
        by_role[each.role][each.rank] = each
    rows = [RoleRow(role, tuple(map(by_role[role.code].get, RANKS)), left) for role in ROLES]
    return sorted(rows, key=lambda row: row.is_complete)


def rehearsals_of(coalition: Coalition) -> list[Rehearsal]:
    """The rehearsals of a school that were not called off, the latest first."""
    kept = Rehearsal.objects.filter(coalition=coalition, called_off_at__isnull=True)
    return list(kept.order_by("-takes_place_on", "-pk")[:SHOWN])


def walks_of(site: ReunificationSite) -> list[SiteWalk]:
    """The walks of a site, the latest first."""
    return list(site.walks.select_related("made_by").order_by("-walked_on")[:SHOWN])


@dataclass(frozen=True)
class KitRow:
    """A kit with what was missing when it was opened last, and when; None where it never was."""

    kit: Kit
    checked_on: date | None
    looked: str
    missing: tuple[str, ...]


def kit_rows(coalition: Coalition) -> list[KitRow]:
    """The kits of a school by place, each with its last check: two queries."""
    kits = list(Kit.objects.filter(coalition=coalition).current().order_by("place", "pk"))
    last = KitCheck.objects.filter(kit__in=kits).order_by("kit", "-checked_on").distinct("kit")
    checks = {each.kit_id: each for each in last}
    return [_kit_row(kit, checks.get(kit.pk)) for kit in kits]


def _kit_row(kit: Kit, check: KitCheck | None) -> KitRow:
    if check is None:
        return KitRow(kit, None, "", ())
    return KitRow(kit, check.checked_on, check.looked, tuple(check.missing))
