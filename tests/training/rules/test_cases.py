"""The table tests that somebody wrote from citations, who knew no engine: every one agrees."""

import pytest

from tests.plugins.skips import SHARED, needs_shared
from training.rules.table_tests.cases_file import read_cases
from training.rules.table_tests.comparing import compared

FILE = SHARED / "field" / "cases" / "cases.yaml"
CASES = read_cases(FILE.read_text(encoding="utf-8")) if FILE.is_file() else ()


@needs_shared
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_the_engine_answers_what_the_text_says(case):
    assert compared(case) is None


@needs_shared
def test_all_of_them_are_there():
    assert len(CASES) >= 99


@needs_shared
def test_the_school_days_of_the_calendars_are_those_that_were_counted_by_hand():
    years = {case.said["calendar"]: case.year for case in CASES}
    assert {name: len(year.all_days) for name, year in years.items()} == {
        "A": 180,
        "A_STORM": 175,
        "B": 214,
        "LEAP": 180,
    }
