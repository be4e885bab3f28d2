"""What opening a school's pages leaves behind."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils import timezone

from coalitions.access.grants import access_of
from coalitions.coalition.models import Coalition
from coalitions.openings.models import OpenedPage, Opening, OpeningWay
from coalitions.openings.queries import let_in_before
from safety_portal.core.accounts.models import User
from safety_portal.core.audit.record import unrecorded
from safety_portal.core.authority import unasked


@dataclass(frozen=True)
class Told:
    """What a device says that it showed without a signal; `opened_at` by its own clock."""

    key: UUID
    coalition: str
    page: OpenedPage
    opened_at: datetime


@unasked("It writes down what somebody was just let read: to refuse would lose that.")
@unrecorded("It is itself the record of who opened what.")
def note_opening(
    *, coalition: Coalition, page: OpenedPage, by: User, now: datetime | None = None
) -> None:
    """Record that `by` opened a page of a school; nothing while they look as another role."""
    if not access_of(by).view_as:
        now = now or timezone.now()
        _row(coalition, page, OpeningWay.OPENED, by=by, opened_at=now, received_at=now).save()


@unasked("It writes down what somebody was just let read: to refuse would lose that.")
@unrecorded("It is itself the record of who opened what.")
def note_kept(
    *, coalition: Coalition, page: OpenedPage, by: User, now: datetime | None = None
) -> None:
    """Record that a device of `by` keeps a page of a school: once a day, however often it is
    refreshed.
    """
    now = now or timezone.now()
    kept = Opening.objects.filter(account=by, coalition=coalition, page=page, way=OpeningWay.KEPT)
    since = timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0)
    if access_of(by).view_as or kept.filter(opened_at__gte=since).exists():
        return
    _row(coalition, page, OpeningWay.KEPT, by=by, opened_at=now, received_at=now).save()


@unasked("It writes down what a device showed: who has left by now showed it all the same.")
@unrecorded("It is itself the record of who opened what.")
def receive_openings(*, told: Sequence[Told], by: User, now: datetime | None = None) -> int:
    """Record what a device of `by` showed without a signal; returns how many of it were new.

    Kept once, however often it is sent. Of a school whose pages the portal never gave the account
    nothing is kept. A clock that is ahead counts as now.
    """
    now = now or timezone.now()
    known = let_in_before(by, {each.coalition for each in told})
    rows = [
        _row(
            known[each.coalition],
            each.page,
            OpeningWay.WITHOUT_SIGNAL,
            by=by,
            opened_at=min(each.opened_at, now),
            received_at=now,
            key=each.key,
        )
        for each in told
        if each.coalition in known
    ]
    before = Opening.objects.filter(account=by, key__in=[row.key for row in rows]).count()
    Opening.objects.bulk_create(rows, ignore_conflicts=True)
    return len({row.key for row in rows}) - before


def _row(
    coalition: Coalition, page: OpenedPage, way: OpeningWay, *, by: User, **fields: datetime | UUID
) -> Opening:
    return Opening(
        coalition=coalition,
        account=by,
        reader_name=str(by)[:254],
        role=_role_of(by, coalition),
        page=page,
        way=way,
        **fields,
    )


def _role_of(user: User, coalition: Coalition) -> str:
    """The role by which a school's pages are open: there, or the one that reaches into it."""
    grants = [g for g in access_of(user).grants if g.district_id == coalition.district_id]
    grants.sort(key=lambda grant: grant.coalition_id != coalition.pk)
    return next((grant.role for grant in grants), "")
