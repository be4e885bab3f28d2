"""What a coalition decides about itself, and the lock under which its seats and memberships change."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction

from coalitions.access.policies import can_administer
from coalitions.coalition.locks import lock_coalition
from coalitions.coalition.models import Coalition
from safety_portal.core.accounts.models import User
from safety_portal.core.audit.record import record
from safety_portal.core.authority import require


@transaction.atomic
def change_settings(
    *,
    coalition: Coalition,
    by: User,
    name: str,
    review_months: int,
    ladder: Iterable[int],
    approving_board: str,
    bulletin_days: int,
) -> Coalition:
    """Set the coalition's name, the months (1 to 60) until a plan in force is reviewed, the ladder
    (ladder.py), the board.

    `approving_board` is the name of the board without whose vote no plan comes into force, "" where
    none is asked; `bulletin_days` (30 to 3,650) are for how long its bulletins are kept.
    Returns the coalition. Writes an audit row when something changed. Editions in
    force keep the date they have, and stay in force.
    """
    require(can_administer(by, coalition))
    coalition = lock_coalition(coalition)
    new: dict[str, Any] = {
        "name": name,
        "review_months": review_months,
        "approving_board": approving_board,
        "bulletin_days": bulletin_days,
    }
    new["ladder"] = sorted(set(ladder), reverse=True)
    changed = {field: value for field, value in new.items() if getattr(coalition, field) != value}
    if changed:
        for field, value in changed.items():
            setattr(coalition, field, value)
        coalition.save(update_fields=list(changed))
        record(by=by, action="settings.changed", subject=coalition, scope=coalition, **changed)
    return coalition
