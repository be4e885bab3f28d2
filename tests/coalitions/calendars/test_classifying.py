"""What words mean for school days: known words only, and each trap that calendars have."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coalitions.calendars.comparing.classifying import (
    FOR_SOME,
    NOT_UNDERSTOOD,
    OPEN_THEN,
    UNCERTAIN,
    WHICH_ONE,
    classified,
)
from coalitions.calendars.comparing.entries import Edge, Meaning, What

CLOSED = Meaning(What.CLOSED)
FIRST, LAST = Meaning(What.FIRST_DAY), Meaning(What.LAST_DAY)


@pytest.mark.parametrize(
    "words",
    [
        *("No School", "No school - Labor Day", "NO CLASSES", "closed", "Schools closed: snow"),
        *("Thanksgiving Break", "Memorial Day holiday", "Winter vacation", "Mid-winter recess"),
        *("Teacher workday (no students)", "Student holiday", "Non-student day", "Semester break"),
        "No School – Veterans’ Day",
    ],
)
def test_it_is_closed(words):
    assert classified(words) == CLOSED


@pytest.mark.parametrize(
    ("words", "meaning"),
    [
        ("First day of school", FIRST),
        ("FIRST DAY OF CLASSES for all students!", FIRST),
        ("School begins", FIRST),
        ("First day 2026-27", FIRST),
        ("first_day", FIRST),
        ("Last day of school", LAST),
        ("Last day of school (half day)", LAST),
        ("End of the school year", LAST),
        ("2026-2027 School Year", Meaning(What.YEAR)),
        ("Semester 1", Meaning(What.SEMESTER, 1)),
        ("Fall semester begins", Meaning(What.SEMESTER, 1, Edge.BEGINS)),
        ("First day of second semester", Meaning(What.SEMESTER, 2, Edge.BEGINS)),
        ("Last day of first semester", Meaning(What.SEMESTER, 1, Edge.ENDS)),
        ("End of 3rd Quarter", Meaning(What.QUARTER, 3, Edge.ENDS)),
        ("Q2", Meaning(What.QUARTER, 2)),
        ("Summer school", Meaning(What.SESSION, 1)),
        ("Summer session II ends", Meaning(What.SESSION, 2, Edge.ENDS)),
        ("session", Meaning(What.SESSION)),
    ],
)
def test_it_is_of_the_year(words, meaning):
    assert classified(words) == meaning


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("Early release", OPEN_THEN),
        ("School resumes", OPEN_THEN),
        ("Classes resume after winter break", OPEN_THEN),
        ("Snow make-up day", OPEN_THEN),
        ("First day for teachers", FOR_SOME),
        ("First day of school for kindergarten", FOR_SOME),
        ("Last day for seniors", FOR_SOME),
        ("No school for grades 9-12", FOR_SOME),
        ("No school (if needed)", UNCERTAIN),
        ("End of quarter", WHICH_ONE),
        ("Last day before winter break", NOT_UNDERSTOOD),
        ("Spring break begins", NOT_UNDERSTOOD),
        ("Holiday concert", NOT_UNDERSTOOD),
        ("Spring break camp", NOT_UNDERSTOOD),
        ("Teacher workday", NOT_UNDERSTOOD),
        ("Veterans Day", NOT_UNDERSTOOD),
        ("Quarter 5", NOT_UNDERSTOOD),
        ("First semester exams", NOT_UNDERSTOOD),
        ("End of semester 1, semester 2 begins", NOT_UNDERSTOOD),
        ("Summer school registration", NOT_UNDERSTOOD),
        ("Board meeting", NOT_UNDERSTOOD),
        ("", NOT_UNDERSTOOD),
    ],
)
def test_what_is_not_sure_is_not_guessed(words, why):
    assert classified(words) == why


@given(st.text(max_size=400))
def test_any_text_is_a_meaning_or_a_reason(text):
    found = classified(text)
    assert isinstance(found, Meaning) or found.endswith(".")


@given(st.text(alphabet="abdefghij ", max_size=30))
def test_no_word_that_nobody_knows_is_understood(text):
    """Without an o, c, k, l, n, r, s and t no known word can be written."""
    assert classified(text) == NOT_UNDERSTOOD
