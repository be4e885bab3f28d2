"""Action items opened out of the minutes."""

from datetime import timedelta

import pytest
from django.utils import timezone

from coalitions.meetings.actions import approving, line_items
from coalitions.meetings.minutes import minutes_for
from safety_portal.core.notices.models import Message
from safety_portal.core.refusals import Refused
from tests.meeting import (
    make_line,
    make_opened,
    write,
)

pytestmark = pytest.mark.django_db
ALL = frozenset({"public", "members", "restricted"})


@pytest.fixture
def meeting(coalition, administrator, cast):
    return make_opened(coalition=coalition, by=administrator)


@pytest.fixture
def line(meeting):
    return meeting.lines.get()


@pytest.fixture
def an_item(meeting, line, administrator, cast):
    return line_items.open_item(
        line=line,
        what="Repair the gym lock",
        owner=cast.staff.people.get(),
        due_on=timezone.localdate() + timedelta(days=14),
        how_checked="Try the door ten times.",
        by=administrator,
    )


def test_an_action_item_names_its_line_and_stands_under_it(meeting, line, an_item):
    assert an_item.origin_address.endswith(f"/minutes/#line-{line.pk}")
    assert [row.items for row in minutes_for(meeting, ALL).agenda] == [(an_item,)]
    assert minutes_for(meeting, frozenset({"public"})).items == 0


def test_it_is_opened_once_and_sends_nothing(meeting, line, an_item, administrator, cast):
    before = Message.objects.count()
    with pytest.raises(Refused):
        line_items.open_item(
            line=line,
            what="repair the GYM lock",
            owner=cast.staff.people.get(),
            due_on=an_item.due_on,
            how_checked="Look.",
            by=administrator,
        )
    assert line.line_items.count() == 1
    assert Message.objects.count() == before


def test_out_of_a_restricted_line_it_is_restricted(meeting, administrator, cast):
    secret = make_line(meeting=meeting, by=administrator, title="S", sensitivity="restricted")
    item = line_items.open_item(
        line=secret,
        what="Move the key",
        owner=cast.sro.people.get(),
        due_on=timezone.localdate(),
        how_checked="Look.",
        by=administrator,
    )
    assert item.is_restricted


def test_the_minutes_that_go_out_say_where_items_stand(meeting, an_item, administrator, cast):
    write(meeting=meeting, by=administrator)
    approving.hand_in(meeting=meeting, by=administrator)
    approving.approve(meeting=meeting, by=administrator)
    told = {
        message.account: message.text for message in Message.objects.filter(kind="meeting_minutes")
    }
    assert f"Action item: Repair the gym lock. {an_item.owner}" in told[cast.teacher]
    assert ": open" in told[cast.teacher]
    assert "gym lock" not in told[cast.parent]


def test_what_it_asks_for_is_said_and_what_was_typed_stays(client, meeting, line, administrator):
    client.force_login(administrator)
    url = f"/c/{meeting.coalition.slug}/meetings/{meeting.pk}/lines/{line.pk}/item/"
    assert client.get(url).status_code == 200
    person = meeting.invitees.first().person_id
    typed = {"what": "Repair it", "owner": f"person:{person}", "how_checked": "Look."}
    for wrong in ({}, {"due_on": "2020-01-01"}, {"due_on": "2027-01-01", "owner": "person:999999"}):
        answer = client.post(url, typed | wrong)
        assert answer.status_code == 422
        assert "Repair it" in answer.content.decode()
    assert not line.line_items.exists()
    day = (timezone.localdate() + timedelta(days=3)).isoformat()
    assert client.post(url, typed | {"due_on": day}).status_code == 302
    assert line.line_items.count() == 1
