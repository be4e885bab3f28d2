"""The federal structure as data: whole, in order, and canonical; a plan begins with nothing odd."""

from types import SimpleNamespace

import pytest

from coalitions.access.roles import Sensitivity
from plans.library import structure
from plans.library.kinds import Kind
from plans.text.html import normalise

SCOPES = ("school", "district")


@pytest.mark.parametrize("scope", SCOPES)
def test_every_part_stands_under_one_that_was_before_it(scope):
    seen = set()
    for part in structure.template_for(scope):
        assert part.code not in seen
        assert part.parent is None or part.parent in seen, part.code
        seen.add(part.code)


@pytest.mark.parametrize("scope", SCOPES)
def test_a_plan_begins_from_what_a_section_may_stand_for(scope):
    targets = {part.code for part in structure.targets_for(scope)}
    assert {part.code for part in structure.template_for(scope)} <= targets
    assert structure.restricted_targets(scope) <= targets
    assert set(structure.front_matter(scope)) <= targets
    assert structure.front_matter(scope)[0] == "introduction"


@pytest.mark.parametrize("scope", SCOPES)
def test_starter_text_is_as_a_writer_would_have_saved_it(scope):
    for part in structure.targets_for(scope):
        assert normalise(part.html) == part.html, part.code
        assert part.kind in Kind.values
        assert part.sensitivity in Sensitivity.values
        assert part.prompt.strip(), part.code


def test_the_annexes_that_the_guide_asks_for_are_all_there():
    annexes = [part for part in structure.template_for("school") if part.parent]
    functional = {part.title for part in annexes if part.kind == Kind.FUNCTIONAL}
    assert len(functional) >= 10
    assert any("Lockdown" in title for title in functional)
    assert any("Evacuation" in title for title in functional)


def section(target="", kind=Kind.BASIC):
    return SimpleNamespace(target=target, kind=kind)


def test_an_empty_section_begins_with_its_part_or_a_skeleton_or_nothing():
    part = next(part for part in structure.targets_for("school") if part.html)
    assert structure.starter_text(section(part.code), scope="school") == part.html
    own = structure.starter_text(section(kind=Kind.THREAT_HAZARD), scope="school")
    assert [title in own for title in structure.PHASES.values()] == [True] * 3
    assert structure.starter_text(section("nowhere"), scope="school") == ""


def test_every_part_has_a_prompt_for_who_writes_it():
    prompts = structure.prompts()
    for scope in SCOPES:
        assert {part.code for part in structure.targets_for(scope)} <= prompts.keys()
    assert all(prompts.values())
