"""Decide about the passages of a Word file, one by one or many at once.

The decisions wait with the file.
"""

from collections.abc import Collection, Mapping

from django.db import transaction
from django.db.models import F, Value

from coalitions.access import policies
from plans.library.structure import restricted_targets, targets_for
from plans.word_in.models.passage import Choice, Passage
from plans.word_in.models.word_file import WordFile
from safety_portal.core.audit.record import record
from safety_portal.core.authority import require
from safety_portal.core.refusals import Refused
from safety_portal.core.states import WrongState

GONE = "This file is not waiting any more: it was imported, or another took its place. Look under Plans."
OLD_PAGE = "This page is out of date. Open it again."
REASON_LENGTH = 300


@transaction.atomic
def map_passages(*, file: WordFile, chosen: Mapping[int, str], by, reason: str = "") -> int:
    """Decide about passages by id: the code of a part, or a Choice; "" takes a decision back.

    Returns how many changed.

    `reason` says why passages are left out, and is needed for that. Raises PermissionDenied, and
    WrongState where the file is gone, a passage is not of it, a code is unknown, a real heading is
    called text, or a reason is missing.
    """
    file = _waiting(file, by)
    rows = {row.pk: row for row in file.passages.filter(pk__in=chosen).defer("html")}
    if set(chosen) - set(rows):
        raise WrongState(OLD_PAGE)
    codes = {part.code for part in targets_for(file.coalition.scope)}
    changed = [
        row for pk, value in chosen.items() if _decide(row := rows[pk], value, reason, codes)
    ]
    Passage.objects.bulk_update(changed, ["choice", "target", "reason", "is_restricted"])
    return _recorded(file, len(changed), by)


def _decide(row: Passage, value: str, reason: str, codes: set[str]) -> bool:
    """Set one decision; True where it is another than before."""
    before = row.choice, row.target, row.reason
    reason = " ".join(reason.split())[:REASON_LENGTH] if value == Choice.LEFT_OUT else ""
    if value == Choice.LEFT_OUT and not reason:
        raise Refused(
            "Say why a passage is left out: whoever looks for it later finds your reason.",
            field="reason",
        )
    if value == Choice.TEXT and not row.guess:
        raise WrongState(
            f"“{row}” is a heading by its style in Word. Change that in Word, or place it."
        )
    if value in codes:
        row.choice, row.target, row.reason = Choice.PART, value, ""
    elif value in {"", Choice.OWN, Choice.TEXT, Choice.LEFT_OUT}:
        row.choice, row.target, row.reason = value, "", reason
    else:
        raise WrongState(OLD_PAGE)
    if before != (row.choice, row.target, row.reason):
        # Who reads it was decided about another part.
        row.is_restricted = False
        return True
    return False


@transaction.atomic
def accept_unsure(*, file: WordFile, by, shown: Collection[int] | None = None) -> int:
    """Take the proposal of the unsure passages `shown` by id (None: of all); returns how many.

    Who reads them stays as it is.

    Raises PermissionDenied, WrongState as `place`.
    """
    file = _waiting(file, by)
    unsure = (
        file.passages.unsure() if shown is None else file.passages.unsure().filter(pk__in=shown)
    )
    return _recorded(file, unsure.update(choice=Value(Choice.PART.value), target=F("proposed")), by)


@transaction.atomic
def restrict(*, file: WordFile, chosen: Mapping[int, bool], by) -> int:
    """Say of passages by id whether only readers of restricted sections read them.

    Returns how many changed.

    Of one that stands for no part of that kind nothing is said. Raises PermissionDenied, WrongState
    as `place`.
    """
    file = _waiting(file, by)
    asked = file.passages.placed_on(restricted_targets(file.coalition.scope))
    count = 0
    for is_restricted in (True, False):
        keys = [pk for pk, value in chosen.items() if value == is_restricted]
        count += (
            asked.filter(pk__in=keys)
            .exclude(is_restricted=is_restricted)
            .update(is_restricted=is_restricted)
        )
    if count:
        now = asked.filter(is_restricted=True).count()
        record(
            by=by,
            action="word_file.restricted",
            subject=file,
            scope=file.coalition,
            passages=count,
            restricted=now,
        )
    return count


@transaction.atomic
def keep_as_own(*, file: WordFile, by) -> int:
    """Keep every passage that is not placed as a section where it stands; returns how many.

    Raises as `place`.
    """
    file = _waiting(file, by)
    return _recorded(file, file.passages.not_placed().update(choice=Choice.OWN), by)


def _waiting(file, by):
    """The file, locked, while it still waits."""
    locked = (
        WordFile.objects.select_for_update(no_key=True, of=["self"])
        .select_related("coalition")
        .defer("content")
    )
    waiting_file = locked.filter(pk=file.pk, kept_by=by).first()
    if waiting_file is None:
        raise WrongState(GONE)
    require(policies.can_administer(by, waiting_file.coalition))
    return waiting_file


def _recorded(file, count, by):
    if count:
        record(by=by, action="word_file.placed", subject=file, scope=file.coalition, passages=count)
    return count
