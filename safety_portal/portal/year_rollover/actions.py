"""The turn of the school year as one transaction.

Who leaves, whose term goes on, which plans get their next edition.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import transaction

from coalitions.access.policies import can_administer
from coalitions.coalition.models import Coalition
from coalitions.memberships.actions.ending import carry_over, end_memberships
from coalitions.memberships.models.membership import Membership
from plans.editions.actions.starting import start_next_edition
from plans.editions.models.plan import Plan
from safety_portal.core.accounts.models import User
from safety_portal.core.audit.record import record
from safety_portal.core.authority import require
from safety_portal.core.refusals import Refused

BECAUSE = "The school year has turned."


@transaction.atomic
def turn_year(
    *,
    coalition: Coalition,
    by: User,
    end: Sequence[Membership],
    on: date,
    carry: Sequence[Membership],
    until: date | None,
    plans: Sequence[Plan],
) -> dict[str, int]:
    """End memberships on the day `on`, carry terms over until `until`, start the next edition of
    each plan; all or nothing.

    Returns how many of each. A second time it raises WrongState, as do its parts, and nothing is
    written twice. Writes an audit row for the whole and those of its parts.
    """
    require(can_administer(by, coalition))
    if carry and until is None:
        raise Refused("Say until when the terms hold.", field="until")
    counts: dict[str, Any] = {
        "ended": end_memberships(
            coalition=coalition, memberships=end, by=by, on=on, because=BECAUSE
        )
        if end
        else 0,
        "carried_over": carry_over(coalition=coalition, memberships=carry, by=by, until=until)
        if until and carry
        else 0,
        "editions": len([start_next_edition(plan=plan, by=by) for plan in plans]),
    }
    record(by=by, action="year.turned", subject=coalition, scope=coalition, **counts)
    return counts
