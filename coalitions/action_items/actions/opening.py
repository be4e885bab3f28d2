"""Open an action item."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from coalitions.action_items import checking
from coalitions.action_items.models import ActionItem
from coalitions.action_items.policies import can_open_item
from coalitions.action_items.queries import earlier_like
from coalitions.coalition.locks import lock_coalition
from coalitions.coalition.models import Coalition
from coalitions.people.models import Person
from coalitions.schools.models import School
from coalitions.seats.models import Seat
from safety_portal.core.accounts.models import User
from safety_portal.core.audit.record import record
from safety_portal.core.authority import require


@transaction.atomic
def open_item(
    *,
    coalition: Coalition,
    what: str,
    why: str = "",
    owner: Person | Seat,
    due_on: date,
    how_checked: str,
    verifier: Person | None = None,
    school: School | None = None,
    is_restricted: bool = False,
    origin_words: str = "",
    origin_address: str = "",
    origin_key: str = "",
    by: User,
    now: datetime | None = None,
) -> ActionItem:
    """Open an action item of a coalition; returns it. Sends nothing.

    `owner`: a person of the coalition, or a seat and so whoever holds it. `origin_address` is a
    path of the portal, `origin_key` what it is tied to there ("meeting_line:41"): one item each
    that nobody has verified. `is_restricted`, where its origin is. `repeats` of what it returns is
    an earlier one of that key or of like words.

    PermissionDenied; checking.AlreadyOpen with its `item`, where the same (by key, without one by
    words) is not closed; Refused for a day past, no words, who cannot own or verify it. Audited.
    """
    require(can_open_item(by, coalition))
    coalition, now = lock_coalition(coalition), now or timezone.now()
    item = ActionItem(what=what, why=why, due_on=due_on, how_checked=how_checked, school=school)
    item.coalition, item.verifier, item.is_restricted = coalition, verifier, is_restricted
    item.origin_words, item.origin_address = origin_words, origin_address
    item.origin_key, item.opened_at, item.opened_by = origin_key, now, by
    checking.check_day(due_on, on=timezone.localdate(now))
    checking.check_item(item, owner, on=timezone.localdate(now))
    item.repeats = earlier_like(item)
    item.save(force_insert=True)
    detail = {"due_on": str(due_on), "owner": item.owned_by, "origin": item.origin_words}
    record(by=by, action="action_item.opened", subject=item, scope=coalition, **detail)
    return item
