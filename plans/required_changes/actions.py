"""Name a section that an action item must change; withdraw that."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from coalitions.action_items.locks import lock_item
from coalitions.action_items.models import ActionItem
from plans.editions.models.section import Section
from plans.required_changes.models import RequiredChange
from plans.required_changes.policies import can_name_section, can_withdraw_change
from safety_portal.core.accounts.models import User
from safety_portal.core.audit.record import record
from safety_portal.core.authority import require
from safety_portal.core.refusals import Refused
from safety_portal.core.states import WrongState


@transaction.atomic
def name_section(
    *, item: ActionItem, section: Section, by: User, now: datetime | None = None
) -> RequiredChange:
    """Say that an action item asks to change a section of a plan of its coalition; returns that.

    The section's page and its editor say so from then on, until an edition in force has changed it.
    Refused for a plan of another coalition, and where it is named already. Audited, as of the item.
    """
    require(can_name_section(by, item))
    plan = section.edition.plan
    if plan.coalition_id != item.coalition_id:
        raise Refused(f"This is no plan of {item.coalition}.", field="section")
    item = lock_item(item)
    of = {"item": item, "plan": plan, "lineage": section.lineage}
    if RequiredChange.objects.filter(**of, withdrawn_at__isnull=True).exists():
        raise Refused("This section is named already. Choose another one.", field="section")
    change = RequiredChange.objects.create(**of, named_at=now or timezone.now(), named_by=by)
    # Its history is read by who may not read the section.
    title = section.neutral_title if section.is_restricted else str(section)
    record(
        by=by,
        action="action_item_section.named",
        subject=item,
        scope=item.coalition,
        plan=str(plan),
        section=title,
    )
    return change


@transaction.atomic
def withdraw_change(*, change: RequiredChange, by: User) -> RequiredChange:
    """Say that the section need not change for the item after all; returns it.

    WrongState where that was said before. Audited, as of the item.
    """
    require(can_withdraw_change(by, change))
    change = RequiredChange.objects.select_for_update(no_key=True, of=("self",)).get(pk=change.pk)
    if change.withdrawn_at:
        raise WrongState("This section is not asked to change any more.")
    change.withdrawn_at, change.withdrawn_by = timezone.now(), by
    change.save(update_fields=["withdrawn_at", "withdrawn_by"])
    record(
        by=by,
        action="action_item_section.withdrawn",
        subject=change.item,
        scope=change.item.coalition_id,
        plan=str(change.plan),
    )
    return change
