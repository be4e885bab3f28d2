"""What a records request asks: an answer by its day, of the administrators of the coalition."""

from datetime import timedelta

import pytest
from django.utils import timezone

from coalitions.access.roles import Role
from coalitions.public_records.actions.requests import close_request, set_due_day
from safety_portal.portal.reminders import obligations
from tests import builders

pytestmark = pytest.mark.django_db


def owed(account):
    every = obligations.owed(accounts=[account], on=timezone.localdate())
    return [(each.title, each.due_on) for each in every if each.kind == "records_request"]


def test_administrators_owe_the_answer_by_its_day(asked, administrator):
    title = "Answer the records request of Cedar County Herald"
    assert owed(administrator) == [(title, asked.due_on)]


@pytest.mark.parametrize("role", [role for role in Role if role != Role.ADMINISTRATOR])
def test_no_other_member_owes_it(asked, role):
    assert owed(builders.make_member(coalition=asked.coalition, role=role)) == []


def test_an_administrator_of_another_school_does_not(asked, sibling):
    other = builders.make_member(coalition=sibling, role=Role.ADMINISTRATOR)
    assert owed(other) == []


def test_another_day_moves_it(asked, administrator):
    later = asked.due_on + timedelta(days=14)
    set_due_day(request=asked, due_on=later, because="With a notice.", by=administrator)
    assert [due_on for _, due_on in owed(administrator)] == [later]


@pytest.mark.parametrize("outcome", ["answered", "withdrawn"])
def test_what_is_closed_is_owed_no_more(asked, administrator, outcome):
    close_request(
        request=asked,
        outcome=outcome,
        closed_on=timezone.localdate(),
        because="Counsel mailed packet 1.",
        by=administrator,
    )
    assert owed(administrator) == []
