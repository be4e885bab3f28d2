"""A walk beside the one before, and beside the other schools of the district."""

from datetime import timedelta

import pytest
from django.utils import timezone

from plans.assessments.models.answer import Answer
from plans.assessments.queries import Item
from plans.assessments.questions import Question
from plans.assessments.scales import AnswerCode
from plans.assessments.summary import LayerSum
from plans.findings.comparing import elsewhere, elsewhere_in, with_before
from tests import builders, walks

NOW = timezone.now()


def item(now="", before="", *, code="building.01"):
    given = [Answer(answer=code_) if code_ else None for code_ in (now, before)]
    return Item(1, Question(code, "building", "Does it latch?"), given[0], (), given[1])


@pytest.mark.parametrize(
    ("before", "now", "change"),
    [
        ("no", "partly", "better"),
        ("no", "yes", "better"),
        ("partly", "yes", "better"),
        ("yes", "partly", "worse"),
        ("yes", "no", "worse"),
        ("partly", "no", "worse"),
        ("no", "no", "same"),
        ("partly", "partly", "same"),
        ("yes", "yes", "same"),
    ],
)
def test_what_is_better_and_what_is_worse(before, now, change):
    compared = with_before([item(now, before)])
    assert len(getattr(compared, change)) == 1
    assert compared.is_there


@pytest.mark.parametrize("other", ["", "not_applicable"])
@pytest.mark.parametrize("answer", AnswerCode.values)
def test_what_does_not_apply_or_was_not_asked_is_compared_with_nothing(answer, other):
    for pair in ((answer, other), (other, answer)):
        assert not with_before([item(*pair)]).is_there


def test_without_an_item_there_is_nothing_to_compare():
    assert not with_before([]).is_there


def layer(*codes):
    return LayerSum("building", tuple(item(code=code) for code in codes))


def test_the_answers_elsewhere_are_added_up_over_a_layer():
    others = {"a": (1, 2), "b": (3, 3), "c": (9, 9)}
    assert elsewhere_in(layer("a", "b", "d"), others) == "4 of 5"


def test_where_nobody_else_was_asked_nothing_is_said():
    assert elsewhere_in(layer("d"), {"a": (1, 2)}) == ""
    assert elsewhere_in(layer("a"), {}) == ""


@pytest.fixture
def reader(site):
    return builders.make_member(coalition=site.district, role="sro")


@pytest.fixture
def walk(site):
    return walks.make_assessment(coalition=site.school, lead=site.lead, state="finished")


@pytest.fixture
def larkspur(site):
    school = builders.make_school(district=site.district.district, name="Larkspur")
    return builders.make_coalition(school=school)


def walked(coalition, *answers, ago=1, **fields):
    """A finished walk, so many days ago, at which building.01 was answered so."""
    at = NOW - timedelta(days=ago)
    done = walks.make_assessment(
        coalition=coalition, state="finished", begun_at=at, finished_at=at, **fields
    )
    for number, answer in enumerate(answers):
        walks.make_answer(assessment=done, answer=answer, at=at + timedelta(minutes=number))
    return done


pytestmark = pytest.mark.django_db


def test_of_two_answers_elsewhere_the_later_counts(reader, walk, larkspur):
    walked(larkspur, "yes", "no")
    assert elsewhere(reader, walk) == {"building.01": (0, 1)}


def test_of_two_walks_elsewhere_the_later_counts(reader, walk, larkspur):
    walked(larkspur, "yes", ago=400)
    walked(larkspur, "no", ago=30)
    assert elsewhere(reader, walk) == {"building.01": (0, 1)}


def test_a_follow_up_elsewhere_does_not_stand_for_the_whole_walk(reader, walk, larkspur):
    """It asked only what was missing: beside it every school would look worse than it is."""
    walked(larkspur, "yes", ago=30)
    walked(larkspur, "no", ago=1, kind="follow_up", items=["building.01"])
    assert elsewhere(reader, walk) == {"building.01": (1, 1)}


def test_what_does_not_apply_elsewhere_was_not_asked(reader, walk, larkspur):
    walked(larkspur, "not_applicable")
    assert elsewhere(reader, walk) == {}


def test_a_walk_that_is_not_finished_is_not_compared_with(reader, walk, larkspur):
    under_way = walks.make_assessment(coalition=larkspur, state="walking")
    walks.make_answer(assessment=under_way, answer="yes")
    assert elsewhere(reader, walk) == {}


def test_another_district_and_the_own_school_are_not_elsewhere(reader, site, walk, foreign):
    walked(foreign, "yes")
    walked(site.school, "yes")
    assert elsewhere(reader, walk) == {}


def test_another_checklist_is_not_compared_with(reader, site, walk, larkspur):
    other = walks.make_checklist(district=site.district.district, code="quarterly_walk")
    walked(larkspur, "yes", checklist=other)
    assert elsewhere(reader, walk) == {}


def test_who_reads_one_school_hears_of_no_other(site, walk, larkspur):
    walked(larkspur, "yes")
    assert elsewhere(site.sro, walk) == {}


@pytest.mark.parametrize("schools", [1, 6])
def test_the_other_schools_are_one_query(reader, site, walk, django_assert_num_queries, schools):
    for number in range(schools):
        school = builders.make_school(district=site.district.district, name=f"School {number}")
        walked(builders.make_coalition(school=school), "yes")
    elsewhere(reader, walk)
    with django_assert_num_queries(1):
        assert elsewhere(reader, walk) == {"building.01": (schools, schools)}
