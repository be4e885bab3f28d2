"""Memberships in bulk: ended together, or carried over into another term."""

from collections.abc import Collection
from datetime import date

from django.db import transaction
from django.db.models import F, Value
from django.db.models.functions import Greatest
from django.utils import timezone

from coalitions.access.policies import can_administer
from coalitions.access.roles import Role
from coalitions.coalition.locks import lock_coalition
from coalitions.coalition.models import Coalition
from coalitions.memberships import mail
from coalitions.memberships.actions.designating import end_with
from coalitions.memberships.models.membership import Membership
from safety_portal.core.accounts.models import User
from safety_portal.core.audit.record import record_each
from safety_portal.core.authority import require, unasked
from safety_portal.core.states import WrongState

LOOK_AGAIN = (
    "These memberships have changed since you looked. Nothing was written; look at them again."
)


@transaction.atomic
def end_memberships(
    *,
    coalition: Coalition,
    memberships: Collection[Membership],
    by: User,
    on: date,
    because: str = "",
) -> int:
    """End memberships of a coalition, all or none: the day `on` is the first they no longer hold.

    Returns how many.

    Raises WrongState where no administrator who can sign in would stay, or where one
    has ended by that day. Writes an audit row each; everybody with an account but `by` is told in
    the evening.
    """
    require(can_administer(by, coalition))
    coalition, ids = lock_coalition(coalition), {membership.pk for membership in memberships}
    current = Membership.objects.current(on).filter(coalition=coalition)
    held = list(current.select_for_update(no_key=True, of=("self",)).filter(pk__in=ids))
    if len(held) != len(ids):
        raise WrongState(LOOK_AGAIN)
    if any(membership.role == Role.ADMINISTRATOR for membership in held):
        stays = Membership.objects.filter(coalition=coalition).administrators_who_stay(on)
        if not stays.exclude(pk__in=ids).exists():
            raise WrongState(
                f"No administrator of {coalition} who can sign in would stay. Leave one, or invite another first."
            )
    end_rows(ids=sorted(ids), by=by, on=on, because=because)
    return len(ids)


@unasked("A step of actions that have asked, and hold the lock.")
def end_rows(*, ids: Collection[int], by: User, on: date, because: str) -> None:
    """For actions that have checked and locked.

    End the memberships with these ids on the day, in a fixed number of queries.
    """
    if not ids:
        return
    rows = Membership.objects.filter(pk__in=ids)
    rows.update(ends_on=Greatest(F("starts_on"), Value(on)))
    end_with(memberships=ids, by=by, on=on, because=because)
    ended = list(rows.select_related("person__account", "coalition").order_by("pk"))
    audit_fields = {"by": by, "action": "membership.ended"}
    detail = {"on": on.isoformat(), "because": because}
    record_each(
        {**audit_fields, "subject": membership, "scope": membership.coalition_id, "detail": detail}
        for membership in ended
    )
    mail.gather(
        (
            (membership, mail.lines_on_end(membership, by=by, because=because))
            for membership in ended
        ),
        by=by,
    )


@transaction.atomic
def carry_over(
    *, coalition: Coalition, memberships: Collection[Membership], by: User, until: date
) -> int:
    """Let terms that would end before the day `until` hold until then; returns how many.

    Raises WrongState where one has ended, was carried over already, or would run into a later term
    of the same person. Writes an audit row each; everybody with an account but `by` is told in the
    evening.
    """
    require(can_administer(by, coalition))
    coalition, ids = lock_coalition(coalition), {membership.pk for membership in memberships}
    today = timezone.localdate()
    rows = Membership.objects.current(today).filter(
        coalition=coalition, pk__in=ids, ends_on__lt=until
    )
    held = list(
        rows.select_for_update(no_key=True, of=("self",)).select_related(
            "person__account", "coalition"
        )
    )
    if len(held) != len(ids):
        raise WrongState(LOOK_AGAIN)
    _check_no_later_term(coalition, held, until=until)
    Membership.objects.filter(pk__in=ids).update(ends_on=until)
    audit_fields = {
        "by": by,
        "action": "term.carried_over",
        "scope": coalition,
        "detail": {"until": until.isoformat()},
    }
    record_each({**audit_fields, "subject": membership} for membership in held)
    for membership in held:
        membership.ends_on = until
    mail.gather(((membership, mail.held_on(membership, by=by)) for membership in held), by=by)
    return len(ids)


def _check_no_later_term(
    coalition: Coalition, memberships: Collection[Membership], *, until: date
) -> None:
    people = {membership.person_id for membership in memberships}
    later = Membership.objects.filter(coalition=coalition, person__in=people, starts_on__lt=until)
    starts = set(later.values_list("person_id", "role", "starts_on"))
    for membership in memberships:
        same = (
            start
            for person, role, start in starts
            if (person, role) == (membership.person_id, membership.role)
        )
        if membership.ends_on and any(start >= membership.ends_on for start in same):
            raise WrongState(
                f"{membership.person} has a later term in this role already. Leave this one as it is."
            )
