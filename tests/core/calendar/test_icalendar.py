"""iCalendar files: what calendars read back, whatever stands in them."""

import io
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from dateutil.tz import tzical

from safety_portal.core.calendar.icalendar import (
    Event,
    Method,
    WholeDay,
    calendar_file,
    method_of,
)

NEW_YORK = ZoneInfo("America/New_York")


def an_event(**fields):
    starts_at = fields.pop("starts_at", datetime(2026, 11, 20, 15, 30, tzinfo=NEW_YORK))
    plain = {
        "uid": "1@safety-portal",
        "sequence": 0,
        "stamped_at": datetime(2026, 11, 13, 12, 0, tzinfo=UTC),
        "starts_at": starts_at,
        "ends_at": starts_at + timedelta(hours=1),
        "summary": "Coalition meeting",
    }
    return Event(**plain | fields)


def written(event, *, method=Method.REQUEST, zone="America/New_York"):
    return calendar_file([event], method=method, zone=zone)


def unfolded(text):
    """(name, value) of each line, read as RFC 5545 says."""
    lines = text.replace("\r\n ", "").split("\r\n")
    return [tuple(line.split(":", 1)) for line in lines if line]


def value(text, name):
    return next(value for key, value in unfolded(text) if key.split(";")[0] == name)


def read_text(value):
    """A TEXT value as a calendar shows it."""
    out, signs = [], iter(value)
    for sign in signs:
        if sign == "\\":
            sign = {"n": "\n", "N": "\n"}.get(following := next(signs), following)
        out.append(sign)
    return "".join(out)


def test_a_file_begins_and_ends_as_calendars_ask():
    text = written(an_event())
    assert text.startswith("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:")
    assert text.endswith("END:VEVENT\r\nEND:VCALENDAR\r\n")
    assert "\n" not in text.replace("\r\n", "")


@pytest.mark.parametrize("method", list(Method))
def test_it_says_what_it_asks_of_a_calendar(method):
    assert method_of(written(an_event(), method=method)) == method


def test_without_a_method_it_is_to_look_at():
    assert method_of("BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n") == "PUBLISH"


@pytest.mark.parametrize(
    "zone",
    ["America/New_York", "America/Phoenix", "Pacific/Honolulu", "America/Anchorage", "UTC"],
)
@pytest.mark.parametrize("day", [(2026, 1, 15), (2026, 3, 8), (2026, 7, 1), (2026, 11, 1)])
def test_another_library_reads_the_zone_as_the_system_does(zone, day):
    """dateutil reads VTIMEZONE by itself: each hour of the day has the offset that it has here."""
    clock = ZoneInfo(zone)
    starts_at = datetime(*day, 9, 0, tzinfo=clock)
    text = written(an_event(starts_at=starts_at), zone=zone)
    read = tzical(io.StringIO(text.replace("\r\n", "\n"))).get(zone)
    for hour in (0, 1, 4, 9, 15, 23):
        here, there = (datetime(*day, hour, 30, tzinfo=each) for each in (clock, read))
        assert there.utcoffset() == here.utcoffset()


def test_the_hours_are_those_of_the_clock_on_the_wall():
    text = written(an_event())
    assert "DTSTART;TZID=America/New_York:20261120T153000" in text
    assert "DTEND;TZID=America/New_York:20261120T163000" in text
    assert "DTSTAMP:20261113T120000Z" in text


def test_no_line_is_longer_than_75_octets_and_no_letter_is_broken():
    summary = "Réunion de sûreté 安全 " * 20
    text = written(an_event(summary=summary))
    assert max(len(line.encode()) for line in text.split("\r\n")) <= 75
    assert read_text(value(text, "SUMMARY")) == summary


@pytest.mark.parametrize(
    "hostile",
    [
        "a;b,c\\d",
        "two\nlines",
        "two\r\nlines",
        "END:VEVENT\r\nBEGIN:VALARM",
        "bell\x07 and null\x00",
        'CN="x":mailto:y@z',
    ],
)
def test_hostile_words_stay_words(hostile):
    text = written(an_event(summary=hostile, location=hostile, description=hostile))
    kept = hostile.replace("\r\n", "\n").replace("\x07", "").replace("\x00", "")
    for name in ("SUMMARY", "LOCATION", "DESCRIPTION"):
        assert read_text(value(text, name)) == kept
    assert [line for line in text.split("\r\n") if line == "END:VEVENT"] == ["END:VEVENT"]


def test_a_name_cannot_leave_its_quotes():
    text = written(an_event(attendee=('Lee "Chief"\r\nPark', "lee@example.org")))
    attendee = next(key for key, _ in unfolded(text) if key.startswith("ATTENDEE"))
    assert attendee.endswith("CN=\"Lee 'Chief' Park\"")
    assert value(text, "ATTENDEE") == "mailto:lee@example.org"


def test_nobody_is_asked_to_answer_by_their_calendar():
    assert "RSVP=FALSE" in written(an_event(attendee=("Lee Park", "lee@example.org")))


def test_what_is_called_off_says_so():
    text = written(an_event(is_cancelled=True, sequence=3), method=Method.CANCEL)
    assert (value(text, "STATUS"), value(text, "SEQUENCE")) == ("CANCELLED", "3")


def test_an_empty_calendar_has_no_zone():
    assert "VTIMEZONE" not in calendar_file([], method=Method.PUBLISH, zone="UTC")


def a_day(**fields):
    plain = {
        "uid": "2@safety-portal",
        "stamped_at": datetime(2026, 11, 13, 12, 0, tzinfo=UTC),
        "on": date(2026, 12, 31),
        "summary": "Sign, and send; the plan",
    }
    return WholeDay(**plain | fields)


def test_a_day_is_a_day_in_every_zone_and_keeps_nobody_busy():
    text = calendar_file([], method=Method.PUBLISH, zone="America/New_York", days=[a_day()])
    assert "DTSTART;VALUE=DATE:20261231\r\nDTEND;VALUE=DATE:20270101\r\n" in text
    assert value(text, "TRANSP") == "TRANSPARENT"
    assert "BEGIN:VTIMEZONE" not in text
    assert read_text(value(text, "SUMMARY")) == "Sign, and send; the plan"


def test_a_calendar_that_is_followed_has_a_name_and_says_how_often():
    text = calendar_file([an_event()], method=Method.PUBLISH, zone="America/New_York", name="A, B")
    assert read_text(value(text, "NAME")) == read_text(value(text, "X-WR-CALNAME")) == "A, B"
    assert value(text, "REFRESH-INTERVAL") == value(text, "X-PUBLISHED-TTL") == "PT6H"
    assert "NAME" not in dict(unfolded(written(an_event())))


@pytest.mark.parametrize("words", ["a\x00b", "a\r\nEND:VEVENT", "x" * 3000, "\u202eabc"])
def test_whatever_stands_in_a_day_it_stays_one_day(words):
    text = calendar_file(
        [],
        method=Method.PUBLISH,
        zone="America/New_York",
        days=[a_day(summary=words, description=words)],
    )
    names = [name for name, *_ in unfolded(text)]
    assert names.count("END") == 2
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
