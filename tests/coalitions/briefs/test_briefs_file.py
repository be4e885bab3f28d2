"""Briefs as YAML, in and out."""

from pathlib import Path

import pytest
import yaml

from coalitions.briefs.readers.briefs_file import LARGEST, read_briefs
from coalitions.briefs.readers.starter import DATA, starters
from coalitions.briefs.text.content import CodedBrief
from coalitions.briefs.writers.briefs_file import write_briefs
from coalitions.prevention.matrix import CODES
from safety_portal.core.refusals import Refused
from tests.briefing import text

ONE = write_briefs([CodedBrief("one", text())])


def test_the_starter_library_covers_every_place_by_a_first_one():
    assert len(starters()) == 23
    assert {starter.text.primary_cell for starter in starters()} == set(CODES)
    assert starters()[0].code == "sro_partner"


def test_what_is_written_says_what_the_starter_file_says():
    written = yaml.safe_load(write_briefs(starters()))
    assert written == yaml.safe_load(Path(DATA).read_text(encoding="utf-8"))


def test_written_and_read_again_it_is_the_same_to_the_byte():
    file = write_briefs(starters())
    assert read_briefs(file) == starters()
    assert write_briefs(read_briefs(file)) == file


def test_text_of_several_lines_is_written_as_it_reads():
    assert "context: |\n" in ONE
    assert "    <li>Greet at arrival.</li>" in ONE
    assert "&id" not in write_briefs([*starters(), *starters()[:0]])


def without(line):
    """The file without its first line that begins so."""
    lines = ONE.split("\n")
    at = next(place for place, each in enumerate(lines) if each.strip(" -").startswith(line))
    return "\n".join(lines[:at] + lines[at + 1 :])


@pytest.mark.parametrize(
    ("file", "why"),
    [
        ("", "is no file of briefs"),
        ("- a", "is no file of briefs"),
        ("schema: 1\nbriefs: []", "at least one brief"),
        (ONE.replace("schema: 1", "schema: 2"), "“schema” has to be 1"),
        (ONE.replace("code: one", "code: One Two"), "takes small letters"),
        (ONE.replace("goal: prevent", "goal: hope"), "“goal” is one of"),
        (ONE.replace("primary: true", "primary: false"), "exactly one of the “cells” is primary"),
        (ONE.replace("sensitivity: public", "sensitivity: restricted"), "“sensitivity” is one of"),
        (ONE.replace("audience: []", "audience: [principal]"), "“audience” is one of"),
        (ONE.replace("hazards: []", "hazards: [dragons]"), "“hazards” is one of"),
        (ONE.replace("<li>", "<dt>"), "<dt> cannot stand in <ul>"),
        (ONE.replace("title: Deter", "title: Hope"), "“goals” are those of the portal"),
        (ONE + "extra: 1\n", "“extra” is nothing a file of briefs knows"),
        (ONE.replace("code: one", "code: one\n  code: two"), "“code” is said twice"),
        (ONE.replace("title: Greeting", "title: &a Greeting") + "goals: *a", "anchors"),
        (without("title: Greeting"), "a brief has no “title”"),
        (without("question: "), "the thought has no “question”"),
        ("[" * 400_000, "nested deeper"),
        ("{a: " * 100_000, "nested deeper"),
        ("a: b: c", "is not YAML"),
        ("x" * (LARGEST + 1), "larger than 1 MB"),
        ("!!python/object:os.system {}", "the file has no “schema”"),
    ],
)
def test_a_file_that_does_not_fit_is_refused_with_its_line(file, why):
    with pytest.raises(Refused, match=why):
        read_briefs(file)


def test_a_code_stands_once_in_a_file():
    twice = write_briefs([CodedBrief("one", text()), CodedBrief("one", text())])
    with pytest.raises(Refused, match="the code “one” stands in line"):
        read_briefs(twice)
