"""Show evidence, and say that an action item is done."""

from collections.abc import Callable
from datetime import datetime
from decimal import Decimal
from typing import TypedDict

from django.core.files.base import ContentFile
from django.db.models.fields.files import FieldFile
from django.utils import timezone

from coalitions.action_items import checking
from coalitions.action_items.lifecycle import ItemState
from coalitions.action_items.locks import lock_item
from coalitions.action_items.models import ActionItem, ItemEvidence
from coalitions.action_items.policies import can_show_evidence
from safety_portal.core.accounts.models import User
from safety_portal.core.audit.record import record
from safety_portal.core.authority import require
from safety_portal.core.files.uploads import Upload, all_or_nothing
from safety_portal.core.refusals import Refused
from safety_portal.core.states import WrongState

NOTHING_SHOWN = (
    "Show what was done: words, a photo or file, a work order’s number, or what it cost."
)


class Shown(TypedDict):
    """What a line of evidence shows besides a file."""

    words: str
    work_order: str
    cost: Decimal | None


MOST_DOLLARS = Decimal("99999999.99")


def add_evidence(
    *,
    item: ActionItem,
    words: str = "",
    work_order: str = "",
    cost: Decimal | None = None,
    file: Upload | None = None,
    by: User,
    now: datetime | None = None,
) -> ItemEvidence:
    """Add a line of evidence to an item that is open or waits to be verified; returns it.

    `cost` in dollars. Sent twice by one person, it is there once. Refused where it shows nothing,
    WrongState where the item is closed or its risk accepted. Audited.
    """
    require(can_show_evidence(by, item))
    shown = _shown(words, work_order, cost)
    with all_or_nothing() as store:
        item = lock_item(item)
        if item.state not in (ItemState.OPEN, ItemState.DONE):
            raise WrongState(f"{checking.where_it_stands(item)} Open it again first.")
        return _add(item, shown, file, store, by=by, now=now or timezone.now())


def say_done(
    *,
    item: ActionItem,
    words: str = "",
    work_order: str = "",
    cost: Decimal | None = None,
    file: Upload | None = None,
    by: User,
    now: datetime | None = None,
) -> ActionItem:
    """Say that an item is done, with a last line of evidence where something is given; returns it.

    It waits to be verified from then on. Refused where nothing shows it, now or before; WrongState
    where it is not open. Audited.
    """
    require(can_show_evidence(by, item))
    now, shown = now or timezone.now(), _shown(words, work_order, cost)
    with all_or_nothing() as store:
        item = lock_item(item)
        checking.move(item, ItemState.DONE)
        if any(shown.values()) or cost is not None or file:
            _add(item, shown, file, store, by=by, now=now)
        elif not item.evidence.exists():
            raise Refused(NOTHING_SHOWN, field="words")
        item.done_at, item.done_by, item.version = now, by, item.version + 1
        item.came_back = item.came_back_because = ""
        item.save(
            update_fields=[
                "state",
                "done_at",
                "done_by",
                "came_back",
                "came_back_because",
                "version",
            ]
        )
        record(by=by, action="action_item.done", subject=item, scope=item.coalition)
    return item


def _shown(words: str, work_order: str, cost: Decimal | None) -> Shown:
    """What is shown, checked; Refused at its field."""
    if cost is not None and not 0 <= cost <= MOST_DOLLARS:
        raise Refused("A cost is not less than 0 dollars, nor 100 million.", field="cost")
    return {
        "words": checking.words(words, field="words", limit=1000),
        "work_order": checking.words(work_order, field="work_order", limit=60),
        "cost": cost,
    }


def _add(
    item: ActionItem,
    shown: Shown,
    file: Upload | None,
    store: Callable[[FieldFile, "ContentFile[bytes]"], None],
    *,
    by: User,
    now: datetime,
) -> ItemEvidence:
    """The line of evidence, or the one that says the same already."""
    sha256 = file.sha256 if file else ""
    if not sha256 and not shown["words"] and not shown["work_order"] and shown["cost"] is None:
        raise Refused(NOTHING_SHOWN, field="words")
    if same := item.evidence.filter(**shown, file_sha256=sha256, added_by=by).first():
        return same
    line = ItemEvidence(item=item, **shown, file_sha256=sha256, added_at=now, added_by=by)
    if file:
        store(line.file, file.as_file())
    line.save(force_insert=True)
    detail = {"work_order": line.work_order, "file": sha256, "cost": str(line.cost or "")}
    record(by=by, action="action_item_evidence.added", subject=item, scope=item.coalition, **detail)
    return line
