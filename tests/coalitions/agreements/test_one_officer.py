"""Two records of one officer become one: assignments follow, and no day is held twice."""

import pytest

from coalitions.access.roles import Role
from coalitions.agreements.models.assignment import OfficerAssignment
from coalitions.records.actions.merging import merge_people
from tests import builders
from tests.agreeing import make_agreement, make_assignment
from tests.coalitions.agreements.acting import DAY, TODAY

pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator(district_coalition):
    return builders.make_member(coalition=district_coalition, role=Role.ADMINISTRATOR)


@pytest.fixture
def pair(coalition):
    """The record that is kept, with an account, and the one that goes."""
    account = builders.make_member(coalition=coalition, role=Role.SRO, name="Deputy Cole Barden")
    return account.people.get(), builders.make_person(district=coalition.district, name="C. Barden")


def merge(pair, by):
    kept, gone = pair
    said = {"name": kept.name, "email": kept.email, "phone": "", "account": kept.account}
    return merge_people(kept=kept, gone=gone, by=by, **said)


def assigned(person, coalition, **fields):
    return make_assignment(person=person, school=coalition.school, coalition=coalition, **fields)


def held(person):
    rows = OfficerAssignment.objects.filter(person=person).order_by("starts_on")
    return [(row.starts_on, row.ends_on) for row in rows]


def test_assignments_follow(pair, coalition, administrator):
    kept, gone = pair
    made = assigned(gone, coalition, agreement=make_agreement(coalition=coalition))
    merge(pair, administrator)
    made.refresh_from_db()
    assert made.person == kept
    assert OfficerAssignment.objects.with_coverage(TODAY).get().is_covered


def test_one_at_the_same_school_in_the_same_time_is_closed_as_history(
    pair, coalition, administrator
):
    kept, gone = pair
    assigned(kept, coalition, starts_on=TODAY - 9 * DAY)
    assigned(gone, coalition, starts_on=TODAY - 5 * DAY)
    merge(pair, administrator)
    assert held(kept) == [(TODAY - 9 * DAY, None)]
    assert held(gone) == [(TODAY - 5 * DAY, TODAY - 5 * DAY)]
    assert OfficerAssignment.objects.current(TODAY).count() == 1


def test_one_that_ended_before_follows_whole(pair, coalition, administrator):
    kept, gone = pair
    assigned(kept, coalition, starts_on=TODAY)
    assigned(gone, coalition, starts_on=TODAY - 9 * DAY, ends_on=TODAY - DAY)
    merge(pair, administrator)
    assert held(kept) == [(TODAY - 9 * DAY, TODAY - DAY), (TODAY, None)]
    assert held(gone) == []


def test_one_that_ends_on_the_first_day_of_the_other_holds_that_day_twice(
    pair, coalition, administrator
):
    kept, gone = pair
    assigned(kept, coalition, starts_on=TODAY)
    assigned(gone, coalition, starts_on=TODAY - 9 * DAY, ends_on=TODAY)
    merge(pair, administrator)
    assert OfficerAssignment.objects.current(TODAY).filter(person=kept).count() == 1
    assert not OfficerAssignment.objects.current(TODAY).filter(person=gone).exists()


def test_another_school_is_no_double(pair, coalition, sibling, administrator):
    kept, gone = pair
    assigned(kept, coalition)
    assigned(gone, sibling)
    merge(pair, administrator)
    assert OfficerAssignment.objects.filter(person=kept).count() == 2


def test_what_was_signed_keeps_the_name_as_it_was_signed(pair, coalition, administrator):
    agreement = make_agreement(coalition=coalition, parties=["C. Barden"])
    merge(pair, administrator)
    assert [party.name for party in agreement.parties.all()] == ["C. Barden"]
