"""A request is owed an answer by the day it was promised, by who is named or by all administrators."""

from datetime import timedelta

import pytest
from django.utils import timezone

from coalitions.access.roles import Role
from safety_portal.portal.reminders.obligations import owed
from tests import builders, championing
from tests.championing import make_request

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


def owed_by(account):
    return [each for each in owed(accounts=[account], on=TODAY) if each.kind == "join_request"]


@pytest.fixture
def second(coalition):
    return builders.make_member(coalition=coalition, role=Role.ADMINISTRATOR, name="Omar Reyes")


def test_all_administrators_owe_it(coalition, administrator, second, cast):
    make_request(coalition=coalition, days_ago=0)
    assert [each.due_on for each in owed_by(administrator)] == [TODAY + timedelta(days=7)]
    assert len(owed_by(second)) == 1
    assert owed_by(cast.sro) == []


def test_who_is_named_owes_it_alone(coalition, administrator, second):
    member = administrator.people.get().memberships.get()
    championing.open_asking(coalition=coalition, answerer=member)
    make_request(coalition=coalition)
    assert len(owed_by(administrator)) == 1
    assert owed_by(second) == []


def test_when_the_named_one_left_all_owe_it(coalition, administrator, second):
    member = administrator.people.get().memberships.get()
    championing.open_asking(coalition=coalition, answerer=member)
    make_request(coalition=coalition)
    member.ends_on = TODAY
    member.save()
    assert len(owed_by(second)) == 1


def test_no_name_travels(coalition, administrator):
    make_request(coalition=coalition, name="Mark Planted", why="Planted why")
    (owed,) = owed_by(administrator)
    assert owed.title == "Answer somebody who asks to join as a local champion"
    assert "lanted" not in f"{owed.title}{owed.why}{owed.path}{owed.key}"


def test_a_seat_is_named(coalition, administrator):
    seat = builders.make_seat(coalition=coalition, title="Parent", roles=["parent"])
    make_request(coalition=coalition, wanted="seat", seat=seat)
    assert owed_by(administrator)[0].title == "Answer somebody who asks to join for the seat Parent"


@pytest.mark.parametrize("state", ["unconfirmed", "invited", "declined"])
def test_nothing_else_is_owed(coalition, administrator, state):
    make_request(coalition=coalition, state=state)
    assert owed_by(administrator) == []


def test_it_stands_on_the_home_page(client, coalition, administrator):
    make_request(coalition=coalition)
    client.force_login(administrator)
    assert "Answer somebody who asks to join" in client.get("/").content.decode()
