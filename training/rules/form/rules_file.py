"""Files of rules, one a jurisdiction: read strictly into the engine's Rules."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import yaml

from safety_portal.core.files.strict_yaml import (
    Field,
    anything,
    entries,
    mapping,
    number,
    one_of,
    refused,
    root_of,
    some_of,
    text,
)
from safety_portal.core.refusals import Refused
from training.rules.engine.rules import Audience, Law, Rule, Test
from training.rules.form.law import KIND, read_law
from training.rules.form.values import (
    LONGEST,
    amount,
    full_date,
    list_of,
    rule_code,
    span,
    truth,
    words,
)
from training.rules.form.vocabulary import (
    FACTS,
    HANDLED,
    LEVELS,
    OF_A_PERSON,
    SCHOOL_TYPES,
    SCOPES,
    SUBJECTS,
)

DATA = Path(__file__).resolve().parents[1] / "data"
SCHEMA, LARGEST, MOST_RULES, DEEPEST = 1, 1_000_000, 500, 10

FIELDS = {
    "schema": Field(number(1, 99), is_needed=True),
    "state": Field(text(3, least=2), is_needed=True),
    "name": Field(text(80, least=1), is_needed=True),
    "checked_on": Field(full_date, is_needed=True),
    "notes": Field(list_of(words)),
    "rules": Field(anything, is_needed=True),
}
RULE_FIELDS = {
    "code": Field(rule_code, is_needed=True),
    "subject": Field(one_of(*SUBJECTS), is_needed=True),
    "scope": Field(some_of(*SCOPES), is_needed=True),
    "title": Field(text(200, least=1), is_needed=True),
    "asks": Field(text(600, least=1), is_needed=True),
    "handled": Field(one_of(*HANDLED), is_needed=True),
    "reason": Field(text(400)),
    "recommended": Field(truth),
    "stricter_local": Field(truth),
    "applies_to": Field(anything),
    "with": Field(list_of(words)),
    "recipient": Field(text(400)),
    "counts_for": Field(list_of(rule_code)),
    "not_shared_with": Field(list_of(rule_code)),
    "part_of": Field(rule_code),
    "keep": Field(span),
    "law": Field(anything, is_needed=True),
}
AUDIENCE_FIELDS = {
    "school_types": Field(some_of(*SCHOOL_TYPES)),
    "levels": Field(some_of(*LEVELS)),
    "match": Field(one_of("any", "lowest")),
    "roles": Field(list_of(words)),
    "where": Field(anything),
    "or": Field(anything),
}
TEST_FIELDS = {
    "fact": Field(one_of(*FACTS)),
    "person": Field(one_of(*OF_A_PERSON)),
    "any_of": Field(list_of(words)),
    "none_of": Field(list_of(words)),
    "at_least": Field(amount),
    "more_than": Field(amount),
    "lowest_in": Field(list_of(words)),
    "on_or_after": Field(full_date),
    "otherwise": Field(text(LONGEST)),
    "if_unknown": Field(one_of("ask", "applies")),
}
COMPARISONS = ("any_of", "none_of", "at_least", "more_than", "lowest_in", "on_or_after")


@dataclass(frozen=True)
class RuleFile:
    """What a file says: its jurisdiction, when it was checked, what to know, and its rules."""

    state: str
    name: str
    checked_on: date
    notes: tuple[str, ...]
    rules: tuple[Rule, ...]


def states() -> tuple[str, ...]:
    """The jurisdictions that have a file, by their code."""
    return tuple(sorted(file.stem.upper() for file in DATA.glob("*.yaml")))


@cache
def rules_of(state: str) -> RuleFile:
    """The rules of a jurisdiction. Refused where it has no file."""
    if state not in states():
        raise Refused(f"There are no rules of “{state}”. A state is its two letters, as in TX.")
    return read_rules((DATA / f"{state.lower()}.yaml").read_text(encoding="utf-8"))


def read_rules(content: str) -> RuleFile:
    """The rules of a file, in order. Refused, with the line."""
    if len(content) > LARGEST:
        raise Refused("This file is larger than 1 MB. Write one file per jurisdiction.")
    root = root_of(content, kind=KIND, deepest=DEEPEST)
    said = mapping(root, FIELDS, what="the file", kind=KIND)
    if said["schema"] != SCHEMA:
        raise refused(root, f"“schema” has to be {SCHEMA}")
    rows = entries(said["rules"], root, name="rules", entry="rule", most=MOST_RULES, kind=KIND)
    rules = tuple(_rules(rows, said["state"], said["checked_on"]))
    return RuleFile(said["state"], said["name"], said["checked_on"], said.get("notes", ()), rules)


def _rules(rows: Sequence[yaml.Node], state: str, checked_on: date) -> Iterator[Rule]:
    seen: dict[str, int] = {}
    for node in rows:
        row = mapping(node, RULE_FIELDS, what="a rule", kind=KIND)
        code = row["code"]
        if code in seen:
            raise refused(node, f"the code “{code}” stands in line {seen[code]} already")
        if not code.startswith(f"{state}-"):
            raise refused(node, f"“{code}” is no rule of {state}")
        seen[code] = node.start_mark.line + 1
        yield _rule(row, node, state, checked_on)


def _rule(row: dict[str, Any], node: yaml.Node, state: str, checked_on: date) -> Rule:
    if row["handled"] != "executed" and not row.get("reason"):
        raise refused(node, f"“{row['code']}” is not executed and has no “reason”")
    return Rule(
        code=row["code"],
        state=state,
        subject=row["subject"],
        title=row["title"],
        asks=row["asks"],
        laws=_laws(row, node),
        scopes=row["scope"],
        audience=_audience(row.get("applies_to")),
        handled=row["handled"],
        reason=row.get("reason", ""),
        is_recommended=row.get("recommended", False),
        is_stricter_local=row.get("stricter_local", False),
        involves=row.get("with", ()),
        recipient=row.get("recipient", ""),
        counts_for=row.get("counts_for", ()),
        not_shared_with=row.get("not_shared_with", ()),
        part_of=row.get("part_of", ""),
        keep=row.get("keep"),
        checked_on=checked_on,
    )


def _laws(row: dict[str, Any], node: yaml.Node) -> tuple[Law, ...]:
    """The dated values of a rule, oldest first."""
    rows = entries(row["law"], node, name="law", entry="dated value", most=20, kind=KIND)
    is_executed = row["handled"] == "executed" and "part_of" not in row
    laws = [read_law(each, row["subject"], is_executed) for each in rows]
    laws.sort(key=lambda law: law.since or date.min)
    for one, other in pairwise(laws):
        if one.to is None or other.since is None or one.to >= other.since:
            raise refused(node, f"two values of “{row['code']}” are the law of the same day")
    return tuple(laws)


def _audience(node: object) -> Audience:
    if not isinstance(node, yaml.Node):
        return Audience()
    said = mapping(node, AUDIENCE_FIELDS, what="“applies_to”", kind=KIND)
    return Audience(
        school_types=_set(said.get("school_types")),
        levels=_set(said.get("levels")),
        is_by_lowest=said.get("match") == "lowest",
        roles=_set(said.get("roles")),
        where=_tests(said.get("where")),
        or_where=_tests(said.get("or")),
    )


def _set(values: Sequence[str] | None) -> frozenset[str] | None:
    return frozenset(values) if values else None


def _tests(node: object) -> tuple[Test, ...]:
    if not isinstance(node, yaml.SequenceNode):
        return ()
    return tuple(_test(each) for each in node.value)


def _test(node: yaml.Node) -> Test:
    said = mapping(node, TEST_FIELDS, what="a condition", kind=KIND)
    if ("fact" in said) == ("person" in said):
        raise refused(node, "a condition is on a “fact” of the school or on one of the “person”")
    if sum(name in said for name in COMPARISONS) != 1:
        raise refused(node, f"a condition has one of {', '.join(COMPARISONS)}")
    return Test(
        fact=said.get("fact", ""),
        person=said.get("person", ""),
        any_of=_set(said.get("any_of")),
        none_of=_set(said.get("none_of")),
        at_least=_whole(said.get("at_least")),
        more_than=_whole(said.get("more_than")),
        lowest_in=_set(said.get("lowest_in")),
        on_or_after=said.get("on_or_after"),
        otherwise=said.get("otherwise", ""),
        applies_if_unknown=said.get("if_unknown") == "applies",
    )


def _whole(value: Any) -> int | None:
    return None if value is None else int(value)
