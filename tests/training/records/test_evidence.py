"""Trainings as the engine of rules takes them."""

from datetime import date
from decimal import Decimal

import pytest

from tests import builders
from training.records.evidence import record_of, trainings_of
from training.records.lifecycle import RecordState

pytestmark = pytest.mark.django_db


@pytest.fixture
def person(district):
    return builders.make_person(district=district, name="Ana Ortiz")


@pytest.fixture
def make(person, coalition, course):
    def run(*, state=RecordState.VERIFIED, **fields):
        fields.setdefault("person", person)
        fields.setdefault("course", course)
        return builders.make_record(coalition=coalition, state=state, **fields)

    return run


def test_it_says_what_was_learned_when_and_for_how_long(make, course):
    record = record_of(
        make(held_on=date(2026, 3, 2), hours=Decimal("3.5"), expires_on=date(2028, 3, 2))
    )
    assert (record.what, record.on, record.course) == ("training", date(2026, 3, 2), course.code)
    assert (record.hours, record.until) == (Decimal("3.5"), date(2028, 3, 2))
    assert record.name == "First aid refresher of March 2, 2026"


@pytest.mark.parametrize(
    ("delivery", "said"),
    [
        ("classroom", "in_person"),
        ("exercise", "in_person"),
        ("online", "online"),
        ("blended", None),
        ("", None),
    ],
)
def test_how_it_was_held_is_said_in_the_words_of_rules_or_not_at_all(make, delivery, said):
    course = builders.make_course(delivery=delivery)
    assert record_of(make(course=course)).said("delivery") == said


def test_only_a_verified_training_proves_something_and_the_others_say_why_not(make, person):
    make(held_on=date(2026, 1, 1))
    make(held_on=date(2026, 1, 2), state=RecordState.TO_VERIFY)
    make(held_on=date(2026, 1, 3), state=RecordState.RETURNED, reason="Which course?")
    make(held_on=date(2026, 1, 4), state=RecordState.WITHDRAWN)
    found = trainings_of([person.pk])[person.pk]
    assert [record.on.day for record in found.proven] == [1]
    assert [(each.record.on.day, each.why) for each in found.others] == [
        (2, "not verified yet"),
        (3, "returned to be corrected"),
    ]


def test_everybody_has_their_own_by_day_and_nobody_else_is_there(make, person, district):
    other = builders.make_person(district=district, name="Ben Diaz")
    stranger = builders.make_person(district=district, name="Cy Stone")
    make(held_on=date(2026, 2, 1))
    make(held_on=date(2026, 1, 1))
    make(held_on=date(2026, 1, 9), person=other)
    make(held_on=date(2026, 1, 8), person=stranger)
    found = trainings_of([person.pk, other.pk])
    assert {key: [str(r.on) for r in each.proven] for key, each in found.items()} == {
        person.pk: ["2026-01-01", "2026-02-01"],
        other.pk: ["2026-01-09"],
    }
    assert trainings_of([]) == {}


def test_fifty_people_are_asked_for_in_one_query(make, district, django_assert_num_queries):
    people = [builders.make_person(district=district) for _ in range(50)]
    for each in people:
        make(person=each)
    with django_assert_num_queries(1):
        assert len(trainings_of([each.pk for each in people])) == 50
