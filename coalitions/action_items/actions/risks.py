"""A named person accepts the risk until a day, because."""

from datetime import date, datetime

from dateutil.relativedelta import relativedelta
from django.db import transaction
from django.utils import timezone

from coalitions.action_items import checking
from coalitions.action_items.actions.coming_back import STATE_FIELDS
from coalitions.action_items.lifecycle import ItemState
from coalitions.action_items.locks import lock_item
from coalitions.action_items.models import ActionItem
from coalitions.action_items.policies import can_decide_risk
from coalitions.action_items.queries import owned_by_person, owners_of
from coalitions.people.models import Person
from safety_portal.core.accounts.models import User
from safety_portal.core.audit.record import record
from safety_portal.core.authority import require
from safety_portal.core.refusals import Refused

NO_REASON = "Say why the risk is accepted."
LONGEST = relativedelta(years=3)


@transaction.atomic
def accept_risk(
    *,
    item: ActionItem,
    accepter: Person,
    until: date,
    because: str,
    by: User,
    now: datetime | None = None,
) -> ActionItem:
    """Write down that a member of the coalition accepts the risk until a day; returns the item.

    It comes back open on that day. Refused for a day not after today or more than three years away,
    without a reason, and for who is no member, may not read it or owns it; WrongState where it is
    closed. Audited.
    """
    require(can_decide_risk(by, item))
    now = now or timezone.now()
    on = timezone.localdate(now)
    because = checking.line(because, field="because", missing=NO_REASON, limit=500)
    _check_until(until, on=on)
    item = lock_item(item)
    checking.move(item, ItemState.RISK_ACCEPTED)
    _check_accepter(accepter, item, on=on)
    item.accepter, item.comes_back_on, item.accepted_because = accepter, until, because
    item.accepted_at, item.accepted_by = now, by
    item.done_at = item.done_by = None
    item.came_back = item.came_back_because = ""
    item.version += 1
    item.save(update_fields=STATE_FIELDS)
    detail = {"accepter": str(accepter), "until": until.isoformat(), "because": because}
    record(by=by, action="action_item_risk.accepted", subject=item, scope=item.coalition, **detail)
    return item


def _check_until(until: date, *, on: date) -> None:
    if until <= on:
        raise Refused("Choose a day after today: the item comes back on it.", field="until")
    if until > on + LONGEST:
        raise Refused(
            "A risk is accepted for three years at most. Choose an earlier day.", field="until"
        )


def _check_accepter(accepter: Person, item: ActionItem, *, on: date) -> None:
    can = owners_of(item.coalition, is_restricted=item.is_restricted, on=on)
    if not can.filter(person=accepter).exists():
        raise Refused(f"{accepter} is no member here who may read this.", field="accepter")
    if owned_by_person(item, accepter, on=on):
        raise Refused(
            f"{accepter} owns it. Somebody else accepts its risk, or it stays open.",
            field="accepter",
        )
