"""The questions, read from data/ once a process."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from coalitions.access.roles import MEMBERS, RESTRICTED
from safety_portal.core.files.shipped import read_yaml
from safety_portal.core.look.wording import listed
from safety_portal.core.values import whole_number

DATA = Path(__file__).parent / "data" / "school_facts.yaml"
# An answer that stands alone, and what a page sends for "I do not know".
NONE, UNKNOWN = "none", "unknown"
NOT_KNOWN = "I do not know"
Answer = tuple[str, ...]  # () is: not known


@dataclass(frozen=True)
class Question:
    """A question: `kind` is one_of, any_of or number; `always`: asked of every school.

    `answers`: code -> title. `besides`: what it decides that is no duty.
    """

    code: str
    number: int
    short: str
    question: str
    help: str
    kind: str
    always: bool
    sensitivity: str = MEMBERS
    besides: str = ""
    most: int = 0
    answers: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_restricted(self) -> bool:
        """Whether only who reads what is restricted reads its answer."""
        return self.sensitivity == RESTRICTED

    def fault(self, answer: Sequence[str]) -> str:
        """Why this is no answer to it; "" where it is one. Nothing at all means not known."""
        if not answer:
            return ""
        if self.kind == "number":
            is_one = len(answer) == 1 and whole_number(answer[0], most=self.most) is not None
            return "" if is_one else f"Enter a whole number from 0 to {self.most:,}."
        if set(answer) - set(self.answers):
            return "Choose one of the answers."
        if self.kind == "one_of" and len(answer) > 1:
            return "Choose one answer."
        if NONE in answer and len(answer) > 1:
            return f"“{self.answers[NONE]}” goes alone. Take it off, or the others."
        return ""

    def tidy(self, answer: Sequence[str]) -> Answer:
        """The answer in the order of the question, each once."""
        if self.kind == "number":
            return tuple(str(int(each)) for each in answer)
        return tuple(code for code in self.answers if code in answer)

    def in_words(self, answer: Sequence[str]) -> str:
        """An answer as people read it: "Two or more buildings; A pool"; grades as a span."""
        if not answer:
            return NOT_KNOWN
        if self.kind == "number":
            return f"{int(answer[0]):,}"
        places = [list(self.answers).index(code) for code in answer if code in self.answers]
        is_row = len(places) > 2 and places == list(range(places[0], places[-1] + 1))
        titles = [self.answers[code] for code in self.answers if code in answer]
        if self.code not in SPANS:
            return "; ".join(titles)
        return f"{titles[0]} to {titles[-1]}" if is_row else listed(titles)


# Of grades that follow each other only the ends are said.
SPANS = ("grades", "bus_riders")
QUESTIONS: tuple[Question, ...] = tuple(Question(**row) for row in read_yaml(DATA)["questions"])
BY_CODE = {question.code: question for question in QUESTIONS}
CODES = [question.code for question in QUESTIONS]
ALWAYS = [question.code for question in QUESTIONS if question.always]
RESTRICTED_CODES = [question.code for question in QUESTIONS if question.is_restricted]
