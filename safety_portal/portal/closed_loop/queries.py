"""What the page of a loop says beside its seven steps: people, signatures, reminders, the same
elsewhere. Each question is one query.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Min, Q

from coalitions.access.roles import Role
from coalitions.action_items.models import ActionItem
from coalitions.action_items.queries import verifiers_of
from coalitions.memberships.models.membership import MembershipQuerySet
from plans.editions.models.section import Section
from plans.findings.models import Finding
from plans.loops.queries import Loop
from plans.signing.lifecycle import SignatureState
from plans.signing.models import Signature
from safety_portal.core.accounts.models import User
from safety_portal.core.notices.digest import CHAIR_TOLD_AFTER
from safety_portal.core.notices.models import Reminder

KINDS_OF_ITEM = ("action_item", "action_item_verification", "action_item_owner", "accepted_risk")
YEAR = timedelta(days=365)


@dataclass(frozen=True)
class Changed:
    """A section in the edition that changed it, and whether the reader may open it."""

    section: Section
    is_readable: bool

    @property
    def title(self) -> str:
        """Its title, or one that tells nothing of what is restricted."""
        return str(self.section if self.is_readable else self.section.neutral_title)


@dataclass(frozen=True)
class Signing:
    """Of the seats of some editions: how many were asked, how many signed, until when."""

    seats: int
    signed: int
    due_on: date | None


@dataclass(frozen=True)
class Told:
    """The days on which somebody was reminded, and on which the chair was told of the delay."""

    reminded: tuple[date, ...]
    chair: tuple[date, ...]


def changed_sections(loop: Loop, user: User) -> list[Changed]:
    """The sections that a loop changed, as the account may know them: two queries."""
    if not loop.sections:
        return []
    rows = Section.objects.filter(pk__in=loop.sections).order_by("edition__number", "position")
    rows = rows.select_related("edition__plan__coalition", "edition__in_force_by", "saved_by")
    readable = set(
        Section.objects.visible_to(user).filter(pk__in=loop.sections).values_list("pk", flat=True)
    )
    return [Changed(row, row.pk in readable) for row in rows.defer("html")]


def signing_of(editions: Collection[int]) -> Signing:
    """How far these editions (ids) are signed: a seat that was waived counts as signed."""
    rows = Signature.objects.filter(edition__in=editions).exclude(state=SignatureState.VOIDED)
    settled = Q(state__in=(SignatureState.SIGNED, SignatureState.WAIVED))
    counted = rows.aggregate(
        seats=Count("seat_title", distinct=True),
        signed=Count("seat_title", distinct=True, filter=settled),
        due_on=Min("due_on"),
    )
    return Signing(**counted)


def who_verifies(item: ActionItem, *, on: date) -> list[str]:
    """The names of who may verify an item today: who was named, and administrators; neither its
    owner nor who said that it is done.
    """
    held = verifiers_of(item.coalition, is_restricted=item.is_restricted, on=on)
    held = held.filter(Q(role=Role.ADMINISTRATOR) | Q(person=item.verifier_id))
    if item.done_by_id:
        held = held.exclude(person__account=item.done_by_id)
    if item.owner_id:
        held = held.exclude(person=item.owner_id)
    if item.owner_seat_id:
        held = held.exclude(person__memberships__in=_holding(item, on))
    return list(held.order_by("person__name").values_list("person__name", flat=True).distinct())


def _holding(item: ActionItem, on: date) -> MembershipQuerySet:
    return verifiers_of(item.coalition, on=on).filter(seat=item.owner_seat_id)


def told_of(finding: Finding) -> Told:
    """When somebody was reminded of a finding's action item, by the ledger, and when the chair was
    told that somebody had been behind with it for more than a week.
    """
    if finding.action_item_id is None:
        return Told((), ())
    keys = [f"{kind}:{finding.action_item_id}" for kind in KINDS_OF_ITEM]
    chair = f"escalation:{finding.coalition_id}"
    rows = Reminder.objects.filter(scope=finding.coalition_id, key__in=[*keys, chair])
    since = finding.action_item.opened_at.date() if finding.action_item else finding.found_on
    days = list(
        rows.filter(told_on__gte=since)
        .order_by("told_on")
        .values_list("told_on", "due_on", "key")
        .distinct()
    )
    of_item = [(told_on, due_on) for told_on, due_on, key in days if key != chair]
    told = {day for day, _, key in days if key == chair and _was_late(day, of_item)}
    return Told(tuple(sorted({day for day, _ in of_item})), tuple(sorted(told)))


def _was_late(day: date, reminders: Sequence[tuple[date, date]]) -> bool:
    """Whether the chair who was told of delays on a day heard of this one: it was late for more
    than a week by what was reminded of last.
    """
    known = [due_on for told_on, due_on in reminders if told_on <= day]
    return bool(known) and known[-1] + CHAIR_TOLD_AFTER < day


def same_elsewhere(finding: Finding, user: User, *, on: date) -> int:
    """In how many other places the same item was found this year, of those the account reads."""
    if not finding.item:
        return 0
    others = Finding.objects.visible_to(user).filter(
        item=finding.item,
        coalition__district=finding.coalition.district_id,
        found_on__gt=on - YEAR,
    )
    others = others.exclude(coalition=finding.coalition_id)
    return others.values("coalition").distinct().count()
