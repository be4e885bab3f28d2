"""Questions about bulletins: what an address names, lists, who has read one. Strangers get 404."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.db import connection
from django.db.models import (
    Count,
    Exists,
    F,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
)
from django.http import Http404
from django.shortcuts import get_object_or_404

from coalitions.access.grants import access_of
from coalitions.access.roles import Role
from coalitions.bulletins.here import BulletinHere
from coalitions.bulletins.models.bulletin import (
    Bulletin,
    BulletinPlace,
    BulletinQuerySet,
)
from coalitions.bulletins.models.recipient import (
    BulletinReading,
    BulletinRecipient,
    BulletinTelling,
    RecipientQuerySet,
)
from coalitions.coalition.models import Coalition
from coalitions.coalition.queries import fetch_coalition
from coalitions.memberships.models.membership import Membership
from safety_portal.core.accounts.models import User


def fetch_bulletin(user: User, *, coalition: str, bulletin: int, **rest: str | int) -> BulletinHere:
    """The bulletin, where it is the coalition's of the address or names it, and the account is a
    member there; or Http404.
    """
    here = fetch_coalition(user, coalition=coalition)
    rows = Bulletin.objects.visible_to(user).described()
    found = get_object_or_404(rows, pk=bulletin)
    is_of_it = here.pk == found.coalition_id or here.pk in found.place_ids
    if not is_of_it or not access_of(user).grants_in(here):
        raise Http404
    return BulletinHere(found, here)


def listed(user: User, coalition: Coalition, *, on: date, is_over: bool) -> BulletinQuerySet:
    """The bulletins of one coalition's list, of this reader: those sent from it and those that name
    it, in force or over. Each with `.has_read` of the reader.
    """
    here = Bulletin.objects.filter(coalition=coalition).values("pk")
    named = BulletinPlace.objects.filter(coalition=coalition).values("bulletin")
    rows = Bulletin.objects.visible_to(user).filter(pk__in=here.union(named))
    over = Q(withdrawn_at__isnull=False) | Q(expires_on__lt=on)
    mine = BulletinRecipient.objects.having_read().filter(
        bulletin=OuterRef("pk"), person__in=access_of(user).person_ids
    )
    return rows.filter(over if is_over else ~over).described().read_by(Exists(mine))


def number_unread(user: User, coalition: Coalition, *, on: date) -> tuple[int, int]:
    """(how many of a coalition's list are in force for the reader, how many of those that ask for
    it they have not read). One query.
    """
    rows = listed(user, coalition, on=on, is_over=False)
    waiting = Q(has_read=False, asks_reading=True) & ~Q(sent_by=user)
    counts = rows.aggregate(all=Count("pk"), unread=Count("pk", filter=waiting))
    return counts["all"], counts["unread"]


def places_to_choose(user: User, coalition: Coalition) -> "QuerySet[Coalition]":
    """Where somebody who sends from a coalition may name roles: of a district's everywhere in it;
    of a school's there, in the district's, and in other schools of it whose member they are.
    """
    rows = Coalition.objects.filter(district=coalition.district_id)
    if coalition.school_id:
        mine = Q(pk__in=access_of(user).coalition_ids)
        rows = rows.filter(mine | Q(school__isnull=True))
    return rows.order_by(F("school").asc(nulls_first=True), "name")


@dataclass(frozen=True)
class Numbers:
    """Of the people who hold a role of a bulletin now: how many, how many have read it, how many
    cannot have, and how many would get it if it were sent again today.
    """

    told: int
    read: int
    not_reached: int
    waiting: int

    @property
    def unread(self) -> int:
        """Those who have not, reached or not."""
        return self.told - self.read


RECEIPTS = ("is_read", "person__name", "id")


def numbers_of(bulletin: Bulletin, *, on: date) -> Numbers:
    """Of one that is over, of everybody who had got it. One query."""
    people = BulletinRecipient.objects.filter(bulletin=bulletin)
    people = people.current(on) if bulletin.is_in_force(on) else people
    today = BulletinTelling.objects.filter(recipient=OuterRef("pk"), told_on=on)
    has_mail = Q(person__account__is_active=True, is_told=False)
    counts = (
        people.standing(on)
        .annotate(is_told=Exists(today))
        .aggregate(
            told=Count("pk"),
            read=Count("pk", filter=Q(is_read=True)),
            not_reached=Count("pk", filter=Q(is_lost=True, is_read=False)),
            waiting=Count("pk", filter=Q(is_read=False) & has_mail),
        )
    )
    return Numbers(**counts)


def receipts_of(bulletin: Bulletin, *, on: date) -> RecipientQuerySet:
    """Everybody who got it, those first who have not read it (RECEIPTS): each with `.is_read`,
    `.is_lost` (not reached), `.is_current` (holds a role of it still), account and tellings.
    """
    told = BulletinTelling.objects.select_related("message").order_by("told_at")
    rows = BulletinRecipient.objects.filter(bulletin=bulletin).standing(on)
    return rows.select_related("person__account").prefetch_related(Prefetch("tellings", told))


def memberships_of(recipients: Iterable[BulletinRecipient]) -> dict[int, Membership]:
    """By their keys, the memberships by which these got it, with coalition and seat. One query."""
    keys = {key for each in recipients for key in each.membership_ids}
    return Membership.objects.select_related("coalition", "seat").in_bulk(keys)


# By the roles in which they got it; who holds two counts in both.
BY_ROLE = """
    SELECT named.role, named.because, COUNT(DISTINCT recipient.id),
           COUNT(DISTINCT recipient.id) FILTER (WHERE recipient.read_at >= bulletin.asked_at)
    FROM coalitions_bulletinrole named
    JOIN coalitions_bulletin bulletin ON bulletin.id = named.bulletin_id
    LEFT JOIN (
        coalitions_bulletinrecipient recipient
        JOIN coalitions_membership held ON held.id = ANY(recipient.membership_ids)
    ) ON recipient.bulletin_id = named.bulletin_id AND held.role = named.role
    WHERE named.bulletin_id = %s GROUP BY named.id ORDER BY named.id
"""


class OfRole(NamedTuple):
    """A role that a bulletin names: why, how many got it by it, and how many of them read it."""

    role: str
    because: str
    told: int
    read: int

    @property
    def label(self) -> str:
        """As people call the role."""
        return Role(self.role).label


def by_role(bulletin: Bulletin) -> list[OfRole]:
    """One query."""
    with connection.cursor() as cursor:
        cursor.execute(BY_ROLE, [bulletin.pk])
        return [OfRole(*row) for row in cursor.fetchall()]


def places_of(bulletin: Bulletin) -> list[str]:
    """The names of the coalitions that it names, in order."""
    places = BulletinPlace.objects.filter(bulletin=bulletin)
    return list(places.order_by("coalition__name").values_list("coalition__name", flat=True))


def readings_of(bulletin: Bulletin) -> "QuerySet[BulletinReading]":
    """Each time somebody opened or printed it or said that they read it."""
    return BulletinReading.objects.filter(bulletin=bulletin)


def recipient_of(bulletin: Bulletin, user: User) -> BulletinRecipient | None:
    """The reader among those who got it."""
    return BulletinRecipient.objects.filter(bulletin=bulletin, person__account=user).first()


def to_call(bulletin: Bulletin, *, on: date, most: int) -> RecipientQuerySet:
    """The first who hold a role of it, have not read it, and have a telephone number."""
    rows = BulletinRecipient.objects.filter(bulletin=bulletin).current(on).unread()
    rows = rows.exclude(person__phone="").select_related("person")
    return rows.order_by("person__name", "pk")[:most]
