"""Briefs come from a file, or from the starter library: all or nothing."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from django.db import transaction
from django.utils import timezone

from coalitions.access.policies import can_administer
from coalitions.briefs.actions.choosing import choose_again
from coalitions.briefs.checking import checked
from coalitions.briefs.comparing import Comparison, compare
from coalitions.briefs.here import BriefHere
from coalitions.briefs.lifecycle import VersionState
from coalitions.briefs.locks import next_position
from coalitions.briefs.models.brief import Brief, BriefVersion
from coalitions.briefs.policies import can_write_briefs
from coalitions.briefs.text.content import BriefText, CodedBrief
from coalitions.coalition.locks import lock_coalition
from coalitions.coalition.models import Coalition
from safety_portal.core.accounts.models import User
from safety_portal.core.audit.record import record, unrecorded
from safety_portal.core.authority import operator_or, require, unasked


@transaction.atomic
def import_briefs(
    *,
    coalition: Coalition,
    briefs: Sequence[CodedBrief],
    starters: Mapping[str, BriefText],
    by: User | None,
) -> Comparison:
    """Bring the briefs of a file in; returns what was new, changed and there already.

    What is new waits for an administrator, unless its words are those of the `starters` (by code),
    which came reviewed: they are published, where an administrator or the operator (`by` None)
    brings them. What differs becomes a next version that waits; nothing is taken away. Raises
    Refused, and then wrote nothing. Audited where something was written.
    """
    require(operator_or(can_write_briefs, by, coalition))
    coalition = lock_coalition(coalition)
    briefs = [replace(each, text=checked(each.text)) for each in briefs]
    comparison = compare(coalition, briefs, on=timezone.localdate())
    may_publish = bool(operator_or(can_administer, by, coalition))
    published = add_new(
        coalition=coalition,
        briefs=comparison.new,
        starters=starters,
        may_publish=may_publish,
        by=by,
    )
    comparison.waiting = len(comparison.new) + len(comparison.changed) - published
    for there, coded in comparison.changed:
        _add_version(there, coded.text, by=by)
    if comparison.changes_something:
        record(
            by=by,
            action="briefs.imported",
            subject=coalition,
            scope=coalition,
            new=len(comparison.new),
            changed=len(comparison.changed),
        )
        choose_again(coalition=coalition)
    return comparison


@transaction.atomic
def add_starters(*, coalition: Coalition, starters: Sequence[CodedBrief], by: User | None) -> int:
    """Publish the starter library in a coalition; returns how many were not there.

    Twice adds nothing, and what the coalition has made of one stays. Audited where it adds.
    """
    require(operator_or(can_administer, by, coalition))
    coalition = lock_coalition(coalition)
    known = set(coalition.briefs.values_list("code", flat=True))
    new = [starter for starter in starters if starter.code not in known]
    words = {starter.code: starter.text for starter in starters}
    add_new(coalition=coalition, briefs=new, starters=words, may_publish=True, by=by)
    if new:
        record(by=by, action="briefs.started", subject=coalition, scope=coalition, new=len(new))
        choose_again(coalition=coalition)
    return len(new)


@unasked("A step of imports that asked who brings briefs in.")
@unrecorded("The import leaves the row.")
def add_new(
    *,
    coalition: Coalition,
    briefs: Sequence[CodedBrief],
    starters: Mapping[str, BriefText],
    may_publish: bool,
    by: User | None,
) -> int:
    """Write briefs that a coalition has not, in their order behind all others; returns how many of
    them are published. Two queries.
    """
    first = next_position(coalition.pk)
    made = Brief.objects.bulk_create(
        Brief(
            coalition=coalition,
            code=coded.code,
            position=place,
            is_starter=starters.get(coded.code) == coded.text,
        )
        for place, coded in enumerate(briefs, start=first)
    )
    versions = BriefVersion.objects.bulk_create(
        _first_version(brief, coded.text, may_publish=may_publish, by=by)
        for brief, coded in zip(made, briefs, strict=True)
    )
    return sum(version.state == VersionState.PUBLISHED for version in versions)


def _first_version(
    brief: Brief, text: BriefText, *, may_publish: bool, by: User | None
) -> BriefVersion:
    now = timezone.now()
    version = BriefVersion(brief=brief, number=1, written_at=now, **text.fields)
    if brief.is_starter and may_publish:
        version.state, version.publish_on = VersionState.PUBLISHED, timezone.localdate(now)
        version.decided_at, version.published_by = now, by
    else:
        version.state = VersionState.PROPOSED
        version.written_by = None if brief.is_starter else by
    return version


def _add_version(there: BriefHere, text: BriefText, *, by: User | None) -> None:
    numbers = [version.number for version in there.brief.versions.all()]
    BriefVersion.objects.create(
        brief=there.brief,
        number=max(numbers) + 1,
        state=VersionState.PROPOSED,
        written_at=timezone.now(),
        written_by=by,
        **text.fields,
    )
