"""Call a step of a loop not needed, and take that back: each with a reason."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from plans.findings.models import Finding
from plans.loops.lifecycle import CLOSED, MAY_BE_LEFT_OUT, Step
from plans.loops.models import StepNotNeeded
from plans.loops.policies import can_leave_step_out, can_undo_mark
from plans.loops.queries import loops_of
from safety_portal.core.accounts.models import User
from safety_portal.core.audit.record import record
from safety_portal.core.authority import require
from safety_portal.core.look.wording import full_day
from safety_portal.core.names import tidy_line
from safety_portal.core.refusals import Refused
from safety_portal.core.states import WrongState

REASON_MOST = 500
NO_REASON = "Say why, so that whoever reads the loop later knows."
ALREADY_NAMED = (
    "A section is named that must change. Say first, on the page of the action item, that it need "
    "not change after all."
)


@transaction.atomic
def leave_step_out(
    *, finding: Finding, step: str, reason: str, by: User, now: datetime | None = None
) -> StepNotNeeded:
    """Say that the step a loop waits for, and those behind it, are not needed; returns the mark.

    PermissionDenied; Refused without a reason; WrongState where the loop does not wait for this
    step, where it cannot be left out, or where a section is named that must change. Audited, as of
    the finding.
    """
    require(can_leave_step_out(by, finding))
    reason = _reason(reason)
    finding = _locked(finding)
    now = now or timezone.now()
    loop = loops_of([finding.pk], on=timezone.localdate(now))[finding.pk]
    if loop.stuck != step:
        raise WrongState(_where(loop.stuck))
    if step not in MAY_BE_LEFT_OUT:
        raise WrongState(f"“{Step(step).label}” is a step that no loop goes without.")
    if step == Step.CHANGED and loop.named:
        raise WrongState(ALREADY_NAMED)
    mark = StepNotNeeded.objects.create(
        finding=finding, step=step, because=reason, marked_at=now, marked_by=by
    )
    _audit(mark, by, "loop_step.left_out", reason)
    return mark


@transaction.atomic
def undo_mark(
    *, mark: StepNotNeeded, reason: str, by: User, now: datetime | None = None
) -> StepNotNeeded:
    """Say that a step is needed after all; returns the mark.

    PermissionDenied; Refused without a reason; WrongState where that was said before. Audited, as
    of the finding.
    """
    require(can_undo_mark(by, mark))
    reason = _reason(reason)
    finding = _locked(mark.finding)
    mark = StepNotNeeded.objects.select_for_update(no_key=True).get(pk=mark.pk)
    if mark.undone_at:
        day = full_day(timezone.localdate(mark.undone_at))
        raise WrongState(f"{mark.undone_by} said on {day} that this step is needed after all.")
    mark.finding = finding
    mark.undone_at, mark.undone_by, mark.undone_because = now or timezone.now(), by, reason
    mark.save(update_fields=["undone_at", "undone_by", "undone_because"])
    _audit(mark, by, "loop_step.asked_again", reason)
    return mark


def _locked(finding: Finding) -> Finding:
    rows = Finding.objects.select_for_update(no_key=True, of=("self",))
    return rows.select_related("coalition").get(pk=finding.pk)


def _reason(typed: str) -> str:
    reason = tidy_line(typed)
    if not reason:
        raise Refused(NO_REASON, field="reason")
    if len(reason) > REASON_MOST:
        raise Refused(f"A reason has at most {REASON_MOST} letters.", field="reason")
    return reason


def _where(stuck: str) -> str:
    if stuck == CLOSED:
        return "This loop is closed: every step is done or not needed."
    return f"This loop waits for another step: {Step(stuck).label.lower()}."


def _audit(mark: StepNotNeeded, by: User, action: str, reason: str) -> None:
    record(
        by=by,
        action=action,
        subject=mark.finding,
        scope=mark.finding.coalition_id,
        step=mark.get_step_display(),
        reason=reason,
    )
