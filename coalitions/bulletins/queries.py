"""Questions about bulletins: what an address names, lists, who has read one. Strangers get 404."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple

from django.db.models import CharField, Count, Exists, F, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce, NullIf
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
    Way,
)
from coalitions.bulletins.models.words import BulletinAnswer, BulletinNews
from coalitions.coalition.models import Coalition
from coalitions.coalition.queries import fetch_coalition
from coalitions.memberships.models.membership import Membership
from safety_portal.core.accounts.models import User


def fetch_bulletin(user: User, *, coalition: str, bulletin: int, **rest: str | int) -> BulletinHere:
    """The bulletin, where it is the coalition's of the address or names it, and the account is a
    member there; or Http404.
    """
    here = fetch_coalition(user, coalition=coalition)
    mine = BulletinRecipient.objects.filter(bulletin=OuterRef("pk"), person__account=user)
    read_at = mine.order_by(F("read_at").asc(nulls_first=True)).values("read_at")[:1]
    rows = Bulletin.objects.visible_to(user).opened(Subquery(read_at))
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


def somebody_holds(
    roles: Collection[str],
    places: Collection[Coalition],
    *,
    besides: User,
    on: date,
    known: Bulletin | None = None,
) -> bool:
    """Whether anybody holds one of these roles at one of these places on the day, but `besides` who
    sends, and those who have got the bulletin `known`: whom actions/reaching.py would reach.
    """
    held = Membership.objects.current(on).filter(role__in=roles, coalition__in=places)
    held = held.exclude(person__account=besides)
    if known:
        held = held.exclude(person__in=known.recipients.values("person"))
    return held.exists()


class OfRole(NamedTuple):
    """A role that a bulletin names: why, how many got it by it, and how many of them read it."""

    role: str
    because: str
    told: int = 0
    read: int = 0

    @property
    def label(self) -> str:
        """As people call the role."""
        return Role(self.role).label


@dataclass(frozen=True)
class Numbers:
    """Of the people who hold a role of a bulletin now: how many, how many have read it, how many
    cannot have, and how many would get it if it were sent again today. `roles` count by the roles
    in which they got it; who holds two counts in both.
    """

    told: int
    read: int
    not_reached: int
    waiting: int
    roles: tuple[OfRole, ...] = ()

    @property
    def unread(self) -> int:
        """Those who have not, reached or not."""
        return self.told - self.read


def roles_of(bulletin: Bulletin) -> tuple[OfRole, ...]:
    """What an opened bulletin says of its roles to whoever reads it."""
    return tuple(map(OfRole, bulletin.role_codes, bulletin.reasons))


def numbers_of(bulletin: Bulletin, *, on: date, roles: Sequence[OfRole] = ()) -> Numbers:
    """Of one that is over, of everybody who had got it; with what `roles_of` says, each of these
    with its own. One query.
    """
    people = BulletinRecipient.objects.filter(bulletin=bulletin)
    people = people.current(on) if bulletin.is_in_force(on) else people
    today = BulletinTelling.objects.filter(recipient=OuterRef("pk"), told_on=on)
    has_mail = Q(person__account__is_active=True, is_told=False)
    has_read = Q(is_read=True)
    by_role = {code: Q(held_roles__contains=[code]) for code in (each.role for each in roles)}
    counts = (
        people.standing(on)
        .annotate(is_told=Exists(today))
        .aggregate(
            told=Count("pk"),
            read=Count("pk", filter=has_read),
            not_reached=Count("pk", filter=Q(is_lost=True) & ~has_read),
            waiting=Count("pk", filter=~has_read & has_mail),
            **{f"told_{code}": Count("pk", filter=held) for code, held in by_role.items()},
            **{
                f"read_{code}": Count("pk", filter=held & has_read)
                for code, held in by_role.items()
            },
        )
    )
    of_roles = tuple(
        each._replace(told=counts.pop(f"told_{each.role}"), read=counts.pop(f"read_{each.role}"))
        for each in roles
    )
    return Numbers(**counts, roles=of_roles)


RECEIPTS = ("is_read", "person__name", "id")


def receipts_of(bulletin: Bulletin, *, on: date) -> RecipientQuerySet:
    """Everybody who got it, with what a receipt says, in the order of RECEIPTS: unread first."""
    return BulletinRecipient.objects.filter(bulletin=bulletin).standing(on).with_receipts()


class Said(NamedTuple):
    """Something that was said of a bulletin or done with it: its words, when and by whom."""

    kind: str
    pk: int
    text: str
    at: datetime
    who: str
    asks_again: bool


NEWS, ANSWER, READING = "news", "answer", "reading"
WHO = Coalesce(NullIf("made_by__name", Value("")), "made_by__email", output_field=CharField())
NOT_AGAIN = Value(False)


def said_of(bulletin: Bulletin, *, answers: bool, readings: int) -> dict[str, list[Said]]:
    """The news of a bulletin; with `answers` what was answered, in order; and the last `readings`,
    the newest first. One query.
    """
    rows = _said(BulletinNews.objects.filter(bulletin=bulletin), NEWS, asks_again=F("asks_again"))
    more = [_said(BulletinAnswer.objects.filter(bulletin=bulletin), ANSWER)] if answers else []
    if readings:
        last = readings_of(bulletin).order_by("-id")[:readings]
        more.append(_said(last, READING, text="way", at="read_at", who=F("reader_name")))
    found = sorted(Said(*row) for row in rows.union(*more, all=True))
    said = {kind: [row for row in found if row.kind == kind] for kind in (NEWS, ANSWER, READING)}
    said[READING] = [row._replace(text=Way(row.text).label) for row in reversed(said[READING])]
    return said


def _said(
    rows: "QuerySet[Any]",
    kind: str,
    *,
    text: str = "text",
    at: str = "made_at",
    who: Coalesce | F = WHO,
    asks_again: Value | F = NOT_AGAIN,
) -> "QuerySet[Any, tuple[Any, ...]]":
    return rows.values_list(Value(kind), "pk", text, at, who, asks_again)


def readings_of(bulletin: Bulletin) -> "QuerySet[BulletinReading]":
    """Each time somebody opened or printed it or said that they read it."""
    return BulletinReading.objects.filter(bulletin=bulletin)
