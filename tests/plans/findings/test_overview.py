"""What a district sees first: open findings by school, layer and age, and who was never walked."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone

from coalitions.action_items.lifecycle import ItemState
from plans.assessments.lifecycle import AssessmentState
from plans.assessments.scales import Layer
from plans.findings.models import Finding
from plans.findings.overview import (
    Cell,
    NextWalk,
    PlaceRow,
    heading,
    layer_rows,
    never_walked,
    place_row,
    schools_of,
    with_walks,
)
from plans.findings.queries import of_age
from plans.findings.standing import standing_of
from tests import builders, walks
from tests.action_items import accepted, done, make_item, verified

TODAY = timezone.localdate()
DAY = timedelta(days=1)


def cell(number, days=0, *, is_walked=True, layer=Layer.BUILDING):
    return Cell(layer, number, days, is_walked)


@pytest.mark.parametrize(
    ("shown", "color", "words"),
    [
        (cell(0), "met", "none"),
        (cell(0, is_walked=False), "quiet", "never walked"),
        (cell(1, 60), "due", "1 open"),
        (cell(2, 61), "overdue", "2 open"),
        (cell(3, 0, is_walked=False), "due", "3 open"),
    ],
)
def test_a_cell_in_color_and_words(shown, color, words):
    assert (shown.color, shown.words) == (color, words)


def row(*cells, due_on=TODAY):
    return PlaceRow(None, cells, False, None, due_on, None, TODAY)


def test_a_row_adds_its_cells_and_names_the_worst():
    shown = row(cell(1, 3), cell(4, 90, layer=Layer.DIGITAL), cell(0, 400))
    assert (shown.number, shown.open_words) == (5, "5 open")
    assert shown.worst.layer == Layer.DIGITAL


def test_without_an_open_finding_no_cell_is_the_worst():
    assert row(cell(0, 400)).worst is None


@pytest.mark.parametrize(
    ("due_on", "is_late"), [(None, True), (TODAY - DAY, True), (TODAY, False), (TODAY + DAY, False)]
)
def test_a_school_is_late_from_the_day_after_its_year(due_on, is_late):
    assert row(due_on=due_on).is_late == is_late


class Named:
    place = "Tamarack"


@pytest.mark.parametrize(
    ("counts", "said"),
    [
        ((0, 0, False), "0 findings are open"),
        ((1, 0, False), "1 finding is open"),
        ((2, 1, False), "2 findings are open; Tamarack has never been walked"),
        ((2, 3, False), "2 findings are open; 3 schools have never been walked"),
        ((0, 1, True), "This site has never been walked"),
        ((2, 1, True), "2 findings are open; never walked"),
    ],
)
def test_the_heading(counts, said):
    found, number, is_school = counts
    never = [Named()] * number
    assert said == heading(open_findings=found, never=never, number=number, is_school=is_school)


pytestmark = pytest.mark.django_db


@pytest.fixture
def walked(site):
    return walks.make_assessment(coalition=site.school, lead=site.lead, state="finished")


def found(walk, item, **fields):
    return walks.make_finding(assessment=walk, item=item, **fields)


def states(site, walk):
    """A finding in each state, by the word for it."""
    now, by = timezone.now(), site.sro
    person = site.lead.person
    items = {
        "open": {},
        "done": done(),
        "verified": verified(),
        "risk_accepted": accepted(accepter=person),
    }
    assert {*items} == {*ItemState.values}
    made = {
        state: found(walk, f"item.{state}", action_item=make_item(coalition=site.school, **fields))
        for state, fields in items.items()
    }
    made["no_action"] = found(walk, "item.none")
    made["not_acting"] = found(
        walk, "item.left", not_acting_at=now, not_acting_by=by, not_acting_because="Rare."
    )
    made["in_place"] = found(walk, "item.seen", closed_at=now, closed_by=by, closed_in=walk)
    return made


def test_the_list_and_the_page_agree_on_what_is_open(site, walked):
    made = states(site, walked)
    listed = {*Finding.objects.open()}
    for state, finding in made.items():
        assert (finding in listed) == standing_of(finding, on=TODAY).is_open, state


def test_what_waits_for_an_answer_is_what_has_neither(site, walked):
    made = states(site, walked)
    assert [*Finding.objects.without_answer()] == [made["no_action"]]


def test_each_layer_is_counted_this_year_and_the_year_before(site, walked):
    states(site, walked)
    found(walked, "old.1", found_on=TODAY - 366 * DAY)
    found(walked, "older.1", found_on=TODAY - 800 * DAY)
    rows = {each.layer: each for each in layer_rows(Finding.objects.all(), on=TODAY)}
    assert [*rows] == [*Layer]
    building = rows[Layer.BUILDING]
    assert (building.open, building.found, building.closed, building.before) == (6, 7, 3, 1)
    assert (rows[Layer.DIGITAL].open, rows[Layer.DIGITAL].found) == (0, 0)


def test_the_layers_are_one_query(walked, django_assert_num_queries):
    found(walked, "building.01")
    with django_assert_num_queries(1):
        layer_rows(Finding.objects.all(), on=TODAY)


def shown_of(site):
    (school,) = with_walks(schools_of(site.school))
    return place_row(school, on=TODAY)


def test_a_place_has_the_number_and_the_age_of_the_oldest(site, walked):
    found(walked, "a.1", found_on=TODAY - 70 * DAY)
    found(walked, "a.2", found_on=TODAY - 3 * DAY)
    found(walked, "b.1", layer="digital", found_on=TODAY)
    shown = shown_of(site)
    told = {each.layer: (each.number, each.days) for each in shown.cells if each.number}
    assert told == {Layer.BUILDING: (2, 70), Layer.DIGITAL: (1, 0)}


def test_a_place_says_when_it_was_walked_and_when_it_is_next(site, walked):
    at = timezone.now() - 30 * DAY
    type(walked).objects.filter(pk=walked.pk).update(finished_at=at, begun_at=at)
    shown = shown_of(site)
    assert shown.walked_on == TODAY - 30 * DAY
    assert shown.due_on.year == shown.walked_on.year + 1
    assert shown.waiting == NextWalk(AssessmentState(site.walk.state), site.walk.planned_on)


def test_a_walk_of_a_part_is_a_walk_and_not_the_year_s(site):
    never = shown_of(site)
    assert (never.never_words, {each.is_walked for each in never.cells}) == (
        "Never walked",
        {False},
    )
    walks.make_assessment(coalition=site.school, lead=site.lead, state="finished", kind="quarterly")
    shown = shown_of(site)
    assert (shown.walked_on, shown.is_late, shown.never_words) == (None, True, "Never as a whole")
    assert {each.words for each in shown.cells} == {"none"}


def test_a_leap_day_comes_round_on_the_last_of_february(site, walked):
    at = datetime(2024, 2, 29, 18, tzinfo=UTC)
    type(walked).objects.filter(pk=walked.pk).update(finished_at=at, begun_at=at)
    shown = shown_of(site)
    assert shown.due_on == date(2025, 2, 28)


@pytest.mark.parametrize("number", [1, 12])
def test_however_many_schools_it_is_one_query(site, django_assert_num_queries, number):
    places = []
    for name in range(number):
        school = builders.make_school(district=site.district.district, name=f"School {name:02}")
        places.append(builders.make_coalition(school=school))
        done_ = walks.make_assessment(coalition=places[-1], state="finished")
        walks.make_finding(assessment=done_)
    of_places = schools_of(site.district).filter(pk__in=[each.pk for each in places])
    with django_assert_num_queries(1):
        rows = [place_row(each, on=TODAY) for each in with_walks(of_places).order_by("pk")]
    assert [each.coalition for each in rows] == places
    assert {each.number for each in rows} == {1}


def test_a_school_is_about_itself_and_a_district_about_its_schools(site, foreign):
    assert [*schools_of(site.school)] == [site.school]
    assert [*schools_of(site.district)] == [site.school]


def test_who_was_never_walked_is_told_by_name_up_to_some(site):
    for name in "CBA":
        school = builders.make_school(district=site.district.district, name=name)
        builders.make_coalition(school=school)
    rows, number = never_walked(site.district, most=2)
    assert [each.name for each in rows] == ["A", "B"]
    assert number == 4


def test_a_walk_that_is_called_off_is_no_walk(site):
    walks.make_assessment(coalition=site.school, lead=site.lead, state="called_off", building="Gym")
    assert never_walked(site.school, most=5) == ([site.school], 1)


@pytest.mark.parametrize(
    ("age", "days"),
    [("young", [0, 30]), ("middle", [31, 60]), ("old", [61]), ("x", [0, 30, 31, 60, 61])],
)
def test_ages_meet_without_a_gap(walked, age, days):
    for number in (0, 30, 31, 60, 61):
        found(walked, f"a.{number}", found_on=TODAY - number * DAY)
    rows = of_age(Finding.objects.all(), age, on=TODAY)
    assert sorted((TODAY - each.found_on).days for each in rows) == days
