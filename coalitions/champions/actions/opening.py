"""An administrator says whether and how the coalition is asked for a place in it."""

from django.db import transaction
from django.utils import timezone

from coalitions.access.policies import can_administer
from coalitions.access.roles import Role
from coalitions.champions.models.asking import JoinRules
from coalitions.coalition.locks import lock_coalition
from coalitions.coalition.models import Coalition
from coalitions.memberships.models.membership import Membership
from safety_portal.core.accounts.models import User
from safety_portal.core.audit.record import record
from safety_portal.core.authority import require
from safety_portal.core.refusals import Refused


@transaction.atomic
def change_join_rules(
    *,
    coalition: Coalition,
    is_open: bool,
    answerer: Membership | None,
    answer_days: int,
    keep_days: int,
    by: User,
) -> JoinRules:
    """Open or close asking to join, and say who answers within how many days; returns the rules.

    `answerer` is named on a page for everybody: only oneself, or who let it say so before. Closing
    leaves what was asked. Raises Refused; an audit row where something changed.
    """
    require(can_administer(by, coalition))
    coalition = lock_coalition(coalition)
    rules, _ = JoinRules.objects.get_or_create(coalition=coalition)
    if answerer is not None and answerer.pk != rules.answerer_id:
        _require_own(answerer, coalition, by)
    new = {
        "is_open": is_open,
        "answerer": answerer,
        "answer_days": answer_days,
        "keep_days": keep_days,
    }
    changed = {name: value for name, value in new.items() if getattr(rules, name) != value}
    if changed:
        for name, value in changed.items():
            setattr(rules, name, value)
        rules.save(update_fields=list(changed))
        said = changed | ({"answerer": str(answerer or "")} if "answerer" in changed else {})
        record(by=by, action="join_rules.changed", subject=rules, scope=coalition, changed=said)
    return rules


def _require_own(answerer: Membership, coalition: Coalition, by: User) -> None:
    held = Membership.objects.current(timezone.localdate()).filter(
        pk=answerer.pk, coalition=coalition, role=Role.ADMINISTRATOR, person__account=by
    )
    if not held.exists():
        raise Refused(
            "The page names only who says so: ask others to open these settings themselves.",
            field="answerer",
        )
