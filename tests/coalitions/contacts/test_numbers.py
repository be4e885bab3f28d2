"""Telephone numbers as people type them, and the semesters."""

from datetime import date, timedelta

import pytest

from coalitions.contacts import semesters
from coalitions.contacts.numbers import link_of, tidy_number
from safety_portal.core.refusals import Refused


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("989-555-0161", "989-555-0161"),
        ("(989) 555 0161", "989-555-0161"),
        ("989.555.0161", "989-555-0161"),
        ("+1 989 555 0161", "989-555-0161"),
        ("1-989-555-0161", "989-555-0161"),
        ("989-555-0161 x12", "989-555-0161 ext. 12"),
        ("989-555-0161, ext. 12", "989-555-0161 ext. 12"),
        ("989-555-0161x7", "989-555-0161 ext. 7"),
        ("+49 30 901820", "+4930901820"),
        ("\u202e989-555-0161\u202c", "989-555-0161"),
        ("  ", ""),
    ],
)
def test_it_is_kept_in_one_form(typed, kept):
    assert tidy_number(typed, field="day_phone") == kept
    assert tidy_number(kept, field="day_phone") == kept


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("555-0161", "too few digits: 7. Write the area code too"),
        ("911", "too few digits: 3"),
        ("+49 1", "too few digits: 3"),
        ("989-555-01611", "too many digits: 11"),
        ("+49" + "1" * 20, "too many digits"),
        ("ask the office", "Write the number with digits"),
        ("1-800-FLOWERS", "Write the number with digits"),
        ("<script>989-555-0161", "Write the number with digits"),
    ],
)
def test_what_is_no_number_is_said_at_its_field(typed, said):
    with pytest.raises(Refused, match=said) as refused:
        tidy_number(typed, field="night_phone")
    assert refused.value.field == "night_phone"


@pytest.mark.parametrize(
    ("number", "link"),
    [
        ("989-555-0161", "tel:+19895550161"),
        ("989-555-0161 ext. 12", "tel:+19895550161;ext=12"),
        ("+4930901820", "tel:+4930901820"),
    ],
)
def test_a_telephone_dials_it(number, link):
    assert link_of(number) == link


@pytest.mark.parametrize(
    ("on", "began", "good_until"),
    [
        (date(2026, 8, 1), date(2026, 8, 1), date(2027, 1, 31)),
        (date(2026, 11, 17), date(2026, 8, 1), date(2027, 1, 31)),
        (date(2026, 12, 31), date(2026, 8, 1), date(2027, 1, 31)),
        (date(2027, 1, 1), date(2027, 1, 1), date(2027, 8, 31)),
        (date(2027, 7, 31), date(2027, 1, 1), date(2027, 8, 31)),
    ],
)
def test_semesters_begin_on_august_1_and_january_1(on, began, good_until):
    assert semesters.began(on) == began
    assert semesters.good_until(on) == good_until


def test_a_late_change_has_two_weeks_of_its_own():
    on = date(2026, 11, 20)
    assert semesters.due_on(date(2020, 1, 1), on=on) == date(2026, 8, 31)
    assert semesters.due_on(date(2026, 11, 16), on=on) == date(2026, 11, 16) + timedelta(days=14)
