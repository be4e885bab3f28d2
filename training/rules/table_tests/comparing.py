"""Whether the engine's answer is the expected one, key by key, and what it said instead.

Statuses, days, numbers, instances and parts have to be the same. Words are compared by what they
are about: a case says "no buses" where the engine has a sentence.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import timedelta
from decimal import Decimal
from typing import Any

from safety_portal.core.refusals import Refused
from training.rules.engine.answers import Answer
from training.rules.engine.evaluating import evaluate
from training.rules.engine.rules import Rule
from training.rules.engine.statuses import Status
from training.rules.form.rules_file import rules_of, states
from training.rules.table_tests.attributes import asks
from training.rules.table_tests.case_facts import day, facts_of, number
from training.rules.table_tests.cases_file import Case

EMPTY = frozenset({"the", "and", "for", "not", "are", "was", "its", "one", "all", "rule", "have"})
WORD = re.compile(r"[a-z]+|[0-9]+")
# What a value is that is none of the kind it stands for: one case, not the file.
NOT_TO_BE_READ = (Refused, AttributeError, KeyError, TypeError, ValueError)
Got = dict[str, Any]


def compared(case: Case) -> Got | None:
    """None where the answer agrees; else what the engine said, for each key that was expected."""
    rule = rule_of(case.rule)
    if rule is None:
        return {"status": f"there is no rule {case.rule}"}
    try:
        answer = _answer(case, rule)
    except NOT_TO_BE_READ as wrong:
        return {"status": f"this case cannot be read: {wrong}"}
    got = {key: _got(key, answer, case) for key in case.expect if key != "tolerance_days"}
    agrees = all(_agrees(key, case.expect[key], got[key], case, answer) for key in got)
    return None if agrees else {key: _plain(value) for key, value in got.items()}


def rule_of(code: str) -> Rule | None:
    """The rule of a code, of whatever jurisdiction; None where there is none."""
    state = code.partition("-")[0]
    if state not in states():
        return None
    return next((rule for rule in rules_of(state).rules if rule.code == code), None)


def _answer(case: Case, rule: Rule) -> Answer:
    return evaluate(rule, facts_of(case.said, rule, case.year, case.today), case.today)


GETTERS: Mapping[str, Callable[[Answer], object]] = {
    "status": lambda answer: answer.status.value,
    "due": lambda answer: answer.due,
    "have": lambda answer: answer.have,
    "need": lambda answer: answer.need,
    "have_hours": lambda answer: answer.have,
    "need_hours": lambda answer: answer.need,
    "instances": lambda answer: {each.label: each.status.value for each in answer.instances},
    "parts": lambda answer: {label: each.value for label, each in answer.parts.items()},
    "unmet": lambda answer: list(answer.unmet),
    "late": lambda answer: list(answer.late),
    "by": lambda answer: answer.by,
    "because": lambda answer: answer.because,
    "needs_fact": lambda answer: list(answer.needs),
    "curable": lambda answer: answer.is_curable,
    "warnings": lambda answer: list(answer.warnings),
    "next_due": lambda answer: answer.next_due,
    "no_deadline": lambda answer: not answer.has_deadline,
    "rule_cited": lambda answer: answer.citation,
    "last_year": lambda answer: answer.last_year.value if answer.last_year else None,
}


def _got(key: str, answer: Answer, case: Case) -> object:
    if key == "counts_for":
        return {name: _status_of(name, case) for name in case.expect[key]}
    return GETTERS[key](answer) if key in GETTERS else f"nothing known of “{key}”"


def _status_of(name: str, case: Case) -> str:
    """The status of an instance of another rule, told as "WA-D1 2026-10", by the same facts."""
    code, _, label = name.partition(" ")
    rule = rule_of(code)
    if rule is None:
        return f"there is no rule {code}"
    answer = _answer(case, rule)
    found = [each.status.value for each in answer.instances if each.label == label]
    return found[0] if found else answer.status.value


def _agrees(key: str, expected: Any, got: Any, case: Case, answer: Answer) -> bool:
    if key == "status":
        is_warned = bool(answer.warnings) and got == Status.SATISFIED
        return bool(expected == got) or (expected == Status.WARNING and is_warned)
    if key in ("due", "next_due"):
        return _is_near(expected, got, int(case.expect.get("tolerance_days") or 0))
    if key in ("have", "need", "have_hours", "need_hours"):
        return bool(number(expected) == got)
    if key in ("instances", "parts", "counts_for"):
        return _same_statuses(expected, got, in_order=key == "parts")
    if key in ("unmet", "late", "warnings"):
        return len(expected) == len(got) and all(_in_any(each, got) for each in expected)
    if key == "because":
        return about_the_same(expected, got)
    if key == "needs_fact":
        names = [expected] if isinstance(expected, str) else expected
        return all(asks(name) & set(got) for name in names)
    if key == "rule_cited":
        return str(expected) in got
    return bool(expected == got)


def _is_near(expected: object, got: Any, tolerance: int) -> bool:
    if expected is None or got is None:
        return expected is got
    return abs(day(expected) - got) <= timedelta(days=tolerance)


def _same_statuses(expected: Mapping[Any, str], got: Mapping[str, str], *, in_order: bool) -> bool:
    """The same status under each name; parts may be called otherwise, in the same order."""
    names = [str(name) for name in expected]
    if in_order and not set(names) <= set(got):
        return list(expected.values()) == list(got.values())
    return all(
        got.get(name) == status for name, status in zip(names, expected.values(), strict=True)
    )


def _in_any(expected: str, got: Iterable[str]) -> bool:
    return any(about_the_same(expected, each) for each in got)


def about_the_same(expected: str, got: str) -> bool:
    """Whether at least half of what one is about is in the other."""
    wanted, said = _content(expected), _content(got)
    return bool(wanted) and 2 * len(wanted & said) >= len(wanted)


def _content(words: str) -> set[str]:
    """The words that say something, without their plural."""
    found = WORD.findall(str(words).lower().replace("_", " "))
    return {
        word.removesuffix("s")
        for word in found
        if (len(word) > 2 or word.isdigit()) and word not in EMPTY
    }


def _plain(value: Any) -> Any:
    """A value as JSON has it."""
    if isinstance(value, Decimal):
        whole, part = value.as_integer_ratio()
        return whole if part == 1 else whole / part
    return str(value) if hasattr(value, "isoformat") else value
