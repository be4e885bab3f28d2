"""Briefs as YAML, out: the form of the starter library, which readers/briefs_file.py reads."""

from collections.abc import Iterable
from typing import Any, Literal

import yaml

from coalitions.briefs.text.content import BriefText, CodedBrief
from coalitions.prevention.matrix import Cell, Function, Goal

SCHEMA = 1
# In the order of the starter library; a database keeps none.
SOURCE: tuple[Literal["title", "publisher", "year", "url"], ...]
SOURCE = ("title", "publisher", "year", "url")


class _Dumper(yaml.SafeDumper):
    """Text of several lines as it reads, and no anchors."""

    def ignore_aliases(self, data: object) -> bool:
        return True


def _text(dumper: _Dumper, words: str) -> yaml.Node:
    style = "|" if "\n" in words else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", words, style=style)


_Dumper.add_representer(str, _text)


def write_briefs(briefs: Iterable[CodedBrief]) -> str:
    """The file of briefs, in their order."""
    root = {
        "schema": SCHEMA,
        "goals": [{"code": goal.value, "title": str(goal.label)} for goal in Goal],
        "functions": [{"code": each.value, "title": str(each.label)} for each in Function],
        "briefs": [_brief(brief) for brief in briefs],
    }
    return yaml.dump(root, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=100)


def _brief(brief: CodedBrief) -> dict[str, Any]:
    text = brief.text
    return {
        "code": brief.code,
        "title": text.title,
        "cells": list(_cells(text)),
        "audience": list(text.audience),
        "hazards": list(text.hazards),
        "context": text.context,
        "sources": [{name: source[name] for name in SOURCE} for source in text.sources],
        "prevention_relevance": text.relevance,
        "prevention_techniques": text.techniques,
        "prevention_thought": {"function": text.function, "question": text.question},
        "sensitivity": text.sensitivity,
    }


def _cells(text: BriefText) -> Iterable[dict[str, Any]]:
    for code in text.cells:
        cell = Cell.of(code)
        yield {
            "goal": cell.goal.value,
            "function": cell.function.value,
            "primary": code == text.primary_cell,
        }
