"""Questions about action items: what an address names, who may own one, what was like it before."""

from datetime import date

from django.contrib.postgres.search import TrigramSimilarity
from django.shortcuts import get_object_or_404

from coalitions.access.roles import GROUP_OF, READS, RESTRICTED, Role
from coalitions.action_items.models import ActionItem
from coalitions.coalition.models import Coalition
from coalitions.memberships.models.membership import Membership, MembershipQuerySet
from coalitions.people.models import Person
from safety_portal.core.accounts.models import User

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


def fetch_item(user: User, *, coalition: str, item: int, **rest: str | int) -> ActionItem:
    """The action item of the address with all its people, or Http404."""
    visible = ActionItem.objects.visible_to(user).select_related(*SHOWN_WITH)
    return get_object_or_404(visible, pk=item, coalition__slug=coalition)


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
    """
    items = ActionItem.objects.filter(coalition=item.coalition)
    if item.origin_key:
        same = items.filter(origin_key=item.origin_key).order_by("-pk").first()
        if same is not None:
            return same
    alike = items.filter(school=item.school).annotate(alike=TrigramSimilarity("what", item.what))
    return alike.filter(alike__gte=LIKE).order_by("-alike", "-pk").first()
