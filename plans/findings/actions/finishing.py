"""Finish a walk: what is missing becomes findings, what is in place closes them."""

from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from plans.assessments.lifecycle import AssessmentState
from plans.assessments.locks import locked, move, standing
from plans.assessments.models.answer import Answer, counting
from plans.assessments.models.assessment import Assessment
from plans.assessments.policies import can_walk
from plans.assessments.queries import answers_of
from plans.assessments.questions import Question
from plans.assessments.scales import IS_FINDING, AnswerCode
from plans.findings.models import Finding
from plans.findings.queries import earlier_of
from safety_portal.core.accounts.models import User
from safety_portal.core.audit.record import record
from safety_portal.core.authority import require
from safety_portal.core.refusals import Refused
from safety_portal.core.states import WrongState


@transaction.atomic
def finish_walk(*, assessment: Assessment, by: User, now: datetime | None = None) -> list[Finding]:
    """Finish a walk; returns the findings that were made of its answers.

    Of each item the answer given last counts. An item that is in place closes the open findings of
    it at that place that no action item mends, but none that was found after that day. Raises
    WrongState where it is not under way, Refused where nothing was answered.
    """
    require(can_walk(by, assessment))
    now, assessment = now or timezone.now(), locked(assessment)
    if assessment.state != AssessmentState.WALKING:
        raise WrongState(standing(assessment))
    answers = counting(answers_of(assessment))
    if not answers:
        raise Refused("Nothing was answered on this walk. Walk it, or call it off with a reason.")
    move(assessment, AssessmentState.FINISHED)
    assessment.finished_at, assessment.finished_by = now, by
    assessment.save(update_fields=["state", "finished_at", "finished_by"])
    closed = _close(assessment, answers, by, now)
    made = _make(assessment, answers, by, now)
    record(
        by=by,
        action="assessment.finished",
        subject=assessment,
        scope=assessment.coalition_id,
        answered=len(answers),
        items=len(assessment.items),
        findings=len(made),
        closed=closed,
    )
    return made


def _make(
    assessment: Assessment, answers: dict[str, Answer], by: User, now: datetime
) -> list[Finding]:
    """A finding for each item that is partly there or missing, but for those it has already."""
    known = set(assessment.findings.values_list("item", flat=True))
    made = []
    for question in assessment.questions:
        answer = answers.get(question.code)
        if answer and answer.answer in IS_FINDING and question.code not in known:
            finding = _finding(assessment, question, answer)
            finding.made_at, finding.made_by = now, by
            finding.repeats = earlier_of(finding)
            finding.save(force_insert=True)
            made.append(finding)
    return made


def _finding(assessment: Assessment, question: Question, answer: Answer) -> Finding:
    return Finding(
        coalition=assessment.coalition,
        building=assessment.building,
        layer=question.layer,
        assessment=assessment,
        answer=answer,
        item=question.code,
        title=question.question,
        words=answer.note,
        severity=answer.severity,
        sureness=answer.sureness,
        annex=question.annex,
        section=question.section,
        found_on=timezone.localdate(answer.seen_at),
    )


def _close(assessment: Assessment, answers: dict[str, Answer], by: User, now: datetime) -> int:
    """Close what was seen to be in place since; what an action item mends is verified there."""
    in_place = Q(pk__in=[])
    for item, answer in answers.items():
        if answer.answer == AnswerCode.YES:
            in_place |= Q(item=item, found_on__lte=timezone.localdate(answer.seen_at))
    rows = Finding.objects.of_place(assessment.coalition, assessment.building).without_answer()
    return rows.filter(in_place).update(closed_at=now, closed_by=by, closed_in=assessment)
