"""The facts of a school: what is unknown first, then what is answered, changed and confirmed."""

import hashlib
from collections.abc import Mapping

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from coalitions.coalition.models import Coalition
from coalitions.coalition.tabs import page_context
from coalitions.school_facts.actions import answering
from coalitions.school_facts.models import SchoolFact
from coalitions.school_facts.policies import reads_answer
from coalitions.school_facts.proposing import proposals
from coalitions.school_facts.queries import facts_of, history_of
from coalitions.school_facts.questions import BY_CODE, QUESTIONS, Answer, Question
from safety_portal.core.accounts.models import User
from safety_portal.core.accounts.requests import GatedRequest
from safety_portal.core.look.wording import counted
from safety_portal.core.refusals import Refused
from safety_portal.core.web.posting import done_by, posted, refuse, status_of
from training.duties.confirming import asked_again_on, is_to_confirm
from training.duties.forms import AnswersForm, OneAnswerForm
from training.duties.judging import Difference, Judged, asked_in, difference, judge
from training.duties.words import (
    AnsweredQuestion,
    decides,
    heading,
    is_known,
    open_question,
)

PAGE, CHANGE, BLANK = (f"training/duties/{name}.html" for name in ("facts", "change", "blank"))
MOST_SHOWN = 20


def facts(request: GatedRequest[Coalition], coalition: str) -> HttpResponse:
    """What is unknown, as a form; what is answered; what is not asked here."""
    here = request.subject
    known = facts_of(request.user, here)
    judged = _judged(request.user, here, known)
    proposed = {code: answer for code, answer in _proposed(here).items() if code not in known}
    given = {code: tuple(fact.answer) for code, fact in known.items()} | proposed
    asked = _asked(request, judged)
    unknown = [each for each in asked if not is_known(known, each)]
    form = AnswersForm(posted(request), questions=unknown, given=given)
    if done := done_by(form, answering.answer_facts, coalition=here, by=request.user):
        saved = counted(len(done.result), "answer")
        messages.success(request, f"{saved} saved." if done.result else "Nothing was new.")
        return redirect("duty_facts", coalition)
    context = page_context(request, here, "facts", form=form, judged=judged)
    context |= _lists(request, known, judged)
    context["unknown"] = [
        open_question(form, each, judged, is_proposed=each.code in proposed) for each in unknown
    ]
    context |= {"proposed": len(proposed), "heading": heading(_name(here), asked, judged, known)}
    return render(request, PAGE, context, status=status_of(form))


def _name(here: Coalition) -> str:
    return here.school.name if here.school else here.name


def _asked(request: GatedRequest[Coalition], judged: Judged) -> list[Question]:
    """The questions that are asked of a school, as far as its reader reads their answers."""
    here = request.subject
    return [each for each in asked_in(judged) if reads_answer(request.user, here, each)]


def _lists(
    request: GatedRequest[Coalition], known: Mapping[str, SchoolFact], judged: Judged
) -> dict[str, object]:
    """What is answered, what is not asked here, and when it is confirmed."""
    here, today, asked = request.subject, timezone.localdate(), _asked(request, judged)
    readable = [each for each in QUESTIONS if reads_answer(request.user, here, each)]
    answered = [
        AnsweredQuestion(each, known[each.code], decides(each, judged))
        for each in readable
        if is_known(known, each)
    ]
    return {
        "answered": answered,
        "not_asked": [e for e in readable if e not in asked and not is_known(known, e)],
        "is_to_confirm": is_to_confirm(known.values(), on=today),
        "asked_again_on": asked_again_on(today),
    }


def _judged(user: User, here: Coalition, known: Mapping[str, SchoolFact]) -> Judged:
    """The rules of a school by what its reader may know."""
    hidden = [each.code for each in QUESTIONS if not reads_answer(user, here, each)]
    answers = {code: tuple(fact.answer) for code, fact in known.items() if fact.is_known}
    return judge(here.district.state, answers, hidden)


def _proposed(here: Coalition) -> dict[str, Answer]:
    return proposals(here.school) if here.school else {}


def confirm(request: GatedRequest[Coalition], coalition: str) -> HttpResponse:
    """Say that all that is answered is still right."""
    done = answering.confirm_facts(coalition=request.subject, by=request.user)
    words = f"{counted(len(done), 'fact')} confirmed." if done else "All of it was confirmed today."
    messages.success(request, words)
    return redirect("duty_facts", coalition)


def change(request: GatedRequest[Coalition], coalition: str, fact: str) -> HttpResponse:
    """Give another answer: first it is shown which duties come and go, then it is saved."""
    here, question = request.subject, _question(fact)
    known = facts_of(request.user, here)
    before = _judged(request.user, here, known)
    given = {code: tuple(each.answer) for code, each in known.items()}
    form = OneAnswerForm(posted(request), questions=[question], given={**_proposed(here), **given})
    context = page_context(request, here, "facts", form=form, question=question)
    if form.is_valid():
        answer = form.cleaned_data["answers"][question.code]
        digest = _digest(answer, before)
        if form.cleaned_data["seen"] == digest and _saved(request, form, question, answer):
            messages.success(request, f"{question.short}: {question.in_words(answer)}.")
            return redirect("duty_facts", coalition)
        context |= {"seen": digest, "new": question.in_words(answer)}
        context["shown"] = _changes(request, before, question, answer)
    context |= {
        "field": open_question(form, question, before, is_proposed=False),
        "history": history_of(request.user, here, question.code, most=MOST_SHOWN),
    }
    return render(request, CHANGE, context, status=status_of(form))


def _changes(
    request: GatedRequest[Coalition], before: Judged, question: Question, answer: Answer
) -> Difference:
    """Which duties come and go with an answer."""
    after = {**before.answers, question.code: answer}
    return difference(before, judge(before.state, after, _hidden(request)))


def _hidden(request: GatedRequest[Coalition]) -> list[str]:
    here = request.subject
    return [each.code for each in QUESTIONS if not reads_answer(request.user, here, each)]


def _question(code: str) -> Question:
    """The question that an address names, or Http404."""
    if (question := BY_CODE.get(code)) is None:
        raise Http404("No such question.")
    return question


def _digest(answer: Answer, before: Judged) -> str:
    """What somebody agrees to who has looked at what an answer changes."""
    plain = repr((answer, sorted(before.answers.items())))
    return hashlib.sha256(plain.encode()).hexdigest()


def _saved(
    request: GatedRequest[Coalition], form: OneAnswerForm, question: Question, answer: Answer
) -> bool:
    try:
        answering.answer_facts(
            coalition=request.subject, by=request.user, answers={question.code: answer}
        )
    except Refused as refused:
        refuse(form, refused)
        return False
    return True


def blank(request: GatedRequest[Coalition], coalition: str) -> HttpResponse:
    """A form to print and carry round; answers that are known are ticked nowhere."""
    here = request.subject
    judged = _judged(request.user, here, facts_of(request.user, here))
    context = page_context(request, here, "facts", questions=_asked(request, judged))
    return render(request, BLANK, context)
