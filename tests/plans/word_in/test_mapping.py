"""What a heading may stand for: sure only where the words, the place and the part all agree."""

import pytest

from plans.library.structure import read_data, targets_for
from plans.word_in.readers.mapping import propose


def sure(*headings, scope="school"):
    return [proposal.target if proposal.sure else "" for proposal in propose(headings, scope=scope)]


@pytest.mark.parametrize(
    ("title", "target"),
    [
        ("Purpose, Scope, Situation and Assumptions", "purpose_scope_situation"),
        ("3. Concept of Operations (CONOPS)", "concept_of_operations"),
        ("III. CONCEPT OF OPERATIONS", "concept_of_operations"),
        ("Annex B: Lockdown", "lockdown"),
        ("Lockdown Procedures", "lockdown"),
        ("Appendix 4 - Active Shooter", "armed_assailant"),
        ("Parent-Student Reunification", "family_reunification"),
        ("Medical emergencies", "medical_emergency"),
        ("Cafeteria menu", ""),
        ("Emergency Operations Plan", ""),
        ("", ""),
    ],
)
def test_a_heading_by_itself(title, target):
    assert sure((title, 1), ("x", 1)) == [target, ""]


def test_a_part_is_sure_only_in_its_branch():
    headings = [("Situation overview", 1), ("Threats and hazards", 2), ("Fire", 3), ("Fire", 1)]
    assert sure(*headings) == ["", "", "", "fire_and_explosion"]
    under_its_part = [
        ("2. Purpose, scope, situation and assumptions", 1),
        ("Situation overview", 2),
        ("Fire", 3),
    ]
    assert sure(*under_its_part) == ["purpose_scope_situation", "situation_overview", ""]


def test_each_part_is_sure_once():
    headings = [
        ("Introduction", 1),
        ("Record of changes", 2),
        ("Plan maintenance", 1),
        ("Record of changes", 2),
    ]
    assert sure(*headings) == [
        "introduction",
        "record_of_changes",
        "plan_development_and_maintenance",
        "",
    ]


def test_a_heading_under_a_foreign_one_is_not_sure():
    assert sure(("Design requirements", 1), ("References", 2), ("Other", 1)) == ["", "", ""]
    assert sure(("Juniper plan", 1), ("References", 2)) == ["", "authorities_and_references"]


def test_a_proposal_gives_its_reason_and_the_next_best():
    [proposal, _] = propose([("Threat assessments", 1), ("x", 1)], scope="school")
    assert (proposal.target, proposal.confidence, proposal.sure) == (
        "threat_of_violence",
        1.0,
        True,
    )
    assert proposal.why == "Says the same as “Threat of violence and worrying behavior”."
    assert "threats_and_hazards" in proposal.others


def test_a_heading_of_the_plan_itself_is_told_from_one_that_stands_for_nothing():
    headings = [("Basic Plan", 1), ("Purpose", 2), ("Cafeteria menu", 1)]
    assert [each.names_plan for each in propose(headings, scope="school")] == [True, False, False]


@pytest.mark.parametrize(
    ("title", "why"),
    [
        (
            "School District Emergency Operations Plan (EOP)",
            "It names the plan itself, or its basic plan.",
        ),
        ("Crisis response plan", "It names the plan itself, or its basic plan."),
        ("Assessment task", "No part of the federal structure has a similar name."),
        ("Accidents and illnesses", "No part of the federal structure has a similar name."),
    ],
)
def test_words_that_half_of_all_headings_have_are_no_likeness(title, why):
    proposal = propose([("Introduction", 1), (title, 2)], scope="school")[1]
    assert (proposal.target, proposal.why) == ("", why)


@pytest.mark.parametrize("scope", ["school", "district"])
def test_a_hazard_named_in_the_situation_is_described_there_and_is_no_annex(scope):
    under = [
        ("2. Purpose, scope, situation and assumptions", 1),
        ("Our hazards", 2),
        ("Flood", 3),
        ("Active shooter", 3),
    ]
    *_, flood, shooter = propose([*under, ("Flood", 1), ("Active shooter", 1)], scope=scope)[:4]
    assert (flood.target, shooter.target) == ("", "")
    assert flood.why == (
        "It describes a hazard under “Purpose, scope, situation and assumptions”. "
        "The annex “Flood and dam failure” is what to do about one."
    )
    assert (flood.others[0], shooter.others[0]) == ("flood", "armed_assailant")
    assert sure(*under, ("Flood", 1), ("Active shooter", 1), scope=scope)[4:] == [
        "flood",
        "armed_assailant",
    ]


def test_every_other_name_belongs_to_a_part():
    codes = {part.code for scope in ("school", "district") for part in targets_for(scope)}
    assert set(read_data("heading_names.yaml")["names"]) <= codes


@pytest.mark.parametrize("scope", ["school", "district"])
def test_each_part_is_found_by_its_own_title(scope):
    for part in targets_for(scope):
        proposals = propose([(part.title, 1), ("x", 1)], scope=scope)
        assert part.code in (proposals[0].target, *proposals[0].others), part.title
