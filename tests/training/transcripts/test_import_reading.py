"""Transcripts read without a database.

What is a training, what counts for nothing, what cannot be.
"""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from safety_portal.core.files.filetypes import FileRefused
from safety_portal.core.files.tables import Row, Table
from tests.plugins.skips import SHARED, needs_shared
from training.transcripts.readers import cells
from training.transcripts.readers.columns import parse_mapping
from training.transcripts.readers.transcripts import read_transcript, transcript_of

TODAY = date(2026, 11, 22)
FILES = SHARED / "data/4-training"


def read(text, mapping=None):
    return read_transcript(text.encode() if isinstance(text, str) else text, mapping, on=TODAY)


def rows(transcript):
    return [(row.row, row.title, str(row.held_on), row.hours) for row in transcript.rows]


@needs_shared
@pytest.mark.parametrize(
    ("name", "first"), [("officer_transcript.html", 3), ("training_rows.csv", 2)]
)
def test_the_transcript_of_an_officer_is_read_whole(name, first):
    transcript = read_transcript(FILES / f"oregon_dpsst_{name}", on=TODAY)
    assert (transcript.total, len(transcript.rows), transcript.rejected) == (272, 258, [])
    assert transcript.columns == {
        "held_on": "Date", "course": "Title", "code": "Course", "hours": "Hours", "status": "Status",
    }  # fmt: skip
    sums = [skip.row - first for skip in transcript.skipped if "sum of hours" in skip.reason]
    assert sums == [18, 88, 155, 198, 250, 270, 271]
    assert sum("has no hours" in skip.reason for skip in transcript.skipped) == 7
    assert len(transcript.skipped) == 14
    # The sum of the file, less what its 0.72 hours gain as quarters.
    assert sum(row.hours for row in transcript.rows) == Decimal("1703.97") + Decimal("0.03")
    [odd] = [row for row in transcript.rows if row.note]
    assert (odd.hours, odd.note) == (Decimal("0.75"), "The file says 0.72 hours.")
    assert rows(transcript)[0] == (first + 1, "CPR First AID / AED", "2021-12-06", Decimal(4))


@needs_shared
def test_a_list_of_courses_is_no_transcript():
    with pytest.raises(FileRefused, match=r"^[^\n]+\.$"):
        read_transcript(FILES / "pwc_ares_training_2020.md", on=TODAY)


def test_what_counts_for_nothing_and_what_cannot_be_is_said_row_by_row():
    transcript = read(
        "Course,Date,Hours,Status,Expires\n"
        "First aid,1/5/2026,4,Passed,1/5/2028\n"
        "First aid,1/5/2020,4,Expired,1/5/2022\n"
        "First aid,1/5/2021,4,Lapsed,\n"
        "De-escalation,1/6/2026,2,Failed,\n"
        "De-escalation,1/7/2026,2,Incomplete,\n"
        "De-escalation,,2,Completed,\n"
        "De-escalation,1/8/2026,2,,\n"
        "De-escalation,12/24/2026,2,Completed,\n"
        "De-escalation,2/30/2026,2,Completed,\n"
        "De-escalation,1/9/2026,two,Completed,\n"
        ",1/9/2026,2,Completed,\n"
        "De-escalation,1/9/2026,2,Kaput,\n"
        "De-escalation,1/9/2026,2,Completed,1/9/2025\n"
        "2026 Hours,14.00\n"
        "Grand total,,14\n"
        "Course,Date,Hours,Status,Expires\n"
        "Radio,1/9/2026,2,No show,,,surplus\n"
    )
    assert [(row.row, row.title, row.expires_on) for row in transcript.rows] == [
        (2, "First aid", date(2028, 1, 5)),
        (3, "First aid", date(2022, 1, 5)),
    ]
    assert [(skip.row, skip.reason) for skip in transcript.skipped] == [
        (4, "It has lapsed, and the file does not say when."),
        (5, "It was not passed (“Failed”), so it counts for nothing."),
        (6, "It was not completed (“Incomplete”), so it counts for nothing."),
        (7, "It has no day, so nothing says that it was held."),
        (8, "It has no status, so nothing says that it was completed."),
        (15, "A sum of hours, not a training."),
        (16, "A sum of hours, not a training."),
        (17, "The header once more."),
    ]
    assert [(refusal.row, refusal.field) for refusal in transcript.rejected] == [
        (9, "held_on"), (10, "held_on"), (11, "hours"), (12, "course"), (13, "status"), (14, "expires_on"), (18, "course"),
    ]  # fmt: skip
    assert (
        transcript.rejected[0].reason == "This day is in the future. Import it after it was held."
    )
    assert transcript.total == 17


def test_any_list_is_read_by_the_columns_somebody_names():
    text = "Wer;Was;Wann;Wie lange;Nr\nray@cedar.example;Erste Hilfe;2026-01-05;1:30;C-9\n"
    mapping = parse_mapping(
        ["person=Wer", "course=Was", "held_on=Wann", "hours=Wie lange", "certificate=Nr"]
    )
    [row] = read(text, mapping).rows
    assert (row.who, row.title, row.held_on, row.hours) == (
        "ray@cedar.example", "Erste Hilfe", date(2026, 1, 5), Decimal("1.5"),
    )  # fmt: skip
    assert row.note == "Certificate C-9."
    for wrong, sentence in (
        ({}, "The file has no column that is surely the day it was held or the course"),
        ({"course": "Was", "held_on": "Tag"}, "The file has no column “Tag”"),
    ):
        with pytest.raises(FileRefused, match=sentence):
            read(text, wrong)
    for pairs in (["Wer"], ["who=Wer"], ["course=A", "course=B"]):
        with pytest.raises(FileRefused):
            parse_mapping(pairs)


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("12/6/2021", date(2021, 12, 6)), ("2021-12-06", date(2021, 12, 6)), ("12/6/21", date(2021, 12, 6)),
        ("Dec 6, 2021", date(2021, 12, 6)), ("6 December 2021", date(2021, 12, 6)), ("2021-12-06T00:00:00", date(2021, 12, 6)),
        ("12/6/2021 8:00 AM", date(2021, 12, 6)), ("6-Dec-21", date(2021, 12, 6)),
        ("25/12/2021", None), ("soon", None), ("2021", None), ("١٢/٦/٢٠٢١", None), ("0/0/0000", None), ("44536", None),
    ],
)  # fmt: skip
def test_days(cell, day):
    if day:
        assert cells.day(cell) == day
    else:
        with pytest.raises(cells.NotRead):
            cells.day(cell)


@pytest.mark.parametrize(
    ("hours", "counted"), [("0.72", "0.75"), ("0.1", "0.25"), ("4.00", "4"), ("640 hrs", "640")]
)
def test_hours_count_in_quarters(hours, counted):
    assert cells.quarters(cells.hours(hours)) == Decimal(counted)


CELLS = st.sampled_from(
    [
        "",
        "1/5/2026",
        "1/5/2030",
        "Passed",
        "Expired",
        "2026 Hours",
        "2",
        "1e9",
        "-1",
        "0",
        "x" * 300,
    ]
)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(CELLS | st.text(max_size=9), min_size=7, max_size=7), max_size=6))
def test_whatever_the_cells_every_row_is_accounted_for(cells_of_rows):
    header = ("Date", "Course", "Title", "Status", "Hours", "Expires", "Email")
    table = Table(
        header, tuple(Row(number, tuple(row)) for number, row in enumerate(cells_of_rows, start=2))
    )
    transcript = transcript_of(table, {}, on=TODAY)
    told = [each.row for each in [*transcript.rows, *transcript.skipped, *transcript.rejected]]
    assert (sorted(told), transcript.total) == (
        [row.number for row in table.rows],
        len(cells_of_rows),
    )
