"""Whatever stands in a cell: a value comes out or a sentence, and soon."""

import inspect
import time
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coalitions.directory_import.readers import cells as readers_cells
from coalitions.table_layouts import school_columns
from safety_portal.core import values
from tests.core.spoiled_cells import DIGITS, ERRORS, SHORTENED
from training.transcripts.readers import cells

STATUS = school_columns.DATA["locale"]
READERS = {
    "text": values.text,
    "sound": values.sound,
    "short": lambda cell: values.short(cell, 60),
    "identifier": values.identifier,
    "number": values.number,
    "day": values.day,
    "hours": cells.hours,
    "hours_of_ceus": cells.hours_of_ceus,
    "status of a training": cells.status,
    "nces_id": lambda cell: readers_cells.nces_id(cell, 12),
    "state_id": lambda cell: readers_cells.state_id(cell, 14),
    "state": readers_cells.state,
    "postal_code": lambda cell: readers_cells.postal_code(cell, cell),
    "phone": readers_cells.phone,
    "students": readers_cells.students,
    "teachers": readers_cells.teachers,
    "coordinate": lambda cell: readers_cells.coordinate(cell, 180),
    "grade": readers_cells.grade,
    "grades": readers_cells.grades,
    "grade_parts": lambda cell: [end for part in readers_cells.grade_parts(cell) for end in part],
    "status of a school": lambda cell: readers_cells.status(cell, "school"),
    "yes_no": readers_cells.yes_no,
    "described": lambda cell: readers_cells.described(cell, STATUS),
}
SPOILED = (
    *ERRORS,
    *SHORTENED,
    "1,5",
    "01-May",
    "12/6/2021",
    "2021-12-06",
    "44536",
    "Dec 6, 2021",
    "K-5",
    "\x00",
    DIGITS,
    "-",
    "=",
    '="',
)
CELL = st.text(max_size=80) | st.lists(
    st.sampled_from(SPOILED) | st.text(max_size=6), max_size=4
).map("".join)


def only_a_value(read, cell):
    """What a reader makes of a cell: a value, or None where it says why not.

    Any other exception is a failure.
    """
    try:
        return read(values.text(cell))
    except values.NotRead as wrong:
        sentence = str(wrong)
    assert (sentence[0].isupper(), sentence[-1], len(sentence) < 400) == (True, ".", True)
    return None


def texts_in(value):
    parts = value if isinstance(value, tuple | list) else (value,)
    return [part for part in parts if isinstance(part, str)]


@pytest.mark.parametrize("module", [values, readers_cells, cells])
def test_every_reader_of_a_cell_is_tried(module):
    found = inspect.getmembers(module, inspect.isfunction)
    readers = {
        name
        for name, each in found
        if name[0] != "_" and next(iter(inspect.signature(each).parameters), "") == "cell"
    }
    assert readers <= {name.split()[0] for name in READERS}


@pytest.mark.parametrize("name", READERS)
@settings(max_examples=150, deadline=None)
@given(cell=CELL)
def test_whatever_the_cell_a_value_comes_out_or_a_sentence(name, cell):
    value = only_a_value(READERS[name], cell)
    for text in texts_in(value):
        assert "\x00" not in text
        assert text.isprintable()
        text.encode()
    if isinstance(value, Decimal):
        assert value.is_finite()
        assert len(f"{value:f}") <= 60


@pytest.mark.parametrize("name", READERS)
def test_a_long_cell_takes_no_longer_than_reading_it(name):
    long = [
        part * (200_000 // len(part))
        for part in (
            "9",
            "1 ",
            "1,",
            "a",
            " ",
            "K-",
            "1-",
            "#",
            "é",
            "1.",
            "E+",
            "/",
            "Jan ",
            "12:",
        )
    ]
    began = time.process_time()
    for cell in long:
        only_a_value(READERS[name], cell)
    assert time.process_time() - began < 4


@settings(max_examples=300, deadline=None)
@given(CELL)
def test_a_line_that_was_read_reads_the_same(cell):
    """A page keeps what was read of a list and reads it again; a command reads it once.

    A cell packed twice is no cell.
    """
    once = values.text(cell)
    assert values.text(once) == once or once.startswith(('="', "'"))
