"""YAML read strictly: a key nobody knows, a code said twice, a value that does not fit is refused
in one sentence that names the line. No anchors (a few lines of them unfold to gigabytes), no tags.

A file is described by Fields: its name, how its value is read, and whether it has to be there.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import yaml

from safety_portal.core.names import tidy_line
from safety_portal.core.refusals import Refused
from safety_portal.core.values import whole_number

CODE = "abcdefghijklmnopqrstuvwxyz0123456789_.-"
# Lists of entries, each with lists of words: four, and some room.
DEEPEST = 8
NOTHING = "tag:yaml.org,2002:null"


@dataclass(frozen=True)
class Field:
    """`read(node, name)` gives the value, or raises Refused with its line."""

    read: Callable[[yaml.Node, str], object]
    is_needed: bool = False


def refused(node: yaml.Node, why: str) -> Refused:
    """Why a value does not fit, with its line."""
    return Refused(f"Line {node.start_mark.line + 1}: {why}.")


def root_of(text: str, *, kind: str, deepest: int = DEEPEST) -> yaml.MappingNode:
    """The nodes of a file, which is a `kind` ("checklist"). Raises Refused for what is none."""
    try:
        _refuse_by_shape(text, kind, deepest)
        root = yaml.compose(text, yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise Refused(
            f"Line {line} is not YAML: {error.problem or 'look at its signs'}."
        ) from error
    except yaml.YAMLError as error:
        raise Refused(f"This file is not YAML text. Download a {kind} to see its form.") from error
    except RecursionError as error:
        raise Refused(f"This file is nested deeper than a {kind} is.") from error
    if not isinstance(root, yaml.MappingNode):
        raise Refused(f"This file is no {kind}. Download one to see its form.")
    return root


def _refuse_by_shape(text: str, kind: str, deepest: int) -> None:
    """Raise Refused for anchors, and for what lies deeper than such a file does.

    Event by event: a whole text of opening brackets costs the reader of YAML hours.
    """
    depth = 0
    for event in yaml.parse(text):
        if isinstance(event, yaml.AliasEvent):
            raise Refused("This file uses YAML anchors (*name). Write each entry out.")
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        if depth > deepest:
            raise Refused(f"This file is nested deeper than a {kind} is.")


def mapping(
    node: yaml.Node, fields: Mapping[str, Field], *, what: str, kind: str
) -> dict[str, Any]:
    """What a mapping says, each field read by its rule. Refused: unknown, doubled, missing.

    `what` it is ("a question") of which `kind` of file ("checklist").
    """
    if not isinstance(node, yaml.MappingNode):
        raise refused(node, f"{what} has to be written as name: value")
    said: dict[str, Any] = {}
    for key, value in node.value:
        name = str(key.value)
        if name not in fields:
            raise refused(key, f"“{name[:60]}” is nothing a {kind} knows")
        if name in said:
            raise refused(key, f"“{name}” is said twice")
        said[name] = fields[name].read(value, name)
    if missing := [name for name, field in fields.items() if field.is_needed and name not in said]:
        raise refused(node, f"{what} has no “{missing[0]}”")
    return said


def entries(
    node: object, root: yaml.Node, *, name: str, entry: str, most: int, kind: str
) -> list[yaml.Node]:
    """The nodes of the list `name`, one `entry` at least and `most` at most."""
    if not isinstance(node, yaml.SequenceNode) or not node.value:
        raise refused(root, f"“{name}” has to be a list with at least one {entry}")
    if len(node.value) > most:
        raise refused(node, f"a {kind} has at most {most} {name}")
    return list(node.value)


def is_nothing(node: yaml.Node) -> bool:
    """Whether a value is null, or not there."""
    return isinstance(node, yaml.ScalarNode) and node.tag == NOTHING


def scalar(node: yaml.Node, name: str) -> str:
    """The words of a value as they stand, whatever YAML takes them for: `no` is a word, too."""
    if not isinstance(node, yaml.ScalarNode):
        raise refused(node, f"“{name}” has to be one value, not a list")
    return "" if is_nothing(node) else str(node.value)


def _words(node: yaml.Node, name: str) -> str:
    words = " ".join(scalar(node, name).split())
    if "\0" in words or not words.isprintable():
        raise refused(node, f"“{name}” has a character that no text has")
    return words


def text(most: int, *, least: int = 0) -> Callable[[yaml.Node, str], str]:
    """Words, at most and at least so many letters."""

    def read(node: yaml.Node, name: str) -> str:
        words = tidy_line(_words(node, name))
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
        words = _words(node, name)
        value = whole_number(words)
        if value is None or not least <= value <= most:
            raise refused(node, f"“{name}” has to be a number from {least} to {most}")
        return value

    return read


def one_of(*choices: str) -> Callable[[yaml.Node, str], str]:
    """One of some codes."""

    def read(node: yaml.Node, name: str) -> str:
        words = _words(node, name)
        if words not in choices:
            raise refused(node, f"“{name}” is one of {', '.join(choices)}")
        return words

    return read


def some_of(*choices: str, least: int = 1) -> Callable[[yaml.Node, str], tuple[str, ...]]:
    """A list of some codes, each once, `least` of them."""

    def read(node: yaml.Node, name: str) -> tuple[str, ...]:
        if not isinstance(node, yaml.SequenceNode) or len(node.value) < least:
            raise refused(node, f"“{name}” has to be a list of {' and '.join(choices[:6])}")
        chosen = tuple(one_of(*choices)(each, name) for each in node.value)
        if len(set(chosen)) < len(chosen):
            raise refused(node, f"“{name}” says the same twice")
        return chosen

    return read


def anything(node: yaml.Node, name: str) -> yaml.Node:
    """Read by who asked for it."""
    return node
