"""iCalendar files as districts publish them, and what no calendar can mean."""

from datetime import date, datetime, time

import pytest
from dateutil.rrule import rrulestr
from hypothesis import given
from hypothesis import strategies as st

from coalitions.calendars.comparing.entries import Edge, What
from coalitions.calendars.readers.calendars import read_calendar
from coalitions.calendars.readers.icalendars import REPEATS, is_icalendar
from coalitions.calendars.readers.recurring import DAYS_AHEAD, repeated
from safety_portal.core.files.filetypes import FileRefused
from tests.calendaring import YEAR, event, ics


def days(read):
    return [(each.meaning.what, str(each.first), str(each.last)) for each in read.entries]


def only(*lines, summary="No school", first="20261126", last=""):
    return read_calendar(ics(event(summary, first, last, *lines)))


def reasons(read):
    return [each.reason for each in read.skipped]


def test_whole_days_end_on_the_day_before_dtend():
    read = read_calendar(ics(*YEAR, event("Thanksgiving break", "20261125", "20261128")))
    assert days(read) == [
        (What.FIRST_DAY, "2026-08-24", "2026-08-24"),
        (What.LAST_DAY, "2027-06-04", "2027-06-04"),
        (What.CLOSED, "2026-11-25", "2026-11-27"),
    ]
    assert (read.layout, read.total) == ("iCalendar", 3)
    assert read.entries[2].label == "Thanksgiving break"


def test_an_event_without_an_end_or_with_a_length_is_read():
    assert days(only()) == [(What.CLOSED, "2026-11-26", "2026-11-26")]
    assert days(only("DURATION:P2D")) == [(What.CLOSED, "2026-11-26", "2026-11-27")]
    assert days(only(last="20261126")) == [(What.CLOSED, "2026-11-26", "2026-11-26")]


def timed(summary, start, end):
    lines = ["BEGIN:VEVENT", "UID:1", f"SUMMARY:{summary}", f"DTSTART{start}", f"DTEND{end}"]
    return read_calendar(ics("\r\n".join([*lines, "END:VEVENT"])))


def test_timed_events_have_the_days_of_their_own_clock(settings):
    settings.TIME_ZONE = "America/Detroit"
    zone = ";TZID=America/Detroit:"
    assert days(timed("No school", f"{zone}20261126T080000", f"{zone}20261127T150000")) == [
        (What.CLOSED, "2026-11-26", "2026-11-27")
    ]
    assert days(timed("No school", ":20261126T000000", ":20261127T000000")) == [
        (What.CLOSED, "2026-11-26", "2026-11-26")
    ]
    utc = timed("No school", ":20261126T050000Z", ":20261127T050000Z")
    assert days(utc) == [(What.CLOSED, "2026-11-26", "2026-11-26")]


def test_an_hour_of_a_holiday_closes_no_school():
    read = timed("Holiday", ":20261218T100000", ":20261218T110000")
    assert reasons(read) == ["It takes some hours of the day only."]


def test_what_repeats_is_every_one_of_its_days():
    read = only("RRULE:FREQ=WEEKLY;COUNT=4", "EXDATE;VALUE=DATE:20261203")
    assert [str(each.first) for each in read.entries] == ["2026-11-26", "2026-12-10", "2026-12-17"]
    read = only("RRULE:FREQ=WEEKLY;UNTIL=20261210", "RDATE;VALUE=DATE:20261215")
    assert [each.first.day for each in read.entries] == [26, 3, 10, 15]


def test_one_of_them_that_was_moved_is_where_it_was_moved_to():
    every = event("No school", "20261126", "", "RRULE:FREQ=WEEKLY;COUNT=2")
    uid = "UID:No school-20261126"
    moved = "\r\n".join(
        [
            *("BEGIN:VEVENT", uid, "SUMMARY:No school", "RECURRENCE-ID;VALUE=DATE:20261203"),
            *("DTSTART;VALUE=DATE:20261204", "END:VEVENT"),
        ]
    )
    read = read_calendar(ics(every, moved))
    assert [str(each.first) for each in read.entries] == ["2026-11-26", "2026-12-04"]


def test_a_holiday_of_every_year_is_not_followed_for_ever():
    assert len(only("RRULE:FREQ=YEARLY").entries) == 4


@pytest.mark.parametrize(
    "rule",
    [
        *("FREQ=SECONDLY", "FREQ=HOURLY;COUNT=3", "FREQ=DAILY;BYHOUR=1,2", "FREQ=SOMETIMES"),
        *("FREQ=DAILY", "FREQ=WEEKLY;UNTIL=never", "FREQ=WEEKLY;INTERVAL=x"),
    ],
)
def test_a_rule_that_is_not_read_is_listed(rule):
    read = only(f"RRULE:{rule}")
    assert (read.entries, read.total) == ((), 1)
    assert reasons(read) == [REPEATS]


def test_a_rule_that_never_happens_ends():
    assert only("RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30").entries == ()


def test_more_events_that_repeat_than_a_year_has_are_one_sentence():
    with pytest.raises(FileRefused, match="501 events that repeat and 500 are read"):
        read_calendar(ics(*[event("No school", "20261126", "", "RRULE:FREQ=WEEKLY")] * 501))


FREQUENCIES = {
    "DAILY": [""],
    "WEEKLY": ["", ";BYDAY=MO,FR", ";BYDAY=TU;WKST=SU"],
    "MONTHLY": ["", ";BYDAY=1FR", ";BYDAY=-1MO", ";BYMONTHDAY=15,-1", ";BYDAY=FR;BYMONTHDAY=13"],
    "YEARLY": ["", ";BYMONTH=9;BYDAY=1MO", ";BYMONTH=3,5", ";BYMONTH=11;BYMONTHDAY=11"],
}


@given(
    rule=st.sampled_from([(freq, by) for freq, all_ in FREQUENCIES.items() for by in all_]),
    interval=st.integers(1, 4),
    count=st.integers(1, 30),
    first=st.dates(date(2024, 1, 1), date(2027, 12, 31)),
)
def test_the_days_are_those_of_an_independent_library(rule, interval, count, first):
    freq, by = rule
    text = f"FREQ={freq};INTERVAL={interval};COUNT={count}{by}"
    theirs = rrulestr(text, dtstart=datetime.combine(first, time()))
    until = first + DAYS_AHEAD
    assert repeated(first, text) == [each.date() for each in theirs if each.date() <= until]


def test_marks_of_semesters_keep_that_they_begin_or_end():
    read = only(summary="End of 1st semester", first="20261218")
    assert read.entries[0].meaning.edge == Edge.ENDS
    assert only(summary="Semester 1").entries == ()
    assert only(summary="Semester 1", last="20261218").entries[0].last == date(2026, 12, 17)


def test_what_was_called_off_says_no_day_or_is_far_away_is_listed():
    assert reasons(only("STATUS:CANCELLED")) == ["It was called off."]
    none = "BEGIN:VEVENT\r\nUID:1\r\nSUMMARY:No school\r\nEND:VEVENT"
    assert reasons(read_calendar(ics(none))) == ["It says no day."]
    assert reasons(only(first="10661014")) == ["Its year is too far away."]


def test_an_event_that_ends_before_it_begins_is_refused():
    (refused,) = only(last="20261101").rejected
    assert (refused.row, refused.field) == (1, "to")
    assert "before it begins, November 26, 2026" in refused.reason


def test_folded_lines_other_line_ends_and_other_encodings_are_read():
    content = ics(event("No school – Veteran’s\r\n  Day", "20261111"))
    assert read_calendar(content).entries[0].label == "No school – Veteran’s Day"
    for encoding in ("utf-16", "utf-8-sig"):
        assert len(read_calendar(content.decode().encode(encoding)).entries) == 1
    windows = ics(event("No school – Veteran’s Day", "20261111")).decode().encode("cp1252")
    assert read_calendar(windows).entries[0].label == "No school – Veteran’s Day"
    assert len(read_calendar(ics(*YEAR).replace(b"\r\n", b"\n")).entries) == 2


def test_a_calendar_of_fifty_thousand_events_is_one_sentence():
    lines = b"BEGIN:VEVENT\r\nSUMMARY:x\r\nEND:VEVENT\r\n" * 50_000
    with pytest.raises(FileRefused, match=r"has 50,000 events and 5,000 are read"):
        read_calendar(b"BEGIN:VCALENDAR\r\n" + lines + b"END:VCALENDAR\r\n")


@pytest.mark.parametrize(
    "content",
    [
        b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nSUMMARY:No school\r\n",
        b"BEGIN:VCALENDAR",
        b"BEGIN:VCALENDAR\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n",
        b"BEGIN:VCALENDAR\r\nno property at all\r\nEND:VCALENDAR\r\n",
    ],
)
def test_a_damaged_file_is_one_sentence(content):
    with pytest.raises(FileRefused, match="damaged or cut off"):
        read_calendar(content)


def test_a_last_day_before_the_first_is_one_sentence():
    reversed_ = ics(
        event("First day of school", "20270604"), event("Last day of school", "20260824")
    )
    with pytest.raises(FileRefused, match=r"The last day of school, August 24, 2026, is not after"):
        read_calendar(reversed_)


def test_what_a_file_is_is_told_by_what_is_in_it():
    assert is_icalendar(b"\xef\xbb\xbf\r\nbegin:vcalendar\r\n")
    assert not is_icalendar(b"What,From\nNo school,11/26/2026\n")
    with pytest.raises(FileRefused, match="no sheets and no columns"):
        read_calendar(ics(*YEAR), {"what": "Subject"})
