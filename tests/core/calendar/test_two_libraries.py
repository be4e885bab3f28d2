"""Calendar files as two libraries of other people read them: what one forgives the other does not.

icalendar keeps to RFC 5545, vobject is what many servers of calendars stand on.
"""

from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import icalendar
import pytest
import vobject

from safety_portal.core.calendar.icalendar import Event, Method, calendar_file

NEW_YORK = ZoneInfo("America/New_York")
HOSTILE = [
    "a;b,c\\d",
    "two\nlines",
    "END:VEVENT\r\nBEGIN:VALARM",
    "Réunion de sûreté 安全 " * 20,
    'CN="x":mailto:y@z',
    "\u202eright to left",
    "x" * 10_000,
]


def an_event(**fields):
    starts_at = fields.pop("starts_at", datetime(2026, 11, 20, 15, 30, tzinfo=NEW_YORK))
    plain = {
        "uid": "1@safety-portal",
        "sequence": 2,
        "stamped_at": datetime(2026, 11, 13, 12, 0, tzinfo=UTC),
        "starts_at": starts_at,
        "ends_at": starts_at + timedelta(hours=1),
        "summary": "Coalition meeting",
        "location": "Room B",
        "description": "Agenda and papers",
        "url": "https://portal.example/c/juniper/meetings/1/",
        "organizer": ("Juniper; the team", "portal@example.org"),
        "attendee": ("Lee Park", "lee@example.org"),
    }
    return Event(**plain | fields)


def by_icalendar(text):
    calendar = icalendar.Calendar.from_ical(text)
    [event] = calendar.walk("VEVENT")
    assert not calendar.errors
    assert not event.errors
    return SimpleNamespace(
        method=str(calendar["METHOD"]),
        uid=str(event["UID"]),
        sequence=int(event["SEQUENCE"]),
        status=str(event["STATUS"]),
        summary=str(event["SUMMARY"]),
        location=str(event["LOCATION"]),
        description=str(event["DESCRIPTION"]),
        starts_at=event.decoded("DTSTART"),
        ends_at=event.decoded("DTEND"),
        organizer=(event["ORGANIZER"].params["CN"], str(event["ORGANIZER"])),
        attendee=(event["ATTENDEE"].params["CN"], str(event["ATTENDEE"])),
    )


def by_vobject(text):
    calendar = vobject.readOne(text)
    assert calendar.validate(raiseException=True)
    event = calendar.vevent
    return SimpleNamespace(
        method=calendar.method.value,
        uid=event.uid.value,
        sequence=int(event.sequence.value),
        status=event.status.value,
        summary=event.summary.value,
        location=event.location.value,
        description=event.description.value,
        starts_at=event.dtstart.value,
        ends_at=event.dtend.value,
        organizer=(event.organizer.params["CN"][0], event.organizer.value),
        attendee=(event.attendee.params["CN"][0], event.attendee.value),
    )


@pytest.fixture(autouse=True)
def _begin_anew():
    """vobject keeps the first zone of a name that it ever read; another program reads one file."""
    vars(vobject.icalendar)["__tzidMap"].clear()


LIBRARIES = pytest.mark.parametrize("read", [by_icalendar, by_vobject])


def written(event, *, method=Method.REQUEST, zone="America/New_York"):
    return calendar_file([event], method=method, zone=zone)


@LIBRARIES
def test_an_invitation_says_who_asks_whom_to_what_and_when(read):
    told = read(written(an_event()))
    assert (told.method, told.uid, told.sequence) == ("REQUEST", "1@safety-portal", 2)
    assert (told.status, told.summary, told.location) == (
        "CONFIRMED",
        "Coalition meeting",
        "Room B",
    )
    assert told.organizer == ("Juniper; the team", "mailto:portal@example.org")
    assert told.attendee == ("Lee Park", "mailto:lee@example.org")
    assert told.starts_at.astimezone(UTC) == datetime(2026, 11, 20, 20, 30, tzinfo=UTC)
    assert told.ends_at - told.starts_at == timedelta(hours=1)


@LIBRARIES
def test_an_end_takes_the_same_event_out(read):
    told = read(written(an_event(is_cancelled=True, sequence=3), method=Method.CANCEL))
    assert (told.method, told.uid, told.sequence) == ("CANCEL", "1@safety-portal", 3)
    assert told.status == "CANCELLED"


@LIBRARIES
@pytest.mark.parametrize("words", HOSTILE, ids=range(len(HOSTILE)))
def test_words_come_back_as_they_were_whatever_stands_in_them(read, words):
    told = read(written(an_event(summary=words, location=words, description=words)))
    kept = words.replace("\r\n", "\n")
    assert (told.summary, told.location, told.description) == (kept, kept, kept)


@LIBRARIES
@pytest.mark.parametrize("zone", ["America/New_York", "America/Phoenix", "America/Anchorage"])
@pytest.mark.parametrize(
    "moment",
    [
        # Before, on and after the days on which clocks change; the hour that is there twice.
        (2026, 3, 7, 9, 0),
        (2026, 3, 8, 9, 0),
        (2026, 3, 9, 9, 0),
        (2026, 10, 31, 23, 30),
        (2026, 11, 1, 0, 30),
        (2026, 11, 1, 9, 0),
        (2027, 1, 15, 12, 0),
    ],
)
def test_a_moment_is_the_same_around_the_change_of_clocks(read, zone, moment):
    starts_at = datetime(*moment, tzinfo=ZoneInfo(zone))
    told = read(written(an_event(starts_at=starts_at), zone=zone))
    assert told.starts_at.astimezone(UTC) == starts_at.astimezone(UTC)


@LIBRARIES
def test_an_event_over_the_change_of_clocks_ends_when_it_ends(read):
    starts_at = datetime(2026, 11, 1, 0, 30, tzinfo=NEW_YORK)
    ends_at = datetime(2026, 11, 1, 8, 0, tzinfo=NEW_YORK)
    told = read(written(an_event(starts_at=starts_at, ends_at=ends_at)))
    assert told.ends_at.astimezone(UTC) == ends_at.astimezone(UTC)
    assert told.ends_at.astimezone(UTC) - told.starts_at.astimezone(UTC) == timedelta(hours=8.5)


def test_many_events_of_different_seasons_share_one_zone():
    days = [datetime(2026, month, 15, 9, 0, tzinfo=NEW_YORK) for month in (1, 7, 12)]
    events = [an_event(uid=f"{day:%m}@safety-portal", starts_at=day) for day in days]
    text = calendar_file(events, method=Method.PUBLISH, zone="America/New_York")
    calendar = icalendar.Calendar.from_ical(text)
    assert len(calendar.walk("VTIMEZONE")) == 1
    read = [event.decoded("DTSTART").astimezone(UTC) for event in calendar.walk("VEVENT")]
    assert read == [day.astimezone(UTC) for day in days]
    listed = vobject.readOne(text).contents["vevent"]
    assert [event.dtstart.value.astimezone(UTC) for event in listed] == read


def test_a_library_that_writes_it_again_says_the_same():
    """What icalendar made of it is read by vobject as the file itself is."""
    text = written(an_event(summary="Réunion; de, sûreté\nà 9"))
    again = icalendar.Calendar.from_ical(text).to_ical().decode()
    first, second = by_vobject(text), by_vobject(again)
    assert (first.summary, first.starts_at) == (second.summary, second.starts_at)
