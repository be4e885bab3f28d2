"""Plan a walk, begin it, call it off, open it again."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from coalitions.coalition.locks import lock_coalition
from coalitions.coalition.models import Coalition
from coalitions.memberships.models.membership import Membership
from plans.assessments.lifecycle import AssessmentState
from plans.assessments.locks import locked, move, require_open, standing
from plans.assessments.models.assessment import Assessment, Kind, TeamMember
from plans.assessments.models.checklist import Checklist
from plans.assessments.policies import can_plan_assessment, can_walk
from plans.assessments.queries import leads_for, newest_checklist, team_for
from plans.assessments.starter import starter
from safety_portal.core.accounts.models import User
from safety_portal.core.audit.record import record, unrecorded
from safety_portal.core.authority import require, unasked
from safety_portal.core.look.wording import full_day
from safety_portal.core.names import tidy_line
from safety_portal.core.refusals import Refused
from safety_portal.core.states import WrongState

# Which checklist a kind of walk takes.
CODES = {
    Kind.WHOLE: "site_assessment",
    Kind.QUARTERLY: "quarterly_walk",
    Kind.FOLLOW_UP: "site_assessment",
}
REASON_MOST = 500
YEARS_AHEAD = 3


@transaction.atomic
def plan_assessment(
    *,
    coalition: Coalition,
    kind: str,
    planned_on: date,
    lead: Membership,
    team: Sequence[Membership] = (),
    building: str = "",
    others: str = "",
    items: Sequence[str] | None = None,
    by: User,
    now: datetime | None = None,
) -> Assessment:
    """Plan a walk of a place by the newest version of its checklist; returns the Assessment.

    `items` are the codes to ask, of all that its checklist asks of such a place. Raises Refused.
    """
    require(can_plan_assessment(by, coalition))
    now, coalition = now or timezone.now(), lock_coalition(coalition)
    building = tidy_line(building)
    _check(coalition, kind, planned_on, lead, team, on=timezone.localdate(now))
    _check_no_other(coalition, kind, building)
    checklist = keep_checklist(coalition=coalition, code=CODES[Kind(kind)], now=now)
    assessment = Assessment.objects.create(
        coalition=coalition,
        building=building,
        kind=kind,
        checklist=checklist,
        items=_items(checklist, coalition, items),
        lead=lead,
        others=tidy_line(others),
        planned_on=planned_on,
        planned_at=now,
        planned_by=by,
    )
    _name_team(assessment, team)
    _audit(assessment, by, "assessment.planned", planned_on=planned_on.isoformat(), kind=kind)
    return assessment


@unasked("A step of planning, which has asked, and holds the lock of the coalition.")
@unrecorded(
    "The starter checklist becomes the district's first version as it came; nobody wrote it."
)
def keep_checklist(*, coalition: Coalition, code: str, now: datetime) -> Checklist:
    """The version that the next walk takes; the starter becomes the district's version 1."""
    if version := newest_checklist(coalition, code):
        return version
    text = starter(code)
    if text is None:
        raise Refused("The district has no checklist for this kind of walk. Import one first.")
    made, _ = Checklist.objects.get_or_create(
        district_id=coalition.district_id,
        code=code,
        number=1,
        defaults={
            "title": text.title,
            "interval_months": text.interval_months,
            "minutes": text.minutes,
            "content": text.content,
            "made_at": now,
        },
    )
    return made


@transaction.atomic
def begin(*, assessment: Assessment, by: User, now: datetime | None = None) -> Assessment:
    """Begin to walk; begun already, it is as it was. WrongState once it is over."""
    require(can_walk(by, assessment))
    assessment = locked(assessment)
    if assessment.state == AssessmentState.WALKING:
        return assessment
    # The table leads back from finished, but with a reason: open_again.
    require_open(assessment)
    move(assessment, AssessmentState.WALKING)
    assessment.begun_at = now or timezone.now()
    assessment.save(update_fields=["state", "begun_at"])
    _audit(assessment, by, "assessment.begun")
    return assessment


@transaction.atomic
def call_off(
    *, assessment: Assessment, reason: str, by: User, now: datetime | None = None
) -> Assessment:
    """Call a walk off, with a reason; answers that came stay. WrongState, Refused."""
    require(can_walk(by, assessment))
    reason = _reason(reason, "Say why this walk is called off.")
    assessment = locked(assessment)
    move(assessment, AssessmentState.CALLED_OFF)
    assessment.called_off_at, assessment.called_off_by = now or timezone.now(), by
    assessment.reason = reason
    assessment.save(update_fields=["state", "called_off_at", "called_off_by", "reason"])
    _audit(assessment, by, "assessment.called_off", reason=reason)
    return assessment


@transaction.atomic
def open_again(*, assessment: Assessment, reason: str, by: User) -> Assessment:
    """Open a finished walk again, such as for answers that were still on a phone.

    Findings that were made of it stay. WrongState, Refused.
    """
    require(can_walk(by, assessment))
    reason = _reason(reason, "Say why this walk is opened again.")
    # With its coalition, as one is planned: two that would be open at one place come one by one.
    lock_coalition(assessment.coalition)
    assessment = locked(assessment)
    if assessment.state != AssessmentState.FINISHED:
        raise WrongState(standing(assessment))
    _check_no_other(assessment.coalition, assessment.kind, assessment.building)
    move(assessment, AssessmentState.WALKING)
    assessment.finished_at = assessment.finished_by = None
    assessment.save(update_fields=["state", "finished_at", "finished_by"])
    _audit(assessment, by, "assessment.opened_again", reason=reason)
    return assessment


def _name_team(assessment: Assessment, team: Sequence[Membership]) -> None:
    members = {member.pk: member for member in team if member.pk != assessment.lead_id}
    TeamMember.objects.bulk_create(
        TeamMember(assessment=assessment, membership=member) for member in members.values()
    )


def _check(
    coalition: Coalition,
    kind: str,
    planned_on: date,
    lead: Membership,
    team: Sequence[Membership],
    *,
    on: date,
) -> None:
    if kind not in Kind.values:
        raise Refused("Choose one of the kinds of walk.", field="kind")
    if planned_on < on:
        raise Refused("This day is over. Choose today or a later day.", field="planned_on")
    if planned_on.year > on.year + YEARS_AHEAD:
        raise Refused("This day is years ahead. Look at the year.", field="planned_on")
    if not leads_for(coalition, on=on).filter(pk=lead.pk).exists():
        raise Refused(
            "Only an administrator or officer leads a walk. Choose one of them.", field="lead"
        )
    ids = {member.pk for member in team}
    if team_for(coalition, on=on).filter(pk__in=ids).count() < len(ids):
        raise Refused("Somebody on the team is no member any more. Choose again.", field="team")


def _check_no_other(coalition: Coalition, kind: str, building: str) -> None:
    others = Assessment.objects.open().filter(
        coalition=coalition, kind=kind, building__iexact=building
    )
    if other := others.select_related("coalition__district", "coalition__school").first():
        raise Refused(
            f"A {other.get_kind_display().lower()} of {other.place} is planned for "
            f"{full_day(other.planned_on)} already. Open that one, or call it off first."
        )


def _items(checklist: Checklist, coalition: Coalition, items: Sequence[str] | None) -> list[str]:
    codes = [question.code for question in checklist.questions_for(coalition.scope)]
    if items is None:
        chosen = codes
    else:
        wanted = set(items)
        chosen = [question.code for question in checklist.questions if question.code in wanted]
    if not chosen:
        raise Refused(
            "There is nothing to walk: no open finding here came from this checklist."
            if items is not None
            else f"{checklist} asks nothing of a {coalition.scope}. Import a version that does."
        )
    return chosen


def _reason(reason: str, missing: str) -> str:
    words = tidy_line(reason)
    if not words:
        raise Refused(missing, field="reason")
    if len(words) > REASON_MOST:
        raise Refused(f"A reason has at most {REASON_MOST} letters.", field="reason")
    return words


def _audit(assessment: Assessment, by: User, action: str, **detail: Any) -> None:
    record(by=by, action=action, subject=assessment, scope=assessment.coalition_id, **detail)
