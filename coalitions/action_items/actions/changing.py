"""Change what an action item says, who owns it and until when."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from coalitions.action_items import checking
from coalitions.action_items.lifecycle import ItemState
from coalitions.action_items.locks import lock_item
from coalitions.action_items.models import ActionItem
from coalitions.action_items.policies import can_change_item
from coalitions.coalition.locks import lock_coalition
from coalitions.people.models import Person
from coalitions.schools.models import School
from coalitions.seats.models import Seat
from safety_portal.core.accounts.models import User
from safety_portal.core.audit.record import record
from safety_portal.core.authority import require
from safety_portal.core.refusals import Refused

TOLD = ("what", "owner", "due_on", "how_checked", "verifier", "school", "is_restricted")
FIELDS = [*TOLD, "why", "owner_seat", "version"]
OWNER_STAYS = "It waits to be verified. Send it back first, then name a new owner."


@transaction.atomic
def change_item(
    *,
    item: ActionItem,
    what: str,
    why: str,
    owner: Person | Seat,
    due_on: date,
    how_checked: str,
    verifier: Person | None = None,
    school: School | None = None,
    is_restricted: bool = False,
    version: int,
    by: User,
    on: date | None = None,
) -> ActionItem:
    """Change an item that is open, or waits to be verified; returns it.

    What is restricted stays so, since its history tells what it said. Its owner stays while it
    waits to be verified, so that nobody verifies their own work. `version` is the item's when the
    form was opened: checking.Stale for an older one. Refused as for opening one, WrongState where
    it is closed. The audit row keeps what it said before.
    """
    require(can_change_item(by, item))
    coalition, on = lock_coalition(item.coalition), on or timezone.localdate()
    item = _unchanged(item, version)
    before, was_due_on = _told(item), item.due_on
    if owner != (item.owner or item.owner_seat) and item.state == ItemState.DONE:
        raise Refused(OWNER_STAYS, field="owner")
    item.what, item.why, item.how_checked = what, why, how_checked
    item.due_on, item.verifier, item.school = due_on, verifier, school
    item.is_restricted = item.is_restricted or is_restricted
    if due_on != was_due_on:
        checking.check_day(due_on, on=on)
    checking.check_item(item, owner, on=on)
    item.version += 1
    item.save(update_fields=FIELDS)
    changed = {name: value for name, value in before.items() if value != _told(item)[name]}
    record(by=by, action="action_item.changed", subject=item, scope=coalition, before=changed)
    return item


def _unchanged(item: ActionItem, version: int) -> ActionItem:
    """The item, locked, as it was when the form was opened."""
    item = lock_item(item)
    if item.version != version:
        raise checking.Stale(item)
    checking.require_state(item, ItemState.OPEN, ItemState.DONE)
    return item


def _told(item: ActionItem) -> dict[str, str]:
    """What the audit row keeps of it, as plain words."""
    told = {name: str(getattr(item, name) or "") for name in TOLD}
    return told | {"owner": item.owned_by}
