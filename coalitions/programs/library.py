"""The catalogue that comes with the portal, read from data/ once a process."""

from functools import cache
from pathlib import Path

import yaml

from coalitions.access.roles import Role
from coalitions.prevention.matrix import Cell, Function, Goal
from coalitions.programs.catalogue import (
    LONGEST_LINE,
    LONGEST_TEXT,
    LONGEST_TITLE,
    EntryText,
)
from coalitions.programs.lifecycle import Cadence
from safety_portal.core.files.strict_yaml import (
    Field,
    anything,
    code,
    entries,
    mapping,
    number,
    one_of,
    root_of,
    some_of,
    text,
)

DATA = Path(__file__).parent / "data" / "programs.yaml"
KIND = "catalogue of programs"


def _lines(node: yaml.Node, name: str) -> tuple[str, ...]:
    nodes = entries(node, node, name=name, entry="line", most=20, kind=KIND)
    return tuple(text(LONGEST_LINE, least=1)(each, name) for each in nodes)


def _codes(node: yaml.Node, name: str) -> tuple[str, ...]:
    nodes = entries(node, node, name=name, entry="code", most=20, kind=KIND)
    return tuple(code(60)(each, name) for each in nodes)


def _cells(node: yaml.Node, name: str) -> tuple[str, ...]:
    nodes = entries(node, node, name=name, entry="place", most=20, kind=KIND)
    said = [mapping(each, CELL_FIELDS, what="a place", kind=KIND) for each in nodes]
    return tuple(Cell(Goal(each["goal"]), Function(each["function"])).code for each in said)


def _evaluation(node: yaml.Node, name: str) -> dict[str, object]:
    return mapping(node, EVALUATION_FIELDS, what="an evaluation", kind=KIND)


def _cadence(node: yaml.Node, name: str) -> str:
    """ "each semester" in the file, which people write."""
    said = one_of(*(each.value.replace("_", " ") for each in Cadence))(node, name)
    return said.replace(" ", "_")


FIELDS = {
    "schema": Field(number(1, 1), is_needed=True),
    "programs": Field(anything, is_needed=True),
}
CELL_FIELDS = {
    "goal": Field(one_of(*Goal.values), is_needed=True),
    "function": Field(one_of(*Function.values), is_needed=True),
}
EVALUATION_FIELDS = {
    "process": Field(_lines, is_needed=True),
    "outcome": Field(_lines, is_needed=True),
    "review": Field(_cadence, is_needed=True),
    "keep_change_or_stop": Field(text(LONGEST_TEXT, least=1), is_needed=True),
}
ENTRY_FIELDS = {
    "code": Field(code(60), is_needed=True),
    "title": Field(text(LONGEST_TITLE, least=1), is_needed=True),
    "cells": Field(_cells, is_needed=True),
    "led_by": Field(some_of(*Role.values), is_needed=True),
    "for_whom": Field(text(LONGEST_LINE, least=1), is_needed=True),
    "description": Field(text(LONGEST_TEXT, least=1), is_needed=True),
    "evaluation": Field(_evaluation, is_needed=True),
    "caution": Field(text(LONGEST_TEXT, least=1), is_needed=True),
    "courses": Field(_codes, is_needed=True),
    "briefs": Field(_codes, is_needed=True),
}


@cache
def library() -> dict[str, EntryText]:
    """Every entry that comes with the portal by its code, in order."""
    root = root_of(DATA.read_text(encoding="utf-8"), kind=KIND)
    said = mapping(root, FIELDS, what="this file", kind=KIND)
    nodes = entries(said["programs"], root, name="programs", entry="program", most=200, kind=KIND)
    return dict(map(_entry, nodes))


def _entry(node: yaml.Node) -> tuple[str, EntryText]:
    said = mapping(node, ENTRY_FIELDS, what="a program", kind=KIND)
    evaluation = said["evaluation"]
    text_of = EntryText(
        **{name: said[name] for name in said if name not in ("code", "evaluation")},
        **{name: evaluation[name] for name in ("process", "outcome", "review")},
    )
    return said["code"], text_of
