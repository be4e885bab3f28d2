"""Briefs as YAML, in: read strictly (core/files/strict_yaml.py), what does not fit is refused with
its line. What is read and written again is the same (writers/briefs_file.py).
"""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

import yaml

from coalitions.access.roles import Role
from coalitions.briefs.checking import LONGEST_SOURCE, MOST_SOURCES, checked
from coalitions.briefs.models.brief import (
    LEVELS,
    LONGEST_QUESTION,
    LONGEST_RELEVANCE,
    LONGEST_TITLE,
)
from coalitions.briefs.text.content import BriefText, CodedBrief, Source
from coalitions.briefs.text.hazards import HAZARDS
from coalitions.briefs.text.limited_html import LONGEST, NotLimited, canonical
from coalitions.prevention.matrix import Cell, Function, Goal
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
    some_of,
    text,
)
from safety_portal.core.refusals import Refused

SCHEMA, KIND = 1, "file of briefs"
LARGEST, MOST_BRIEFS = 1_000_000, 500


def html(node: yaml.Node, name: str) -> str:
    """Limited HTML in the one way it is written."""
    words = scalar(node, name)
    if len(words) > LONGEST:
        raise refused(node, f"“{name}” has {len(words):,} letters; {LONGEST:,} is the most")
    try:
        return canonical(words)
    except NotLimited as wrong:
        raise refused(node, f"“{name}” cannot be kept: {wrong}") from wrong


def or_nothing(read: Callable[[yaml.Node, str], Any]) -> Callable[[yaml.Node, str], Any]:
    """The same, or null."""
    return lambda node, name: None if is_nothing(node) else read(node, name)


def _listed(node: yaml.Node, name: str) -> list[yaml.Node]:
    if not isinstance(node, yaml.SequenceNode):
        raise refused(node, f"“{name}” has to be a list")
    return list(node.value)


FIELDS = {
    "schema": Field(number(1, 99), is_needed=True),
    "goals": Field(anything),
    "functions": Field(anything),
    "briefs": Field(anything, is_needed=True),
}
CELL_FIELDS = {
    "goal": Field(one_of(*Goal.values), is_needed=True),
    "function": Field(one_of(*Function.values), is_needed=True),
    "primary": Field(one_of("true", "false"), is_needed=True),
}
SOURCE_FIELDS = {
    "title": Field(text(LONGEST_SOURCE, least=1), is_needed=True),
    "publisher": Field(text(LONGEST_SOURCE), is_needed=True),
    "year": Field(or_nothing(number(1900, 2100)), is_needed=True),
    "url": Field(or_nothing(text(500)), is_needed=True),
}
THOUGHT_FIELDS = {
    "function": Field(one_of(*Function.values), is_needed=True),
    "question": Field(text(LONGEST_QUESTION, least=1), is_needed=True),
}
BRIEF_FIELDS = {
    "code": Field(code(60), is_needed=True),
    "title": Field(text(LONGEST_TITLE, least=1), is_needed=True),
    "cells": Field(anything, is_needed=True),
    "audience": Field(some_of(*Role.values, least=0), is_needed=True),
    "hazards": Field(some_of(*HAZARDS, least=0), is_needed=True),
    "context": Field(html, is_needed=True),
    "sources": Field(anything, is_needed=True),
    "prevention_relevance": Field(text(LONGEST_RELEVANCE, least=1), is_needed=True),
    "prevention_techniques": Field(html, is_needed=True),
    "prevention_thought": Field(anything, is_needed=True),
    "sensitivity": Field(one_of(*LEVELS), is_needed=True),
}


def read_briefs(words: str) -> tuple[CodedBrief, ...]:
    """The briefs of a file, in order. Refused, with the line."""
    if len(words) > LARGEST:
        raise Refused("This file is larger than 1 MB. Bring fewer briefs at once.")
    root = root_of(words, kind=KIND)
    said = mapping(root, FIELDS, what="the file", kind=KIND)
    if said["schema"] != SCHEMA:
        raise refused(root, f"“schema” has to be {SCHEMA}")
    for name, known in (("goals", Goal), ("functions", Function)):
        if name in said:
            _check_known(said[name], name, known.choices)
    rows = entries(said["briefs"], root, name="briefs", entry="brief", most=MOST_BRIEFS, kind=KIND)
    return tuple(_briefs(rows))


def _check_known(node: yaml.Node, name: str, choices: Sequence[tuple[str, Any]]) -> None:
    """The goals and functions of a file are those of the portal: no file has others."""
    fields = {"code": Field(code(60), is_needed=True), "title": Field(text(80), is_needed=True)}
    rows = [mapping(each, fields, what="this", kind=KIND) for each in _listed(node, name)]
    if [(row["code"], row["title"]) for row in rows] != [(c, str(title)) for c, title in choices]:
        raise refused(node, f"“{name}” are those of the portal; leave them out")


def _briefs(rows: Sequence[yaml.Node]) -> Iterator[CodedBrief]:
    seen: dict[str, int] = {}
    for node in rows:
        row = mapping(node, BRIEF_FIELDS, what="a brief", kind=KIND)
        if row["code"] in seen:
            raise refused(
                node, f"the code “{row['code']}” stands in line {seen[row['code']]} already"
            )
        seen[row["code"]] = node.start_mark.line + 1
        try:
            yield CodedBrief(row["code"], checked(_text(row, node)))
        except Refused as wrong:
            if str(wrong).startswith("Line "):
                raise
            raise refused(node, f"“{row['code']}”: {str(wrong).rstrip('.')}") from wrong


def _text(row: dict[str, Any], node: yaml.Node) -> BriefText:
    cells, primary = _cells(row["cells"])
    thought = mapping(row["prevention_thought"], THOUGHT_FIELDS, what="the thought", kind=KIND)
    return BriefText(
        title=row["title"],
        cells=cells,
        primary_cell=primary,
        audience=row["audience"],
        hazards=row["hazards"],
        context=row["context"],
        sources=_sources(row["sources"]),
        relevance=row["prevention_relevance"],
        techniques=row["prevention_techniques"],
        function=thought["function"],
        question=thought["question"],
        sensitivity=row["sensitivity"],
    )


def _cells(node: yaml.Node) -> tuple[tuple[str, ...], str]:
    """The codes of the cells in their order, and that of the primary one."""
    rows = [mapping(each, CELL_FIELDS, what="a cell", kind=KIND) for each in _listed(node, "cells")]
    cells = [Cell(Goal(row["goal"]), Function(row["function"])).code for row in rows]
    primary = [cell for cell, row in zip(cells, rows, strict=True) if row["primary"] == "true"]
    if len(primary) != 1:
        raise refused(node, "exactly one of the “cells” is primary")
    if len(set(cells)) < len(cells):
        raise refused(node, "“cells” says the same twice")
    return tuple(cells), primary[0]


def _sources(node: yaml.Node) -> tuple[Source, ...]:
    rows = _listed(node, "sources")
    if len(rows) > MOST_SOURCES:
        raise refused(node, f"a brief has at most {MOST_SOURCES} sources")
    read = [mapping(each, SOURCE_FIELDS, what="a source", kind=KIND) for each in rows]
    return tuple(
        Source(title=row["title"], publisher=row["publisher"], year=row["year"], url=row["url"])
        for row in read
    )
