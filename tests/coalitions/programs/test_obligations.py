"""What programs ask: a review, of administrators and who leads; a decision, of administrators."""

from datetime import timedelta

import pytest
from django.utils import timezone

from coalitions.access.roles import Role
from coalitions.programs.models.program import Program
from safety_portal.portal.reminders import obligations
from tests import builders
from tests.programs import make_program

pytestmark = pytest.mark.django_db
OURS = {"program_review", "program_recommended"}


def owed(account):
    every = obligations.owed(accounts=[account], on=timezone.localdate())
    return [(each.kind, each.due_on) for each in every if each.kind in OURS]


@pytest.fixture
def today():
    return timezone.localdate()


def test_who_leads_and_who_administers_review_it_each_once(
    coalition, administrator, teacher, officer, today
):
    due = today + timedelta(days=30)
    make_program(
        coalition=coalition, by=administrator, leader=teacher.people.get(), review_due_on=due
    )
    assert owed(administrator) == [("program_review", due)]
    assert owed(teacher) == [("program_review", due)]
    assert owed(officer) == []


def test_an_administrator_who_leads_it_is_asked_once(coalition, administrator, today):
    make_program(coalition=coalition, by=administrator, review_due_on=today)
    builders.make_member(coalition=coalition, role=Role.TEACHER, account=administrator)
    assert owed(administrator) == [("program_review", today)]


def test_nobody_is_asked_more_than_30_days_before(coalition, administrator, today):
    make_program(coalition=coalition, by=administrator, review_due_on=today + timedelta(days=31))
    assert owed(administrator) == []


def test_who_left_is_not_asked(coalition, administrator, teacher, today):
    make_program(
        coalition=coalition, by=administrator, leader=teacher.people.get(), review_due_on=today
    )
    teacher.people.get().memberships.update(ends_on=today)
    assert owed(teacher) == []


def test_a_recommendation_waits_60_days(coalition, administrator, officer, today):
    make_program(coalition=coalition, by=officer, state="recommended")
    assert owed(administrator) == [("program_recommended", today + timedelta(days=60))]
    assert owed(officer) == []


@pytest.mark.parametrize("state", ["declined", "adopted", "ended"])
def test_what_was_decided_asks_nothing(coalition, administrator, state):
    make_program(coalition=coalition, by=administrator, state=state)
    assert owed(administrator) == []


def test_it_names_the_program_and_leads_there(coalition, administrator, officer, today):
    make_program(coalition=coalition, by=officer, state="recommended", title="Say something card")
    (told,) = (
        each for each in obligations.owed(accounts=[administrator], on=today) if each.kind in OURS
    )
    assert told.title == "Decide on the program Say something card"
    assert told.why.startswith("Ray Castellan recommended it.")
    assert told.path == Program.objects.get().get_absolute_url()
