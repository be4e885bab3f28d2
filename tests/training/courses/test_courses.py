"""What can be learned: the starter catalogue, which follows its file, and the coalitions' own."""

from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from coalitions.access.roles import Role
from tests import builders
from training.courses import actions
from training.courses.models import Course
from training.courses.seed_data import starter_courses

pytestmark = pytest.mark.django_db


def test_the_catalogue_names_each_course_once_and_roles_that_there_are():
    rows = starter_courses()
    assert len({row["code"] for row in rows}) == len(rows) > 20
    for row in rows:
        assert row["title"].strip(), row["code"]
        assert set(row["roles"]) <= set(Role.values), row["code"]
        assert row["hours"] is None or row["hours"] > 0
        assert row["validity_months"] is None or row["validity_months"] > 0


def test_loaded_twice_it_is_there_once():
    first, second = actions.load_catalogue(by=None), actions.load_catalogue(by=None)
    assert first == second == Course.objects.filter(coalition__isnull=True).count()


def test_what_was_changed_by_hand_follows_the_file_again_and_records_keep_their_hours(coalition):
    actions.load_catalogue(by=None)
    course = Course.objects.filter(coalition__isnull=True, hours__isnull=False).first()
    titled = course.title
    person = builders.make_person(district=coalition.district)
    record = builders.make_record(person=person, coalition=coalition, course=course, hours="9")
    Course.objects.filter(pk=course.pk).update(title="Otherwise", hours=Decimal("99"))
    actions.load_catalogue(by=None)
    course.refresh_from_db()
    record.refresh_from_db()
    assert (course.title, course.hours < 99, record.hours) == (titled, True, Decimal("9"))


def test_a_coalition_is_offered_the_catalogue_and_its_own(coalition, sibling):
    everybodys = builders.make_course()
    own = builders.make_course(coalition=coalition)
    theirs = builders.make_course(coalition=sibling)
    offered = set(Course.objects.offered_in(coalition))
    assert {everybodys, own} <= offered
    assert theirs not in offered


def test_a_course_of_ones_own_may_be_called_as_one_of_the_catalogue(coalition):
    known = builders.make_course()
    Course.objects.create(code=known.code, coalition=coalition, title="Ours")
    for again in ({"coalition": coalition}, {"coalition": None}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Course.objects.create(code=known.code, title="Again", **again)


@pytest.mark.parametrize("hours", ["0", "-1"])
def test_no_course_takes_no_time(hours):
    with pytest.raises(IntegrityError), transaction.atomic():
        builders.make_course(hours=Decimal(hours))
