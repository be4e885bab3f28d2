"""Questions about a school are answered, one or many, and confirmed once a year."""

from collections.abc import Mapping, Sequence

from django.db import transaction
from django.utils import timezone

from coalitions.coalition.locks import lock_coalition
from coalitions.coalition.models import Coalition
from coalitions.school_facts.models import SchoolFact
from coalitions.school_facts.policies import can_answer_facts
from coalitions.school_facts.questions import BY_CODE
from safety_portal.core.accounts.models import User
from safety_portal.core.audit.record import record
from safety_portal.core.authority import require
from safety_portal.core.refusals import Refused


@transaction.atomic
def answer_facts(
    *, coalition: Coalition, by: User, answers: Mapping[str, Sequence[str]]
) -> list[SchoolFact]:
    """Answer questions about a school: code -> codes of answers, a number, or nothing (not known).

    Returns the answers that are new: the same answer again is none. Raises Refused for what is no
    answer to its question. Audited, with the questions and not the answers.
    """
    require(can_answer_facts(by, coalition))
    coalition = lock_coalition(coalition)
    for code, answer in answers.items():
        question = BY_CODE.get(code)
        if question is None:
            raise Refused("There is no such question.")
        if fault := question.fault(answer):
            raise Refused(f"{question.number}. {question.short}: {fault}", field=code)
    before = {fact.question: fact.answer for fact in coalition.facts.current()}
    new = {code: list(BY_CODE[code].tidy(answer)) for code, answer in answers.items()}
    changed = {code: answer for code, answer in new.items() if before.get(code) != answer}
    return _write(coalition, by, changed, "school_facts.answered")


@transaction.atomic
def confirm_facts(*, coalition: Coalition, by: User) -> list[SchoolFact]:
    """Say that all that is answered is still right; returns the confirmed answers.

    What is not known stays unknown, and what was answered today is confirmed by that. Audited.
    """
    require(can_answer_facts(by, coalition))
    coalition = lock_coalition(coalition)
    today = timezone.localdate()
    older = {
        fact.question: fact.answer
        for fact in coalition.facts.current()
        if fact.is_known and timezone.localdate(fact.answered_at) < today
    }
    return _write(coalition, by, older, "school_facts.confirmed")


def _write(
    coalition: Coalition, by: User, answers: Mapping[str, list[str]], action: str
) -> list[SchoolFact]:
    now = timezone.now()
    rows = SchoolFact.objects.bulk_create(
        SchoolFact(
            coalition=coalition, question=code, answer=answer, answered_at=now, answered_by=by
        )
        for code, answer in answers.items()
    )
    if rows:
        record(by=by, action=action, subject=coalition, scope=coalition, questions=[*answers])
    return rows
