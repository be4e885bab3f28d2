"""What pages of champions ask. Fetching is authorising: strangers get 404."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, Sum
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone

from coalitions.access.grants import access_of
from coalitions.access.roles import Role
from coalitions.champions.here import CarryHere
from coalitions.champions.models.asking import JoinRequest, JoinRules
from coalitions.champions.models.talk import Talk
from coalitions.champions.tokens import request_by_link
from coalitions.coalition.models import Coalition
from coalitions.coalition.queries import fetch_coalition
from coalitions.memberships.models.membership import Membership
from coalitions.schools.models import School
from safety_portal.core.accounts.models import User

WITH = ("coalition__district", "coalition__school", "seat", "school", "decided_by", "invitation")
SHOWN, MOST_SCHOOLS = 20, 200


def carry_here(user: User, coalition: Coalition) -> CarryHere:
    """The coalition, and by which membership the account is its local champion. One query."""
    access = access_of(user)
    if access.view_as or not access.grants_in(coalition):
        return CarryHere(coalition, None)
    held = Membership.objects.current(timezone.localdate()).filter(
        coalition=coalition, person__account=user, is_local_champion=True
    )
    return CarryHere(coalition, held.order_by("id").first())


def fetch_carry(user: User, *, coalition: str, **rest: str | int) -> CarryHere:
    """The same for the coalition of the address, or Http404."""
    return carry_here(user, fetch_coalition(user, coalition=coalition))


def fetch_request(user: User, *, coalition: str, asked: int, **rest: str | int) -> JoinRequest:
    """The request of the address, with who decided, or Http404."""
    rows = JoinRequest.objects.visible_to(user).select_related(*WITH)
    return get_object_or_404(rows, pk=asked, coalition__slug=coalition)


def fetch_talk(user: User, *, coalition: str, talk: int, **rest: str | int) -> Talk:
    """One's own line of the address, or Http404."""
    rows = Talk.objects.visible_to(user).select_related(
        "membership__coalition__district", "membership__coalition__school"
    )
    return get_object_or_404(rows, pk=talk, membership__coalition__slug=coalition)


def rules_of(coalition: Coalition) -> JoinRules:
    """How the coalition is asked; as it begins where nobody said."""
    rows = JoinRules.objects.select_related("answerer__person")
    return rows.filter(coalition=coalition).first() or JoinRules(coalition=coalition)


def open_rules_or_404(slug: str) -> JoinRules:
    """How the coalition of that name is asked, for anybody; Http404 where it is not."""
    rows = JoinRules.objects.select_related(
        "coalition__district", "coalition__school", "answerer__person"
    )
    rules = rows.filter(coalition__slug=slug, is_open=True).first()
    if rules is None:
        raise Http404("Nobody is asked here for a place. Look for the name of the coalition again.")
    return rules


def named_answerer(rules: JoinRules, *, on: date) -> Membership | None:
    """Who answers and lets the page say so, as long as they administer the coalition."""
    member = rules.answerer
    if member is None or (member.ends_on and member.ends_on <= on):
        return None
    return member


def asked_by_link(token: str) -> JoinRequest:
    """The request that a link confirms, or Http404 for a link that has ended."""
    asked = request_by_link(token, now=timezone.now())
    if asked is None:
        raise Http404(
            "This link has ended. Ask again on the page of the coalition: it is good for 3 days."
        )
    return asked


@dataclass(frozen=True)
class Spoken:
    """How often, and to about how many people."""

    times: int = 0
    people: int = 0


@dataclass(frozen=True)
class Talks:
    """What one champion logged since a day, the newest first, and sums of theirs and of all."""

    rows: tuple[Talk, ...]
    own: Spoken
    all: Spoken


def talks_of(here: CarryHere, *, since: date) -> Talks:
    """What the reader logged, and what all champions of the coalition did. Two queries, or one."""
    every = Talk.objects.of_coalition(here.coalition).since(since)
    own = Q(membership=here.champion.pk if here.champion else 0)
    sums = every.aggregate(
        all_times=Count("pk"),
        all_people=Sum("people", default=0),
        own_times=Count("pk", filter=own),
        own_people=Sum("people", filter=own, default=0),
    )
    rows = every.filter(own).order_by("-held_on", "-id")[:SHOWN] if sums["own_times"] else ()
    return Talks(
        tuple(rows),
        Spoken(sums["own_times"], sums["own_people"]),
        Spoken(sums["all_times"], sums["all_people"]),
    )


def spoken_of(coalition: Coalition, *, since: date) -> Spoken:
    """How often its champions spoke since a day, for everybody: no name is in it. One query."""
    every = Talk.objects.of_coalition(coalition).since(since)
    sums = every.aggregate(times=Count("pk"), of_people=Sum("people", default=0))
    return Spoken(sums["times"], sums["of_people"])


def administering(user: User, coalition: Coalition, *, on: date) -> list[Membership]:
    """By which memberships the account administers the coalition on the day. One query."""
    held = Membership.objects.current(on).filter(
        coalition=coalition, role=Role.ADMINISTRATOR, person__account=user
    )
    return list(held)


def schools_to_choose(coalition: Coalition) -> list[School]:
    """At which schools somebody may ask to help: none of a school's coalition. One query."""
    if coalition.school_id:
        return []
    return list(
        School.objects.filter(district=coalition.district_id).order_by("name")[:MOST_SCHOOLS]
    )


def memberships_by_address(asked: JoinRequest, *, on: date) -> list[Membership]:
    """What somebody with the address of a request is in the coalition already."""
    held = Membership.objects.current(on).filter(coalition=asked.coalition)
    same = Q(person__account__email=asked.email) | Q(person__email__iexact=asked.email)
    return list(held.filter(same).select_related("person", "coalition").order_by("id"))


def first_waiting(coalition: Coalition) -> tuple[int, JoinRequest | None]:
    """How many wait for an answer, and the one to answer first. One query."""
    waiting = JoinRequest.objects.waiting().filter(coalition=coalition)
    ordered = waiting.order_by("answer_due_on", "id").select_related("seat", "school")
    first = ordered.numbered().first()
    return (first.number if first else 0), first
