"""A file of table tests, read: calendars, and cases with what is known and what is expected."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import yaml

from safety_portal.core.files.shipped import LOADER
from safety_portal.core.files.strict_yaml import refused, root_of
from safety_portal.core.refusals import Refused
from training.rules.engine.days.calendars import SchoolYear
from training.rules.table_tests.case_facts import calendar_of, day

KIND, DEEPEST, LARGEST = "file of table tests", 12, 5_000_000
CASE_KEYS = frozenset({
    "id", "state", "rule", "confidence", "title", "calendar", "today", "tags", "basis", "school",
    "person", "drills", "trainings", "other", "expect", "note",
})  # fmt: skip
NEEDED = ("id", "rule", "today", "expect")


@dataclass(frozen=True, eq=False)
class Case:
    """One table test. `said` is the whole of it, `expect` what the engine shall answer."""

    id: str
    rule: str
    today: date
    year: SchoolYear | None
    said: Mapping[str, Any]
    expect: Mapping[str, Any]


def read_cases(content: str) -> tuple[Case, ...]:
    """The cases of a file, in order. Refused, with the line."""
    if len(content) > LARGEST:
        raise Refused("This file is larger than 5 MB. Split it.")
    root = root_of(content, kind=KIND, deepest=DEEPEST)
    said = yaml.load(content, Loader=LOADER)  # noqa: S506
    nodes = {str(key.value): value for key, value in root.value}
    if not isinstance(said.get("cases"), list):
        raise Refused("This file has no list of “cases”.")
    years = _years(said.get("calendars") or {}, nodes.get("calendars", root))
    return tuple(_cases(said["cases"], nodes["cases"], years))


def _years(said: Mapping[str, Any], node: yaml.Node) -> dict[str, SchoolYear]:
    try:
        return {name: calendar_of(each) for name, each in said.items()}
    except (Refused, KeyError, TypeError, ValueError, AttributeError) as wrong:
        raise refused(node, f"a calendar cannot be read: {_plain(wrong)}") from wrong


def _cases(rows: list[Any], node: yaml.Node, years: Mapping[str, SchoolYear]) -> Iterator[Case]:
    seen: set[str] = set()
    for row, each in zip(rows, node.value, strict=True):
        case = _case(row, each, years)
        if case.id in seen:
            raise refused(each, f"the id “{case.id}” is there twice")
        seen.add(case.id)
        yield case


def _case(row: Any, node: yaml.Node, years: Mapping[str, SchoolYear]) -> Case:
    if not isinstance(row, dict):
        raise refused(node, "a case has to be written as name: value")
    if missing := [key for key in NEEDED if not row.get(key)]:
        raise refused(node, f"a case has no “{missing[0]}”")
    if unknown := sorted(set(map(str, row)) - CASE_KEYS):
        raise refused(node, f"“{unknown[0]}” is nothing a case knows")
    name = row.get("calendar")
    if name is not None and name not in years:
        raise refused(node, f"there is no calendar “{name}”")
    if not isinstance(row["expect"], dict) or "status" not in row["expect"]:
        raise refused(node, "“expect” has no “status”")
    try:
        today = day(row["today"])
    except Refused as wrong:
        raise refused(node, _plain(wrong)) from wrong
    year = years[name] if name is not None else None
    return Case(str(row["id"]), str(row["rule"]), today, year, row, row["expect"])


def _plain(wrong: Exception) -> str:
    return str(wrong).rstrip(".") or type(wrong).__name__
