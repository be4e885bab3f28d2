"""Whether a rule applies: yes, no and why, or what has to be known first. It never guesses."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from training.rules.engine.facts import Answered, Facts
from training.rules.engine.roles import meant_by, role_of
from training.rules.engine.rules import Audience, Rule, Test

GRADES = ("PK", "K", *(str(number) for number in range(1, 13)))
LEVELS = {"elementary": GRADES[:7], "middle": GRADES[7:10], "high": GRADES[10:]}
LEVEL_ORDER = tuple(LEVELS)


@dataclass(frozen=True, slots=True)
class Outcome:
    """`applies` is None where `needs` names what has to be asked; else `because` says why not."""

    applies: bool | None
    because: str = ""
    needs: tuple[str, ...] = ()


YES = Outcome(True)


def _no(because: str) -> Outcome:
    return Outcome(False, because)


def _ask(*facts: str) -> Outcome:
    return Outcome(None, needs=facts)


def applies(rule: Rule, facts: Facts) -> Outcome:
    """Whether a rule asks anything of a school or a person. The first "no" is enough."""
    audience = rule.audience
    outcomes = [_type(audience, facts), _level(audience, facts), _role(rule, facts)]
    outcomes += [_tested(test, facts) for test in audience.where]
    outcome = _all_of(outcomes)
    if outcome.applies is False and audience.or_where:
        other = _all_of([_tested(test, facts) for test in audience.or_where])
        outcome = other if other.applies is not False else outcome
    return outcome


def _all_of(outcomes: list[Outcome]) -> Outcome:
    """No where one says no; else what the others have to know."""
    needs: tuple[str, ...] = ()
    for outcome in outcomes:
        if outcome.applies is False:
            return outcome
        needs += outcome.needs
    return _ask(*dict.fromkeys(needs)) if needs else YES


def _type(audience: Audience, facts: Facts) -> Outcome:
    if audience.school_types is None:
        return YES
    if facts.school.type is None:
        return _ask("kind")
    if facts.school.type in audience.school_types:
        return YES
    return _no(f"school type: asked of {_listed(audience.school_types)} schools")


def _level(audience: Audience, facts: Facts) -> Outcome:
    if audience.levels is None:
        return YES
    levels = levels_of(facts)
    if levels is None:
        return _ask("grades")
    asked = levels[:1] if audience.is_by_lowest else levels
    if audience.levels.intersection(asked):
        return YES
    return _no(f"level: asked of {_listed(audience.levels)} schools")


def levels_of(facts: Facts) -> tuple[str, ...] | None:
    """The levels that a school has, lowest first; None where nobody said."""
    school = facts.school
    if school.grades:
        said = {level for level, grades in LEVELS.items() if school.grades.intersection(grades)}
    elif school.levels:
        said = set(school.levels)
    else:
        return None
    return tuple(level for level in LEVEL_ORDER if level in said)


def _role(rule: Rule, facts: Facts) -> Outcome:
    if facts.person is None or not rule.asks_a_person or rule.audience.roles is None:
        return YES
    role = role_of(facts.person.role or "")
    if role is None:
        return _ask("role")
    if role in _meant(rule.audience.roles):
        return YES
    return _no(f"role: asked of {_listed(rule.audience.roles)}")


@lru_cache(maxsize=1024)
def _meant(roles: frozenset[str]) -> frozenset[str]:
    return meant_by(roles)


def _tested(test: Test, facts: Facts) -> Outcome:
    if test.person:
        return _tested_of_person(test, facts)
    answer = answer_of(facts, test.fact)
    if answer is None:
        return YES if test.applies_if_unknown else _ask(test.fact)
    return YES if _holds(test, answer) else _no(test.otherwise or f"not so: {test.fact}")


def answer_of(facts: Facts, fact: str) -> Answered | None:
    """What is known of a school, its grades too; None where nobody said."""
    return facts.school.grades if fact == "grades" else facts.school.answers.get(fact)


def _holds(test: Test, answer: Answered) -> bool:
    if isinstance(answer, int):
        if test.more_than is not None:
            return answer > test.more_than
        return answer >= (test.at_least or 0)
    if test.lowest_in is not None:
        known = [grade for grade in GRADES if grade in answer]
        return bool(known) and known[0] in test.lowest_in
    if test.none_of is not None:
        return not answer & test.none_of
    return bool(answer & (test.any_of or frozenset()))


def _tested_of_person(test: Test, facts: Facts) -> Outcome:
    if facts.person is None:
        return YES
    value = known_of_person(facts, test.person)
    if value is None:
        return _ask(test.person)
    if isinstance(value, date):
        is_met = test.on_or_after is not None and value >= test.on_or_after
        return YES if is_met else _no(f"{test.person} before {test.on_or_after}")
    is_met = ("yes" if value is True else "no" if value is False else str(value)) in (
        test.any_of or frozenset()
    )
    return YES if is_met else _no(test.otherwise or f"not so: {test.person}")


def known_of_person(facts: Facts, name: str) -> object:
    """What is known of a person by that name; None where nobody said."""
    if facts.person is None:
        return None
    if name in ("appointed", "placed"):
        return getattr(facts.person, name)
    return facts.person.facts.get(name)


def _listed(words: frozenset[str]) -> str:
    return ", ".join(sorted(word.replace("_", " ") for word in words))
