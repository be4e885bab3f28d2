"""Questions about action items: what an address names, who may own one, what was like it before."""

from datetime import date, datetime, timedelta

from django.contrib.postgres.search import TrigramSimilarity
from django.db.models import Count, Exists, OuterRef, Q
from django.shortcuts import get_object_or_404
from django.utils import timezone

from coalitions.access.grants import access_of
from coalitions.access.roles import GROUP_OF, READS, RESTRICTED, Group, Role
from coalitions.action_items.lifecycle import CameBack, ItemState
from coalitions.action_items.models import ActionItem, ActionItemQuerySet, ItemEvidence
from coalitions.coalition.models import Coalition
from coalitions.memberships.models.membership import Membership, MembershipQuerySet
from coalitions.people.models import Person
from safety_portal.core.accounts.models import User
from safety_portal.core.audit.models import AuditRow

# Of two sentences of the length of a heading this much in common are the same thing said twice:
# "Amplifier of the music room", "The amplifier in the music room".
LIKE = 0.45
READS_RESTRICTED = [role for role, group in GROUP_OF.items() if RESTRICTED in READS[group]]
SHOWN_WITH = (
    "coalition__district",
    "coalition__school",
    "school",
    "owner",
    "owner_seat",
    "verifier",
    "accepter",
    "opened_by",
    "done_by",
    "verified_by",
    "accepted_by",
)


def fetch_item(user: User, *, coalition: str, action_item: int, **rest: str | int) -> ActionItem:
    """The action item of the address with all its people, or Http404."""
    visible = ActionItem.objects.visible_to(user).select_related(*SHOWN_WITH)
    return get_object_or_404(visible, pk=action_item, coalition__slug=coalition)


def owners_of(coalition: Coalition, *, is_restricted: bool = False, on: date) -> MembershipQuerySet:
    """The memberships whose people may own an item, or verify it: all that hold on the day; of a
    restricted one only in roles that read it.
    """
    held = Membership.objects.current(on).filter(coalition=coalition)
    return held.filter(role__in=READS_RESTRICTED) if is_restricted else held


def verifiers_of(
    coalition: Coalition, *, is_restricted: bool = False, on: date
) -> MembershipQuerySet:
    """Those who may be named to verify one: who can sign in, and are neither parent nor student."""
    held = owners_of(coalition, is_restricted=is_restricted, on=on)
    held = held.filter(person__account__is_active=True)
    return held.exclude(role__in=(Role.PARENT, Role.STUDENT))


def owned_by_person(item: ActionItem, person: Person, *, on: date) -> bool:
    """Whether a person owns an item: named, or by holding its seat on the day."""
    if item.owner_id:
        return item.owner_id == person.pk
    held = Membership.objects.current(on).filter(coalition=item.coalition, seat=item.owner_seat)
    return held.filter(person=person).exists()


def earlier_like(item: ActionItem) -> ActionItem | None:
    """The latest item of the coalition of the same origin as one that is not saved yet, else the
    one whose words are most alike at the same school; None where there is none.

    Of what is restricted only where the item is, too: its readers shall not learn of it.
    """
    items = ActionItem.objects.filter(coalition=item.coalition)
    items = items if item.is_restricted else items.filter(is_restricted=False)
    if item.origin_key:
        same = items.filter(origin_key=item.origin_key).order_by("-pk").first()
        if same is not None:
            return same
    alike = items.filter(school=item.school).annotate(alike=TrigramSimilarity("what", item.what))
    return alike.filter(alike__gte=LIKE).order_by("-alike", "-pk").first()


def items_of(user: User, coalition: Coalition, *, of_schools: bool = False) -> ActionItemQuerySet:
    """What the account sees of a coalition's items, or of those of the schools of a district's."""
    items = ActionItem.objects.visible_to(user)
    if of_schools and not coalition.school_id:
        below = Q(coalition__district=coalition.district_id, coalition__school__isnull=False)
        return items.filter(below)
    return items.filter(coalition=coalition)


def mine(user: User) -> Q:
    """Those that the account owns: by name, or by a seat it holds."""
    access = access_of(user)
    seats = [grant.seat_id for grant in access.grants if grant.seat_id]
    return Q(owner__in=access.person_ids) | Q(owner_seat__in=seats)


def to_verify_by(user: User, *, on: date) -> Q:
    """Those that wait for the account: it was named, or administers and nobody who is still a
    member was; never its own, never what it said is done.
    """
    access = access_of(user)
    administered = [g.coalition_id for g in access.grants if g.group == Group.ADMINISTRATOR]
    stays = Membership.objects.current(on).filter(
        coalition=OuterRef("coalition"), person=OuterRef("verifier")
    )
    asked = Q(verifier__in=access.person_ids) | Q(~Exists(stays), coalition__in=administered)
    return asked & Q(state=ItemState.DONE) & ~Q(done_by=user) & ~mine(user)


def standings(on: date) -> dict[str, Q]:
    """The lists there are, by their codes in addresses: which items each has on the day."""
    is_open = Q(state=ItemState.OPEN)
    return {
        "open": is_open,
        "to_verify": Q(state=ItemState.DONE),
        "overdue": is_open & Q(due_on__lt=on),
        "returned": is_open & Q(came_back=CameBack.SENT_BACK),
        "repeats": ~Q(state=ItemState.VERIFIED) & Q(repeats__isnull=False),
        "risks": Q(state=ItemState.RISK_ACCEPTED),
        "closed": Q(state=ItemState.VERIFIED),
    }


# By which columns each list is in order; all others by the day they are due.
ORDER = {"closed": ("-verified_at", "id"), "risks": ("comes_back_on", "id")}
BY_DAY = ("due_on", "id")
YOUNG, OLD = timedelta(days=30), timedelta(days=60)


def counts_of(items: ActionItemQuerySet, user: User, *, now: datetime) -> dict[str, int]:
    """How many of `items` stand in each list today, are the account's (mine, mine_to_verify), and
    how old the open ones are (young, middle, old): one query.
    """
    on = timezone.localdate(now)
    lists, is_open = standings(on), Q(state=ItemState.OPEN)
    lists["mine"] = is_open & mine(user)
    lists["mine_to_verify"] = to_verify_by(user, on=on)
    lists["young"] = is_open & Q(opened_at__gt=now - YOUNG)
    lists["middle"] = is_open & Q(opened_at__lte=now - YOUNG, opened_at__gt=now - OLD)
    lists["old"] = is_open & Q(opened_at__lte=now - OLD)
    return items.aggregate(**{name: Count("pk", filter=which) for name, which in lists.items()})


def places_of(items: ActionItemQuerySet) -> list[tuple[int, str, int]]:
    """(id, name, how many open items) of each school that has some: one query."""
    open_ones = items.filter(state=ItemState.OPEN, school__isnull=False).order_by()
    counted = open_ones.values_list("school", "school__name").annotate(Count("pk"))
    return sorted(counted, key=lambda row: row[1])


def lines_of(item: ActionItem) -> list[ItemEvidence]:
    """The evidence of an item, the first line first."""
    return list(item.evidence.select_related("added_by").order_by("pk"))


def history_of(item: ActionItem) -> list[AuditRow]:
    """What became of an item, the newest first: audit rows."""
    return list(AuditRow.objects.about(item).to_read())


def fetch_evidence(
    user: User, *, coalition: str, action_item: int, evidence: int, **rest: str | int
) -> ItemEvidence:
    """The line of evidence with a file that the address names, or Http404."""
    visible = ActionItem.objects.visible_to(user).filter(pk=action_item, coalition__slug=coalition)
    lines = ItemEvidence.objects.filter(item__in=visible).exclude(file="")
    return get_object_or_404(lines.select_related("item__coalition"), pk=evidence)


def earlier_of(item: ActionItem, user: User) -> ActionItem | None:
    """The earlier item that this one repeats, where the account sees it."""
    if item.repeats_id is None:
        return None
    visible = ActionItem.objects.visible_to(user).select_related("coalition", "verified_by")
    return visible.filter(pk=item.repeats_id).first()
