"""The one way an audit row is written."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeVar

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import connection
from django.db.models import Model

from safety_portal.core.audit.models import AuditRow

Action = TypeVar("Action", bound=Callable[..., Any])


def record(
    *,
    by: AbstractBaseUser | None,
    action: str,
    subject: Model,
    scope: Model | int | None = None,
    name: str | None = None,
    **detail: object,
) -> AuditRow:
    """Write that `by` (an account, or None for the portal itself) did `action` to `subject`.

    Returns the row.

    `action` is a noun and a past participle: "membership.ended", "invitation.sent_again". `scope`
    is the coalition (or its id) whose administrators may read it. `detail` must be JSON; never plan
    text, never a secret. Its `evidence` (evidence.py) and `edition_id` are for computers and shown
    to nobody. Must run inside the action's transaction: raises RuntimeError outside, so that no
    change goes unaudited. The row is chained when that commits (chain.py).
    """
    _check_transaction()
    row = row_of(by=by, action=action, subject=subject, scope=scope, name=name, detail=detail)
    row.save(force_insert=True)
    return row


def unrecorded(why: str) -> Callable[[Action], Action]:
    """Declare that an action leaves no audit row, and why: whoever calls it does, or it is none."""

    def declared(action: Action) -> Action:
        action.__dict__["unrecorded"] = why
        return action

    return declared


def record_each(entries: Iterable[Mapping[str, Any]]) -> None:
    """Write many audit rows at once.

    `entries` yields the arguments of `record` as dicts, `detail` as one of them.
    """
    _check_transaction()
    AuditRow.objects.bulk_create((row_of(**entry) for entry in entries), batch_size=1000)


def row_of(
    *,
    by: AbstractBaseUser | None,
    action: str,
    subject: Model,
    scope: Model | int | None = None,
    name: str | None = None,
    detail: Mapping[str, object],
) -> AuditRow:
    """An audit row, not written yet."""
    return AuditRow(
        by_id=getattr(by, "pk", None),
        by_name=str(by)[:254] if by else "Safety Portal",
        action=action,
        subject_kind=subject._meta.label_lower,
        subject_id=subject.pk,
        subject_name=(name or str(subject))[:300],
        scope=getattr(scope, "pk", scope),
        detail=detail,
    )


def _check_transaction() -> None:
    if not connection.in_atomic_block:
        raise RuntimeError("An audit row belongs into the transaction of the change it tells of.")
