"""How each field of a checklist's file is read, and what is said of a value that does not fit."""

from collections.abc import Callable
from dataclasses import dataclass

import yaml

from plans.assessments.questions import SCOPES
from plans.assessments.scales import Layer
from safety_portal.core.refusals import Refused
from safety_portal.core.values import whole_number

CODE = "abcdefghijklmnopqrstuvwxyz0123456789_.-"


@dataclass(frozen=True)
class Field:
    """`read(node, name)` gives the value, or raises Refused with its line."""

    read: Callable[[yaml.Node, str], object]
    is_needed: bool = False


def refused(node: yaml.Node, why: str) -> Refused:
    """Why a value does not fit, with its line."""
    return Refused(f"Line {node.start_mark.line + 1}: {why}.")


def _scalar(node: yaml.Node, name: str) -> str:
    """The words of a value, whatever YAML takes them for: `no` is a word here, too."""
    if not isinstance(node, yaml.ScalarNode):
        raise refused(node, f"“{name}” has to be one value, not a list")
    is_nothing = node.tag == "tag:yaml.org,2002:null"
    words = "" if is_nothing else " ".join(str(node.value).split())
    if "\0" in words or not words.isprintable():
        raise refused(node, f"“{name}” has a character that no text has")
    return words


def text(most: int, *, least: int = 0) -> Callable[[yaml.Node, str], str]:
    """Words, at most and at least so many letters."""

    def read(node: yaml.Node, name: str) -> str:
        words = _scalar(node, name)
        if len(words) > most:
            raise refused(node, f"“{name}” has {len(words)} letters; {most} is the most")
        if len(words) < least:
            raise refused(node, f"“{name}” is empty")
        return words

    return read


def code(most: int) -> Callable[[yaml.Node, str], str]:
    """A short name for computers."""

    def read(node: yaml.Node, name: str) -> str:
        words = text(most, least=1)(node, name)
        if set(words) - set(CODE):
            raise refused(node, f"“{name}” takes small letters, digits, dots, dashes and _")
        return words

    return read


def number(least: int, most: int) -> Callable[[yaml.Node, str], int]:
    """A whole number within limits."""

    def read(node: yaml.Node, name: str) -> int:
        words = _scalar(node, name)
        value = whole_number(words)
        if value is None or not least <= value <= most:
            raise refused(node, f"“{name}” has to be a number from {least} to {most}")
        return value

    return read


def one_of(*choices: str) -> Callable[[yaml.Node, str], str]:
    """One of some codes."""

    def read(node: yaml.Node, name: str) -> str:
        words = _scalar(node, name)
        if words not in choices:
            raise refused(node, f"“{name}” is one of {', '.join(choices)}")
        return words

    return read


def some_of(*choices: str) -> Callable[[yaml.Node, str], tuple[str, ...]]:
    """A list of some codes, each once."""

    def read(node: yaml.Node, name: str) -> tuple[str, ...]:
        if not isinstance(node, yaml.SequenceNode) or not node.value:
            raise refused(node, f"“{name}” has to be a list of {' and '.join(choices)}")
        chosen = tuple(one_of(*choices)(each, name) for each in node.value)
        if len(set(chosen)) < len(chosen):
            raise refused(node, f"“{name}” says the same twice")
        return chosen

    return read


def anything(node: yaml.Node, name: str) -> yaml.Node:
    """Read by who asked for it."""
    return node


FIELDS = {
    "schema": Field(number(1, 99), is_needed=True),
    "code": Field(code(60), is_needed=True),
    "title": Field(text(120, least=1), is_needed=True),
    "interval_months": Field(number(1, 60), is_needed=True),
    "minutes": Field(number(1, 1440), is_needed=True),
    "introduction": Field(text(1000), is_needed=True),
    "questions": Field(anything, is_needed=True),
}
QUESTION_FIELDS = {
    "code": Field(code(60), is_needed=True),
    "layer": Field(one_of(*Layer.values), is_needed=True),
    "question": Field(text(300, least=1), is_needed=True),
    "asked_of": Field(some_of(*SCOPES), is_needed=True),
    "topic": Field(text(120)),
    "why": Field(text(300)),
    "corrective_action": Field(text(500)),
    "annex": Field(text(80)),
    "section": Field(text(80)),
}
