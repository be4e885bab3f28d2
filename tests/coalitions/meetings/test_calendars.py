"""What calendars are told of a meeting from its plan to its end, read by other people's libraries."""

from datetime import UTC

import icalendar
import pytest
import vobject
from django.urls import reverse

from coalitions.meetings.actions import inviting, planning
from coalitions.meetings.writers.calendars import calendar_of
from safety_portal.core.notices.models import Message
from tests.meeting import again, details, make_meeting

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting(coalition, administrator, cast):
    return make_meeting(coalition=coalition, by=administrator, about="Doors; gates, keys")


def told(account):
    """(method, event) of each calendar file that was sent to an account, oldest first."""
    sent = Message.objects.filter(account=account).exclude(calendar="").order_by("pk")
    files = [icalendar.Calendar.from_ical(message.calendar) for message in sent]
    return [(str(file["METHOD"]), *file.walk("VEVENT")) for file in files]


def move(meeting, by, **changes):
    """The same meeting at another time or place."""
    new = details(**{"days": 8, "about": meeting.about} | changes)
    return planning.change_meeting(meeting=meeting, details=new, sequence=meeting.sequence, by=by)


def test_an_invitation_asks(meeting, cast):
    [(method, event)] = told(cast.fire)
    assert (method, str(event["STATUS"]), int(event["SEQUENCE"])) == ("REQUEST", "CONFIRMED", 0)
    assert str(event["UID"]) == f"{meeting.uid}@safety-portal"
    assert event.decoded("DTSTART").astimezone(UTC) == meeting.starts_at.astimezone(UTC)
    assert "Doors; gates, keys" in str(event["SUMMARY"])


def test_it_names_who_is_asked_and_nobody_else(meeting, cast):
    [(_, event)] = told(cast.fire)
    assert str(event["ATTENDEE"]) == f"mailto:{cast.fire.email}"
    assert event["ATTENDEE"].params["CN"] == str(cast.fire.people.get())


def test_a_change_is_the_same_event_one_further(meeting, administrator, cast):
    move(meeting, administrator, place="Gym")
    [(_, first), (method, second)] = told(cast.fire)
    assert method == "REQUEST"
    assert first["UID"] == second["UID"]
    assert int(second["SEQUENCE"]) == int(first["SEQUENCE"]) + 1
    assert str(second["LOCATION"]) == "Gym"
    assert second.decoded("DTSTART") != first.decoded("DTSTART")


def test_each_change_counts(meeting, administrator, cast):
    for days in (8, 9, 10):
        meeting = move(again(meeting), administrator, days=days)
    assert [int(event["SEQUENCE"]) for _, event in told(cast.fire)] == [0, 1, 2, 3]


def test_a_meeting_that_is_cancelled_is_taken_out(meeting, administrator, cast):
    planning.cancel_meeting(meeting=meeting, because="Snow.", by=administrator)
    [(_, first), (method, last)] = told(cast.fire)
    assert (method, str(last["STATUS"])) == ("CANCEL", "CANCELLED")
    assert first["UID"] == last["UID"]
    assert int(last["SEQUENCE"]) > int(first["SEQUENCE"])


def test_who_is_no_longer_asked_has_it_taken_out_alone(meeting, administrator, cast):
    invitee = meeting.invitees.get(person__account=cast.fire)
    inviting.withdraw(invitee=invitee, by=administrator)
    assert [method for method, _ in told(cast.fire)] == ["REQUEST", "CANCEL"]
    assert [method for method, _ in told(cast.teacher)] == ["REQUEST"]


def test_vobject_reads_every_file_that_was_sent(meeting, administrator, cast):
    move(meeting, administrator)
    planning.cancel_meeting(meeting=again(meeting), because="Snow.", by=administrator)
    sent = Message.objects.exclude(calendar="")
    assert sent.count() > 10
    for message in sent:
        calendar = vobject.readOne(message.calendar)
        assert calendar.validate(raiseException=True)
        assert calendar.vevent.uid.value == f"{meeting.uid}@safety-portal"


def test_the_file_of_a_meeting_asks_nobody(client, meeting, cast):
    client.force_login(cast.parent)
    answer = client.get(reverse("meeting_file", args=[meeting.coalition.slug, meeting.pk]))
    calendar = icalendar.Calendar.from_ical(answer.content)
    [event] = calendar.walk("VEVENT")
    assert str(calendar["METHOD"]) == "PUBLISH"
    assert "ATTENDEE" not in event
    assert event.decoded("DTEND") > event.decoded("DTSTART")


def test_the_calendar_of_an_export_has_every_meeting_cancelled_ones_too(
    coalition, meeting, administrator
):
    other = make_meeting(coalition=coalition, by=administrator, days=9)
    planning.cancel_meeting(meeting=other, because="Snow.", by=administrator)
    [paper] = calendar_of(coalition.pk)
    events = icalendar.Calendar.from_ical(paper.make()).walk("VEVENT")
    assert [str(event["STATUS"]) for event in events] == ["CONFIRMED", "CANCELLED"]
    assert len(vobject.readOne(paper.make().decode()).contents["vevent"]) == 2
