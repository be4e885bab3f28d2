"""Plain American English out of names, counts, days and what audit rows hold. No database."""

from datetime import date, datetime, time
from decimal import Decimal

import pytest

from safety_portal.core.look import wording

MONDAY = date(2026, 11, 30)


def test_a_count_of_one_is_singular_and_every_other_plural():
    told = [wording.counted(number, "day") for number in (0, 1, 2, 1240)]
    assert told == ["0 days", "1 day", "2 days", "1,240 days"]


def test_a_noun_may_bring_its_own_plural():
    assert wording.counted(2, "person", "people") == "2 people"
    assert wording.counted(1, "person", "people") == "1 person"


def test_two_names_are_joined_without_a_comma_and_three_with_one_before_the_last():
    assert wording.listed([]) == ""
    assert wording.listed(["Dana"]) == "Dana"
    assert wording.listed(["Dana", "Omar"]) == "Dana and Omar"
    assert wording.listed(["Dana", "Omar", "Lee"]) == "Dana, Omar, and Lee"


def test_names_are_joined_by_or_where_one_of_them_will_do():
    assert wording.listed(["a chair", "a nurse", "a deputy"], "or") == (
        "a chair, a nurse, or a deputy"
    )


def test_of_many_names_the_first_are_told_and_how_many_more():
    names = ["Dana", "Omar", "Lee", "Ines"]
    assert wording.listed_up_to(names, 2) == "Dana, Omar, and 2 more"
    assert wording.listed_up_to(names[:1], 1, of=9) == "Dana and 8 more"


def test_where_all_names_fit_nothing_is_said_of_more():
    assert wording.listed_up_to(["Dana", "Omar"], 2) == "Dana and Omar"
    assert wording.listed_up_to(["Dana"], 5, of=1) == "Dana"


def test_an_address_keeps_its_first_letter_and_its_host():
    assert wording.masked_address("dana@example.org") == "d•••@example.org"


def test_an_address_with_an_at_sign_in_its_name_shows_nothing_but_the_first_letter():
    assert wording.masked_address('"da@na"@example.org') == '"•••@example.org'


def test_a_day_of_this_year_has_its_weekday_and_of_another_its_year():
    assert wording.day_in_words(date(2026, 11, 20), on=MONDAY) == "Fri, Nov 20"
    assert wording.day_in_words(date(2027, 1, 8), on=MONDAY) == "Jan 8, 2027"
    assert wording.day_in_words(date(2025, 12, 31), on=MONDAY) == "Dec 31, 2025"


def test_a_day_in_full_leaves_no_year_to_guess():
    assert wording.full_day(date(2026, 5, 1)) == "May 1, 2026"
    assert wording.full_day(date(1999, 12, 31)) == "December 31, 1999"


def test_noon_is_pm_and_midnight_is_am():
    assert wording.clock(time(12, 0)) == "12:00 pm"
    assert wording.clock(time(0, 5)) == "12:05 am"
    assert wording.clock(time(13, 9)) == "1:09 pm"


def test_a_moment_is_its_day_and_its_time():
    moment = datetime(2026, 11, 19, 10, 15)  # noqa: DTZ001  in the reader's zone already
    assert wording.moment_in_words(moment, on=MONDAY) == "Thu, Nov 19, 10:15 am"
    assert wording.moment_in_words(moment, on=date(2027, 1, 1)) == "Nov 19, 2026, 10:15 am"


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2026, 11, 27), "Ran out Fri, Nov 27"),
        (date(2026, 11, 30), "Runs out today"),
        (date(2026, 12, 1), "Runs out tomorrow"),
        (date(2026, 12, 2), "Runs out in 2 days"),
        (date(2027, 1, 29), "Runs out in 60 days"),
        (date(2027, 1, 30), "Counts until Jan 30, 2027"),
    ],
)
def test_a_certificate_says_that_it_runs_out_sixty_days_before(day, words):
    assert wording.runs_out_in_words(day, on=MONDAY) == words


def test_weeks_are_rounded_down_so_that_nobody_is_promised_more_time_than_there_is():
    assert wording.due_in_words(date(2026, 12, 14), on=MONDAY) == "Due in 14 days"
    assert wording.due_in_words(date(2026, 12, 15), on=MONDAY) == "Due in 2 weeks"
    assert wording.due_in_words(date(2026, 12, 20), on=MONDAY) == "Due in 2 weeks"
    assert wording.due_in_words(date(2026, 12, 21), on=MONDAY) == "Due in 3 weeks"


def test_what_is_due_in_thirty_days_is_due_soon_and_a_day_later_is_not():
    assert wording.due_state(date(2026, 12, 30), on=MONDAY) == "due_soon"
    assert wording.due_state(date(2026, 12, 31), on=MONDAY) == "current"
    assert wording.due_state(MONDAY, on=MONDAY) == "due_soon"
    assert wording.due_state(date(2026, 11, 29), on=MONDAY) == "overdue"


def test_initials_are_those_of_the_first_and_the_last_word():
    assert wording.initials("Dana Whitlock") == "DW"
    assert wording.initials("maría josé de la cruz") == "MC"
    assert wording.initials("Cher") == "C"


def test_what_is_no_name_has_no_initials_but_a_question_mark():
    assert wording.initials("") == "?"
    assert wording.initials("  7 (!) ") == "?"


def test_words_that_begin_with_a_sign_give_no_initial():
    assert wording.initials("Dana Whitlock (PhD)") == "DW"


def test_hours_are_told_without_zeros_that_say_nothing():
    told = [wording.hours_in_words(Decimal(hours)) for hours in ("1.00", "1.50", "40.00", "0.25")]
    assert told == ["1 hour", "1.5 hours", "40 hours", "0.25 hours"]


def test_whole_hours_may_be_a_plain_number():
    assert [wording.hours_in_words(hours) for hours in (0, 1, 2)] == [
        "0 hours",
        "1 hour",
        "2 hours",
    ]


def test_a_hundred_hours_are_not_told_as_a_power_of_ten():
    assert wording.hours_in_words(Decimal("100")) == "100 hours"


def test_the_code_of_an_audit_row_is_a_sentence_and_its_deed_alone_a_word():
    assert wording.action_in_words("membership.ended") == "Membership ended"
    assert wording.action_in_words("people_file.applied") == "People file applied"
    assert wording.done_in_words("membership.ended") == "Ended"
    assert wording.done_in_words("plan.put_in_force") == "Put in force"


def test_what_an_audit_row_says_of_nothing_is_a_dash():
    assert [wording.detail_in_words(value) for value in (None, "", [], {})] == ["–"] * 4


def test_yes_and_no_are_words_and_zero_is_a_number():
    told = [wording.detail_in_words(value) for value in (True, False, 0)]
    assert told == ["yes", "no", "0"]


def test_lists_and_names_within_an_audit_row_stand_in_one_line():
    value = {"sections": ["Lockdown", "Fire"], "due_on": "2026-12-01", "by_name": None}
    assert wording.detail_in_words(value) == (
        "Sections: Lockdown, Fire; Due on: December 1, 2026; By name: –"
    )


def test_a_fingerprint_is_told_by_its_beginning():
    assert wording.detail_in_words("ab" * 32) == "abababababab…"
    assert wording.detail_in_words("ab" * 31) == "ab" * 31


def test_a_text_that_only_begins_like_a_day_stays_as_it_is():
    assert wording.detail_in_words("2026-12-01 at noon") == "2026-12-01 at noon"


def test_details_tell_no_count_of_nothing_and_nothing_internal_but_do_tell_no():
    detail = {"version": 3, "added": 0, "is_material": False, "reason": "", "title": "Fire"}
    assert wording.details_to_tell(detail) == [("is_material", False), ("title", "Fire")]


def test_a_program_that_is_no_browser_is_another_program():
    assert wording.device_in_words("curl/8.5.0") == "Another program"
    assert wording.device_in_words("") == "Another program"


def test_a_browser_on_an_unknown_machine_is_named_alone():
    assert wording.device_in_words("Mozilla/5.0 (Plan9) Firefox/140.0") == "Firefox"
