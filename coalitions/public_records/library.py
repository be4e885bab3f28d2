"""What a state's law says of each fact and each kind of paper, read from data/ once a process."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

import yaml
from django.db import models

from safety_portal.core.files.strict_yaml import (
    Field,
    anything,
    code,
    entries,
    is_nothing,
    mapping,
    number,
    one_of,
    refused,
    root_of,
    scalar,
    text,
)
from safety_portal.core.values import NotRead, day

DATA = Path(__file__).parent / "data" / "public_facts.yaml"
KIND = "list of public facts"
LONGEST = 1000
EVERY_STATE = "US"


class Effect(models.TextChoices):
    """What a law of a state says of a fact; stored."""

    MUST_PUBLISH = "must_publish", "Must be published"
    MUST_DISCLOSE = "must_disclose", "Open on request"
    FILED = "filed", "Filed with the state: counsel decides whether it is public"
    OPEN_BY_MEETING = "open_by_meeting", "Open: decided in a public meeting"
    SILENT = "silent", "Says nothing of it"


@dataclass(frozen=True)
class Law:
    """What one law of `state` says; `confidence` is how well it was read, `seen` where."""

    state: str
    citation: str
    confidence: str
    seen: str
    effect: str = ""
    rule: str = ""
    note: str = ""

    @property
    def is_rule(self) -> bool:
        """Whether it says that the fact goes out, is filed, or was decided in public."""
        return self.effect != Effect.SILENT

    @property
    def effect_in_words(self) -> str:
        """ "Must be published"."""
        return str(Effect(self.effect).label)


@dataclass(frozen=True)
class PublicFact:
    """A fact that may go out. `withheld` are codes of the papers that stay in beside it."""

    code: str
    sentence: str
    laws: tuple[Law, ...]
    withheld: tuple[str, ...]


@dataclass(frozen=True)
class WithheldKind:
    """A kind of paper that stays in, by the statutes of some states.

    `only_in` is the one state that knows it; there `not_proposed` facts are not offered.
    """

    code: str
    what: str
    sentence: str
    laws: tuple[Law, ...]
    only_in: str
    not_proposed: tuple[str, ...]


@dataclass(frozen=True)
class Library:
    """The whole list, and the day on which its laws were read."""

    checked_on: date
    notice: str
    closing: str
    facts: tuple[PublicFact, ...]
    kinds: tuple[WithheldKind, ...]


def laws_in(laws: tuple[Law, ...], state: str) -> tuple[Law, ...]:
    """Those of a state, and those of the whole country."""
    return tuple(law for law in laws if law.state in (state, EVERY_STATE))


def _list(node: yaml.Node, name: str) -> list[yaml.Node]:
    if isinstance(node, yaml.SequenceNode) and not node.value:
        return []
    return entries(node, node, name=name, entry="line", most=80, kind=KIND)


def _codes(node: yaml.Node, name: str) -> tuple[str, ...]:
    return tuple(code(60)(each, name) for each in _list(node, name))


def _or_nothing(node: yaml.Node, name: str) -> str:
    return "" if is_nothing(node) else text(LONGEST)(node, name)


def _day(node: yaml.Node, name: str) -> date:
    try:
        return day(scalar(node, name))
    except NotRead as error:
        raise refused(node, f"“{name}” has to be a day") from error


def _state(node: yaml.Node, name: str) -> str:
    said = text(2, least=2)(node, name)
    if not (said.isascii() and said.isupper()):
        raise refused(node, f"“{name}” has to be a state, as the mail writes it")
    return said


def _laws(node: yaml.Node, name: str) -> tuple[Law, ...]:
    said = [mapping(each, LAW_FIELDS, what="a law", kind=KIND) for each in _list(node, name)]
    return tuple(Law(**each) for each in said)


SAID = text(LONGEST, least=1)
CONFIDENCE = one_of("high", "medium", "low")
LAW_FIELDS = {
    "state": Field(_state, is_needed=True),
    "citation": Field(SAID, is_needed=True),
    "effect": Field(one_of(*Effect.values)),
    "rule": Field(_or_nothing),
    "seen": Field(SAID, is_needed=True),
    "confidence": Field(CONFIDENCE, is_needed=True),
    "note": Field(SAID),
}
FACT_FIELDS = {
    "code": Field(code(60), is_needed=True),
    "order": Field(number(1, 99), is_needed=True),
    "sentence": Field(SAID, is_needed=True),
    "source": Field(anything, is_needed=True),
    "states": Field(_laws, is_needed=True),
    "never": Field(anything),
    "withheld": Field(_codes, is_needed=True),
    "confidence": Field(CONFIDENCE, is_needed=True),
    "note": Field(SAID),
}
KIND_FIELDS = {
    "code": Field(code(60), is_needed=True),
    "only_in": Field(_state),
    "not_proposed": Field(_codes),
    "what": Field(SAID, is_needed=True),
    "sentence": Field(SAID, is_needed=True),
    "states": Field(_laws, is_needed=True),
}
FIELDS = {
    "schema": Field(number(1, 1), is_needed=True),
    "checked_on": Field(_day, is_needed=True),
    "notice": Field(SAID, is_needed=True),
    "principle": Field(SAID),
    "effects": Field(anything),
    "default": Field(anything),
    "unknown_states": Field(SAID),
    "facts": Field(_list, is_needed=True),
    "withheld": Field(_list, is_needed=True),
    "closing_sentence": Field(SAID, is_needed=True),
    "steps": Field(anything),
}


@cache
def library() -> Library:
    """The list that comes with the portal, in its order."""
    root = root_of(DATA.read_text(encoding="utf-8"), kind=KIND)
    said = mapping(root, FIELDS, what="this file", kind=KIND)
    return Library(
        checked_on=said["checked_on"],
        notice=said["notice"],
        closing=said["closing_sentence"],
        facts=tuple(map(_fact, said["facts"])),
        kinds=tuple(map(_kind, said["withheld"])),
    )


def _fact(node: yaml.Node) -> PublicFact:
    said = mapping(node, FACT_FIELDS, what="a fact", kind=KIND)
    return PublicFact(said["code"], said["sentence"], said["states"], said["withheld"])


def _kind(node: yaml.Node) -> WithheldKind:
    said = mapping(node, KIND_FIELDS, what="a kind of paper", kind=KIND)
    return WithheldKind(
        said["code"],
        said["what"],
        said["sentence"],
        said["states"],
        said.get("only_in", ""),
        said.get("not_proposed", ()),
    )
