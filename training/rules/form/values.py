"""How single values of a file of rules are read: days, lengths of time, numbers, matches."""

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import TypeVar

import yaml

from safety_portal.core.files.strict_yaml import refused, scalar, text
from safety_portal.core.values import NotRead, day, number
from training.rules.engine.days.spans import DayOfYear, Span
from training.rules.form.vocabulary import SPAN_UNITS

CODE = re.compile(r"[A-Z]{2}-[A-Z][0-9]{1,3}[a-z]?")
SPAN = re.compile(r"([0-9]{1,4}) (unstated day|school day|day|hour|month|year)s?")
DAY = re.compile(r"([01][0-9])-([0-3][0-9])")
ISO = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
LONGEST, MOST = 2_000, 10_000
T = TypeVar("T")
LEAP = 2000  # 29 February is a day of the year

words = text(LONGEST, least=1)


def rule_code(node: yaml.Node, name: str) -> str:
    """TX-D1: the jurisdiction, a letter of the subject, a number."""
    value = scalar(node, name)
    if not CODE.fullmatch(value):
        raise refused(node, f"“{name}” has to look like TX-D1")
    return value


def span(node: yaml.Node, name: str) -> Span:
    """20 school days, 6 months, 24 hours."""
    found = SPAN.fullmatch(scalar(node, name))
    if not found:
        raise refused(
            node, f"“{name}” has to be like 20 school days, 90 days, 24 hours or 6 months"
        )
    return Span(int(found[1]), SPAN_UNITS[found[2]])


def day_of_year(node: yaml.Node, name: str) -> DayOfYear | date:
    """12-01, or a day of one year: 2026-12-01."""
    value = scalar(node, name)
    found = DAY.fullmatch(value)
    if not found:
        return full_date(node, name)
    try:
        date(LEAP, int(found[1]), int(found[2]))
    except ValueError:
        raise refused(node, f"“{name}”: there is no day {value}") from None
    return DayOfYear(int(found[1]), int(found[2]))


def full_date(node: yaml.Node, name: str) -> date:
    """2026-12-01."""
    value = scalar(node, name)
    try:
        if ISO.fullmatch(value):
            return day(value)
    except NotRead:
        pass
    raise refused(node, f"“{name}” has to be a day like 2026-12-01 or 12-01")


def amount(node: yaml.Node, name: str) -> Decimal:
    """A number of at least 0, with decimals where it has some."""
    try:
        value = number(scalar(node, name))
    except NotRead:
        raise refused(node, f"“{name}” has to be a number") from None
    if not 0 <= value < MOST:
        raise refused(node, f"“{name}” has to be a number from 0 to 9999")
    return value


def share(node: yaml.Node, name: str) -> tuple[int, int]:
    """1/2: a part of what was counted."""
    found = re.fullmatch(r"([1-9][0-9]?)/([1-9][0-9]?)", scalar(node, name))
    if not found or int(found[1]) > int(found[2]):
        raise refused(node, f"“{name}” has to be a share like 1/2")
    return int(found[1]), int(found[2])


def truth(node: yaml.Node, name: str) -> bool:
    """true or false."""
    value = scalar(node, name)
    if value not in ("true", "false"):
        raise refused(node, f"“{name}” is true or false")
    return value == "true"


def list_of(read: Callable[[yaml.Node, str], T]) -> Callable[[yaml.Node, str], tuple[T, ...]]:
    """A list, each of its values read one way."""

    def read_all(node: yaml.Node, name: str) -> tuple[T, ...]:
        if not isinstance(node, yaml.SequenceNode):
            raise refused(node, f"“{name}” has to be a list")
        return tuple(read(each, name) for each in node.value)

    return read_all


def attributes(node: yaml.Node, name: str) -> dict[str, tuple[object, ...]]:
    """Attribute -> the values that do: true, false, a word, or a list of words."""
    if not isinstance(node, yaml.MappingNode):
        raise refused(node, f"“{name}” has to be written as name: value")
    return {scalar(key, name): _values(value, name) for key, value in node.value}


def _values(node: yaml.Node, name: str) -> tuple[object, ...]:
    if isinstance(node, yaml.SequenceNode):
        return tuple(scalar(each, name) for each in node.value)
    value = scalar(node, name)
    return ({"true": True, "false": False}.get(value, value),)
