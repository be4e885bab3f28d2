"""Who says which section an action item must change."""

from coalitions.access.policies import can_administer
from coalitions.action_items.models import ActionItem
from plans.required_changes.models import RequiredChange
from safety_portal.core.accounts.models import User
from safety_portal.core.authority import Allowed, Denied


def can_name_section(user: User, item: ActionItem) -> Allowed | Denied:
    """Tie an action item to a section of its coalition's plan: who edits the plan."""
    return can_administer(user, item.coalition)


def can_withdraw_change(user: User, change: RequiredChange) -> Allowed | Denied:
    """Say that the section need not change for it after all: the same."""
    return can_administer(user, change.item.coalition)
