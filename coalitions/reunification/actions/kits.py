"""A kit is added, opened and looked through, and taken off the list."""

from collections.abc import Collection
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from coalitions.access.policies import can_administer
from coalitions.coalition.locks import lock_coalition
from coalitions.coalition.models import Coalition
from coalitions.reunification.checking import check_past, named
from coalitions.reunification.content import ITEM_CODES
from coalitions.reunification.locks import locked_kit
from coalitions.reunification.models.kit import Kit, KitCheck
from safety_portal.core.accounts.models import User
from safety_portal.core.audit.record import record
from safety_portal.core.authority import require
from safety_portal.core.names import tidy_line
from safety_portal.core.refusals import Refused


@transaction.atomic
def add_kit(*, coalition: Coalition, by: User, place: str, items: Collection[str]) -> Kit:
    """Say where a kit stands and what belongs in it (content.ITEMS, by code); returns it.

    Raises Refused where one stands there already, and for no item, or one that is none. Audited.
    """
    require(can_administer(by, coalition))
    coalition = lock_coalition(coalition)
    if coalition.school_id is None:
        raise Refused("Kits are kept by the coalition of each school.")
    if not items or set(items) - set(ITEM_CODES):
        raise Refused("Choose what belongs in it.", field="items")
    kit = Kit(coalition=coalition, place=named(place, field="place"), added_by=by)
    kit.items, kit.added_at = [code for code in ITEM_CODES if code in items], timezone.now()
    if Kit.objects.current().filter(coalition=coalition, place__iexact=kit.place).exists():
        raise Refused("A kit of this place is on the list already.", field="place")
    kit.save(force_insert=True)
    record(by=by, action="kit.added", subject=kit, scope=coalition, items=len(kit.items))
    return kit


@transaction.atomic
def check_kit(
    *, kit: Kit, by: User, checked_on: date, found: Collection[str], looked: str, note: str
) -> KitCheck:
    """Write down what somebody (`looked`) found in a kit, by code; returns the KitCheck.

    What belongs in it and was not found is missing. Raises WrongState where the kit was taken off
    the list, Refused for a day to come and for a second check of that day. Audited.
    """
    require(can_administer(by, kit.coalition))
    kit = locked_kit(kit)
    check_past(checked_on, field="checked_on", on=timezone.localdate())
    if kit.checks.filter(checked_on=checked_on).exists():
        raise Refused("The check of this day is written down already.", field="checked_on")
    check = KitCheck(kit=kit, checked_on=checked_on, made_at=timezone.now(), made_by=by)
    check.missing = [code for code in kit.items if code not in found]
    check.looked, check.note = named(looked, field="looked"), tidy_line(note)
    check.save(force_insert=True)
    said: dict[str, Any] = {"checked_on": str(checked_on), "missing": check.missing}
    record(by=by, action="kit.checked", subject=kit, scope=kit.coalition, **said)
    return check


@transaction.atomic
def remove_kit(*, kit: Kit, by: User) -> Kit:
    """Take a kit off the list; its checks stay. Returns it. Raises WrongState if it is. Audited."""
    require(can_administer(by, kit.coalition))
    kit = locked_kit(kit)
    kit.removed_at, kit.removed_by = timezone.now(), by
    kit.save(update_fields=["removed_at", "removed_by"])
    record(by=by, action="kit.removed", subject=kit, scope=kit.coalition)
    return kit
