"""Which sections an action item must change, and whether an edition in force has changed them."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import BigIntegerField, F, OuterRef, Q, QuerySet, Subquery, UUIDField
from django.shortcuts import get_object_or_404

from coalitions.action_items.models import ActionItem
from coalitions.coalition.models import Coalition
from plans.editions.lifecycle import IN_WORK, EditionStatus
from plans.editions.models.edition import Edition
from plans.editions.models.section import Section
from plans.required_changes.models import RequiredChange
from safety_portal.core.accounts.models import User
from safety_portal.core.database.kept_queries import KeptQuery, Slot

# Where a section is shown as it stands: what is being written, else what holds.
STANDING = (*IN_WORK, EditionStatus.IN_FORCE)


@dataclass(frozen=True)
class SectionAsked:
    """A section that must change: the newest one its reader may open, and the edition in force that
    changed it (each None for none).
    """

    change: RequiredChange
    section: Section | None
    made_in: Edition | None


def fetch_change(
    user: User, *, coalition: str, action_item: int, change: int, **rest: str | int
) -> RequiredChange:
    """The change that the address names, not withdrawn, with its item, or Http404."""
    visible = ActionItem.objects.visible_to(user).filter(coalition__slug=coalition, pk=action_item)
    changes = RequiredChange.objects.filter(item__in=visible, withdrawn_at__isnull=True)
    return get_object_or_404(changes.select_related("item__coalition", "plan"), pk=change)


def _made_in() -> Subquery:
    """The id of the edition that made a change, null for none.

    It came into force after the section was named, and its text of it is another than that of the
    edition it is based on; or it has the section no more.
    """
    before = Section.objects.filter(
        edition=OuterRef("edition__based_on"), lineage=OuterRef("lineage"), removed_at__isnull=True
    )
    changed = Section.objects.filter(
        edition__plan=OuterRef("plan"),
        lineage=OuterRef("lineage"),
        edition__in_force_at__gte=OuterRef("named_at"),
    ).annotate(before=Subquery(before.values("html")[:1]))
    is_another = Q(before__isnull=True) | ~Q(before=F("html")) | Q(removed_at__isnull=False)
    return Subquery(
        changed.filter(is_another).order_by("edition__in_force_at").values("edition")[:1]
    )


def sections_asked(item: ActionItem, user: User) -> list[SectionAsked]:
    """What an item asks of the plans, as the account may see it: four queries, one for none."""
    rows = RequiredChange.objects.filter(item=item, withdrawn_at__isnull=True)
    changes = list(rows.select_related("plan", "named_by").order_by("pk"))
    if not changes:
        return []
    newest = _newest_of(changes, user)
    made_in = dict(rows.annotate(made_in=_made_in()).values_list("pk", "made_in"))
    editions = Edition.objects.in_bulk([pk for pk in made_in.values() if pk])
    return [
        SectionAsked(
            change, newest.get((change.plan_id, change.lineage)), editions.get(made_in[change.pk])
        )
        for change in changes
    ]


def _newest_of(changes: list[RequiredChange], user: User) -> dict[tuple[int, UUID], Section]:
    """The sections as the newest edition that the account may open has them, by plan, lineage."""
    lineages = [change.lineage for change in changes]
    rows = Section.objects.visible_to(user).filter(
        lineage__in=lineages, removed_at__isnull=True, edition__status__in=STANDING
    )
    rows = rows.select_related("edition__plan__coalition").defer("html")
    return {(row.edition.plan_id, row.lineage): row for row in rows.order_by("edition__number")}


def _unmade() -> "QuerySet[RequiredChange, tuple[int]]":
    asked = RequiredChange.objects.filter(
        plan=Slot("plan", BigIntegerField()),
        lineage=Slot("lineage", UUIDField()),
        withdrawn_at__isnull=True,
    )
    unmade = asked.annotate(made_in=_made_in()).filter(made_in__isnull=True)
    return unmade.values_list("item")


# Asked by every section that somebody opens to write, of which few have to change.
UNMADE = KeptQuery(_unmade)


def items_asking(section: Section, user: User) -> list[ActionItem]:
    """The action items that ask to change a section and that the account may see, until an edition
    in force has changed it. One query; a second where there are some.
    """
    if section.edition.status not in STANDING:
        return []
    rows = UNMADE.ask(plan=section.edition.plan_id, lineage=section.lineage)
    asking = [item for (item,) in rows]
    if not asking:
        return []
    items = ActionItem.objects.visible_to(user).filter(pk__in=asking)
    items = items.select_related("coalition", "owner", "owner_seat")
    return list(items.order_by("due_on", "pk"))


def sections_to_name(coalition: Coalition, user: User) -> "QuerySet[Section]":
    """The sections of each plan of a coalition: of its edition in work, else of that in force.

    In reading order, plan by plan.
    """
    editions = Edition.objects.filter(plan=OuterRef("edition__plan"), status__in=STANDING)
    standing = Subquery(editions.order_by("-number").values("pk")[:1])
    rows = Section.objects.visible_to(user).filter(
        edition__plan__coalition=coalition, edition=standing, removed_at__isnull=True
    )
    rows = rows.select_related("edition__plan__coalition").defer("html")
    return rows.order_by("edition__plan__title", "edition__plan", "position")
