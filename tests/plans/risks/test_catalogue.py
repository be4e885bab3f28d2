"""The catalogue of hazards and the arithmetic of the suggestion."""

import itertools

import pytest

from coalitions.briefs.text.hazards import HAZARDS
from plans.library.structure import read_data
from plans.risks.catalogue import annex_titles, by_name, catalogue, criteria, in_groups
from plans.risks.scales import CRITERIA, Group, Priority, heat_of, suggested

SAMPLE_OF_REMS = (
    "Earthquake, Tornado, Lightning, Severe wind, Hurricane, Flood, Wildfire, Extreme temperature,"
    " Landslide, Mudslide, Tsunami, Dust storm, Volcanic eruption, Winter precipitation, Snow storm,"
    " Community hazmat, Radiological release, In-school hazmat, Infrastructure failure,"
    " Infectious disease, Contaminated food, Water contamination, Toxic building materials,"
    " Toxic lab materials, Fire, Medical emergency, Active shooter, Threat of violence, Fights,"
    " Gang violence, Bomb threat, Child abuse, Cyber attack, Cyber malfunction, Suicide,"
    " Dangerous person, Missing student, Kidnapping, Bus emergency, Demonstration, Riot,"
    " Dangerous animal"
)


def test_it_has_the_hazards_that_briefs_speak_of_by_the_same_names():
    named = {code: hazard.title for code, hazard in catalogue().items()}
    assert named == {
        code: title for code, title in HAZARDS.items() if not code.startswith("other_")
    }


@pytest.mark.parametrize("name", SAMPLE_OF_REMS.split(", "))
def test_it_knows_every_hazard_of_the_federal_worksheet_by_its_name_there(name):
    assert by_name()[name.lower().replace(" ", "").replace("-", "")]


def test_no_name_means_two_hazards():
    names = [
        name.casefold()
        for hazard in catalogue().values()
        for name in {hazard.title.casefold(), *map(str.casefold, hazard.also)}
    ]
    assert len(names) == len(set(names))


def test_every_hazard_has_an_annex_of_the_library_that_names_it():
    rows = {row["code"]: row["hazards"] for row in read_data("annexes.yaml")["annexes"]}
    for code, hazard in catalogue().items():
        assert code in rows[hazard.annexes[0]]
        assert set(hazard.annexes) <= annex_titles().keys()


def test_what_a_hazard_leads_to_is_in_it():
    for hazard in catalogue().values():
        assert set(hazard.leads_to) <= catalogue().keys() - {hazard.code}


def test_typical_values_are_of_the_scale():
    for hazard in catalogue().values():
        assert dict(hazard.typical).keys() == {"warning", "duration"}
        assert all(1 <= value <= 4 for _, value in hazard.typical)


def test_the_emergency_itself_counts_and_the_higher_where_a_span_is_said():
    usual = {code: dict(hazard.typical) for code, hazard in catalogue().items()}
    assert usual["landslide"]["duration"] == 1  # minutes; roads stay closed for days
    assert usual["flood"]["warning"] == 4  # minutes in a flash flood
    assert usual["water_contamination"]["warning"] == 4  # hours or none
    assert usual["contaminated_food"]["duration"] == 4  # hours to days


def test_groups_come_in_the_order_of_the_federal_guide():
    assert [group for group, _ in in_groups(catalogue().values())] == list(Group)


def test_scales_have_four_steps_each_the_highest_first():
    assert tuple(each.code for each in criteria()) == CRITERIA
    assert all([step.value for step in each.steps] == [4, 3, 2, 1] for each in criteria())


@pytest.mark.parametrize(
    ("scores", "priority"),
    [
        ((1, 1, 1, 1), "low"),
        ((2, 1, 2, 2), "low"),  # 7
        ((2, 2, 2, 2), "medium"),  # 8
        ((4, 3, 3, 1), "medium"),  # 11
        ((3, 3, 3, 3), "high"),  # 12
        ((4, 4, 4, 4), "high"),
        ((1, 4, 1, 1), "medium"),  # 7, but people may die
    ],
)
def test_the_sum_suggests(scores, priority):
    assert suggested(dict(zip(CRITERIA, scores, strict=True))).priority == priority


def test_every_sum_says_how_it_came():
    for scores in itertools.product(range(1, 5), repeat=4):
        found = suggested(dict(zip(CRITERIA, scores, strict=True)))
        assert found.arithmetic.startswith(f"{' + '.join(map(str, scores))} = {sum(scores)} of 16")
        assert ("never below medium" in found.arithmetic) == found.is_raised
        assert found.priority != Priority.LOW or scores[1] < 4


def test_the_shade_follows_the_two_scores_of_the_map():
    shades = [[heat_of(p, m) for p in range(1, 5)] for m in range(4, 0, -1)]
    assert shades == [[3, 4, 4, 4], [2, 3, 4, 4], [1, 2, 3, 4], [1, 1, 2, 3]]
