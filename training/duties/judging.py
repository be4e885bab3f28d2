"""Which rules ask something of a school, which do not, and which nobody can say of yet. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from coalitions.school_facts.questions import QUESTIONS, Answer, Question
from training.duties.known import school_of
from training.rules.engine.conditions import applies
from training.rules.engine.facts import Facts
from training.rules.engine.rules import Rule
from training.rules.form.rules_file import rules_of, states

COUNTRY = "US"


@cache
def rules_for(state: str) -> tuple[Rule, ...]:
    """The rules of a state and of the country. Permissions ask nothing themselves."""
    of = [each for each in (state, COUNTRY) if each in states()]
    rules = [rule for each in of for rule in rules_of(each).rules]
    return tuple(rule for rule in rules if not rule.part_of)


@cache
def hanging_on(rule: Rule) -> frozenset[str]:
    """The questions on which it hangs whether a rule applies."""
    audience = rule.audience
    tests = (*audience.where, *audience.or_where)
    found = {test.fact for test in tests if test.fact}
    return frozenset(
        found
        | ({"kind"} if audience.school_types is not None else set())
        | ({"grades"} if audience.levels is not None else set())
    )


@dataclass(frozen=True)
class Duty:
    """A rule and whether it applies to a school: None where `needs` has to be answered first."""

    rule: Rule
    applies: bool | None
    because: str = ""
    needs: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        """What it is called: one of the country that is no law is said to be recommended."""
        return f"{self.rule.title} (recommended)" if self.rule.is_recommended else self.rule.title


@dataclass(frozen=True)
class Judged:
    """Every rule of a school's state, as its answers decide."""

    state: str
    answers: Mapping[str, Answer]
    duties: tuple[Duty, ...]
    on: Mapping[str, Sequence[Duty]] = field(default_factory=dict)

    @property
    def undetermined(self) -> list[Duty]:
        """Those of which nobody can say whether they apply."""
        return [duty for duty in self.duties if duty.applies is None]

    def is_asked(self, question: Question) -> bool:
        """Whether a question is asked of this school: of every school, or a rule hangs on it."""
        return question.always or question.code in self.on


def judge(state: str, answers: Mapping[str, Answer], hidden: Iterable[str] = ()) -> Judged:
    """Judge every rule by a school's answers. What hangs on a `hidden` question is left out."""
    facts, out = Facts(school=school_of(answers)), frozenset(hidden)
    rules = [rule for rule in rules_for(state) if not hanging_on(rule) & out]
    duties = tuple(_duty(rule, facts) for rule in rules)
    on: dict[str, list[Duty]] = {}
    for duty in duties:
        for code in hanging_on(duty.rule):
            on.setdefault(code, []).append(duty)
    return Judged(state, dict(answers), duties, on)


def _duty(rule: Rule, facts: Facts) -> Duty:
    outcome = applies(rule, facts)
    return Duty(rule, outcome.applies, outcome.because, outcome.needs)


@dataclass(frozen=True)
class Difference:
    """What other answers change: which duties come, which go, and of which it is open then."""

    come: tuple[Duty, ...]
    go: tuple[Duty, ...]
    opened: tuple[Duty, ...]

    def __bool__(self) -> bool:
        return bool(self.come or self.go or self.opened)


def difference(before: Judged, after: Judged) -> Difference:
    """What becomes of the duties of a school when its answers change."""
    pairs = list(zip(before.duties, after.duties, strict=True))
    changed = [(was, now) for was, now in pairs if was.applies is not now.applies]
    return Difference(
        come=tuple(now for _, now in changed if now.applies),
        go=tuple(now for was, now in changed if now.applies is False and was.applies),
        opened=tuple(now for _, now in changed if now.applies is None),
    )


def asked_in(judged: Judged) -> list[Question]:
    """The questions that are asked of a school, in order."""
    return [question for question in QUESTIONS if judged.is_asked(question)]
