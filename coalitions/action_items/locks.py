"""The lock under which an action item changes."""

from coalitions.action_items.models import ActionItem
from coalitions.action_items.queries import SHOWN_WITH


def lock_item(item: ActionItem) -> ActionItem:
    """The item's row with its people, locked until the transaction ends."""
    rows = ActionItem.objects.select_for_update(no_key=True, of=("self",))
    return rows.select_related(*SHOWN_WITH, "owner__account").get(pk=item.pk)
