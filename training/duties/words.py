"""The facts of a school in words: a question, its answer, what it decides."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.forms import BoundField, Form

from coalitions.school_facts.models import SchoolFact
from coalitions.school_facts.questions import Question
from safety_portal.core.look.wording import counted, listed_up_to
from training.duties.judging import Duty, Judged

MOST_NAMED = 3
# On nearly every rule; what they decide is said by a number.
ON_MANY = 8


@dataclass(frozen=True)
class OpenQuestion:
    """A question that is not answered, with its fields, what hangs on it, and where from it is
    filled in.
    """

    question: Question
    choices: BoundField
    number: BoundField | None
    duties: Sequence[Duty]
    is_proposed: bool
    decides: str

    @property
    def is_several(self) -> bool:
        return self.question.kind != "one_of"

    @property
    def chosen(self) -> Sequence[str]:
        """The codes that are ticked."""
        return list(self.choices.value() or ())

    @property
    def errors(self) -> Sequence[str]:
        return [*self.choices.errors, *(self.number.errors if self.number else ())]


@dataclass(frozen=True)
class AnsweredQuestion:
    """A question that is answered."""

    question: Question
    fact: SchoolFact
    decides: str


def heading(
    name: str, asked: Sequence[Question], judged: Judged, facts: Mapping[str, SchoolFact]
) -> str:
    """The h1: "3 of 16 facts about Larkspur are unknown; 4 duties wait for them"."""
    unknown = sum(not is_known(facts, question) for question in asked)
    if not unknown:
        return f"All {len(asked)} facts about {name} are known"
    waiting = len(judged.undetermined)
    verb = "is" if unknown == 1 else "are"
    said = f"{unknown} of {len(asked)} facts about {name} {verb} unknown"
    duties = f"{counted(waiting, 'duty', 'duties')} {'waits' if waiting == 1 else 'wait'} for them"
    return f"{said}; {duties}" if waiting else said


def is_known(facts: Mapping[str, SchoolFact], question: Question) -> bool:
    """Whether a question is answered, and not by “I do not know”."""
    fact = facts.get(question.code)
    return bool(fact and fact.is_known)


def decides(question: Question, judged: Judged) -> str:
    """What an answer decides: the duties that it brings, by name where they are few."""
    duties = judged.on.get(question.code, ())
    if not duties:
        return question.besides or "No duty by law here"
    if len(duties) > ON_MANY:
        owed = sum(duty.applies is True for duty in duties)
        return f"{owed} of {counted(len(duties), 'duty', 'duties')} that ask for it"
    owed_titles = [duty.title for duty in duties if duty.applies is not False]
    if not owed_titles:
        names = listed_up_to([duty.title for duty in duties], MOST_NAMED)
        return f"Not owed: {names}"
    return listed_up_to(owed_titles, MOST_NAMED)


def open_question(
    form: Form, question: Question, judged: Judged, *, is_proposed: bool
) -> OpenQuestion:
    """A question as the form asks it."""
    name = f"{question.code}_number"
    duties = [duty for duty in judged.on.get(question.code, ()) if duty.applies is None]
    return OpenQuestion(
        question=question,
        choices=form[question.code],
        number=form[name] if name in form.fields else None,
        duties=duties if len(duties) <= ON_MANY else [],
        is_proposed=is_proposed,
        decides=decides(question, judged),
    )
