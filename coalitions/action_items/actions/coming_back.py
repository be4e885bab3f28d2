"""An item is open again: sent back, reopened, or on the day until which its risk was accepted."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from coalitions.action_items import checking
from coalitions.action_items.lifecycle import CameBack, ItemState
from coalitions.action_items.locks import lock_item
from coalitions.action_items.models import ActionItem
from coalitions.action_items.policies import can_reopen_item
from coalitions.coalition.locks import lock_coalition
from safety_portal.core.accounts.models import User
from safety_portal.core.audit.record import record, unrecorded
from safety_portal.core.authority import require, unasked
from safety_portal.core.look.wording import full_day

NO_REASON = "Say why it is open again."
# How many a sweep holds in one transaction.
AT_ONCE = 100


@transaction.atomic
def reopen_item(
    *, item: ActionItem, because: str, due_on: date, by: User, on: date | None = None
) -> ActionItem:
    """Open an item again that was verified, or whose risk is accepted, due on a new day.

    Returns it.

    Refused without a reason, for a day past, and where the same was opened anew meanwhile;
    WrongState where it is open or waits to be verified. Audited.
    """
    require(can_reopen_item(by, item))
    because = checking.line(because, field="because", missing=NO_REASON, limit=500)
    checking.check_day(due_on, on=on or timezone.localdate())
    lock_coalition(item.coalition)
    item = lock_item(item)
    checking.require_state(item, ItemState.VERIFIED, ItemState.RISK_ACCEPTED)
    checking.refuse_double(item)
    come_back(item=item, how=CameBack.REOPENED, because=because, due_on=due_on)
    detail = {"because": because, "due_on": due_on.isoformat()}
    record(by=by, action="action_item.reopened", subject=item, scope=item.coalition, **detail)
    return item


@unasked("The portal keeps the day that somebody set: no account asks for it.")
def end_accepted_risks(*, on: date, by: None = None) -> int:
    """Open again each item whose risk was accepted until the day `on` or before; how many.

    It is due on the day it comes back, where it was due before that. Done twice it changes nothing;
    a day that was missed is made up for. Audited, each by the portal itself.
    """
    ended = 0
    while items := _end_some(on=on, by=by):
        ended += items
    return ended


@transaction.atomic
def _end_some(*, on: date, by: None) -> int:
    rows = ActionItem.objects.select_for_update(no_key=True, skip_locked=True, of=("self",))
    rows = rows.filter(state=ItemState.RISK_ACCEPTED, comes_back_on__lte=on).order_by("pk")
    items = list(rows.select_related("accepter", "coalition")[:AT_ONCE])
    for item in items:
        day = item.comes_back_on or on
        because = f"{item.accepter} accepted the risk until {full_day(day)}."
        come_back(
            item=item,
            how=CameBack.RISK_ENDED,
            because=because,
            due_on=max(day, item.due_on),
        )
        record(
            by=by,
            action="action_item_risk.ended",
            subject=item,
            scope=item.coalition,
            comes_back_on=day.isoformat(),
        )
    return len(items)


@unasked("A step of actions that asked.")
@unrecorded("The action whose step it is leaves the audit row.")
def come_back(*, item: ActionItem, how: CameBack, because: str, due_on: date | None = None) -> None:
    """Open a locked item again: what its state had set is set back, the audit rows keep it."""
    checking.move(item, ItemState.OPEN)
    item.came_back, item.came_back_because = how, because
    item.due_on = due_on or item.due_on
    item.done_at = item.done_by = item.verified_at = item.verified_by = None
    item.accepter = item.accepted_at = item.accepted_by = item.comes_back_on = None
    item.accepted_because = ""
    item.version += 1
    item.save(update_fields=STATE_FIELDS)


STATE_FIELDS = [
    *("state", "came_back", "came_back_because", "due_on", "version"),
    *("done_at", "done_by", "verified_at", "verified_by"),
    *("accepter", "accepted_at", "accepted_by", "accepted_because", "comes_back_on"),
]
