"""Directories out of tables.

Every file people have, every cell they write, and what is refused with its reason.
"""

import json
from collections import Counter
from decimal import Decimal

import pytest

from coalitions.directory_import.directory import DistrictKey, Refusal
from coalitions.directory_import.readers.directories import read_directory
from coalitions.table_layouts import school_columns
from safety_portal.core.files.filetypes import FileRefused
from safety_portal.core.files.reading import read_table
from tests.plugins.skips import SHARED, needs_shared

FOLDER = SHARED / "data" / "1-school-directories"
HOSTILE = SHARED / "data" / "7-hostile"


def schools(
    *rows,
    columns="NCES School ID,State School ID,NCES District ID,State District ID,School Name,District,State",
):
    """A small NCES export."""
    return "\n".join((columns, *rows)).encode()


def only(source, mapping=None):
    """The one row of a directory that has no refusal."""
    directory = read_directory(source, mapping)
    assert directory.rejected == []
    (row,) = directory.rows
    return row


def refused(source, mapping=None):
    """(row, field, reason) of everything refused; nothing else is in the file."""
    directory = read_directory(source, mapping)
    assert directory.rows == []
    return [(refusal.row, refusal.field, refusal.reason) for refusal in directory.rejected]


@needs_shared
@pytest.mark.parametrize(
    ("name", "kind", "rows", "statuses"),
    [
        ("nces_florida_districts.csv", "district", 83, {"open": 80, "added": 2, "future": 1}),
        ("nces_florida_districts.html", "district", 83, {"open": 80, "added": 2, "future": 1}),
        ("nces_washington_districts.csv", "district", 342, {"open": 340, "new": 2}),
        ("nces_washington_districts.html", "district", 342, {"open": 340, "new": 2}),
        ("nces_florida_schools.csv", "school", 4248, {"open": 4184, "added": 26, "future": 19, "new": 14, "reopened": 5}),
        ("nces_geocoded_florida_schools.csv", "school", 4248,
         {"open": 4184, "added": 26, "future": 19, "new": 14, "reopened": 5}),
        ("nces_washington_schools.csv", "school", 2553, {"open": 2525, "new": 23, "reopened": 5}),
        ("nces_geocoded_washington_schools.csv", "school", 2553, {"open": 2525, "new": 23, "reopened": 5}),
        ("ccd_tx_districts_2013.csv", "district", 1265,
         {"open": 1243, "closed": 9, "new": 7, "changed_boundary": 2, "inactive": 2, "future": 2}),
        ("ccd_tx_schools_2013.csv", "school", 9336,
         {"open": 8599, "inactive": 395, "new": 138, "closed": 112, "future": 81, "changed_agency": 11}),
    ],
)  # fmt: skip
def test_every_directory_is_read_whole(name, kind, rows, statuses):
    directory = read_directory(FOLDER / name)
    assert (directory.kind, directory.total, len(directory.rows), directory.rejected) == (
        kind,
        rows,
        rows,
        [],
    )
    assert Counter(row.values["status"] for row in directory.rows) == statuses
    identities = {
        (row.values["nces_id"], row.values["state"], row.values["state_id"])
        for row in directory.rows
    }
    assert len(identities) == rows
    assert not any(mark in str(row.values) for row in directory.rows for mark in "†‡–")


@needs_shared
@pytest.mark.parametrize("state", ["florida", "washington"])
def test_the_web_page_and_the_csv_of_a_state_say_the_same(state):
    page, csv = (
        read_directory(FOLDER / f"nces_{state}_districts.{kind}") for kind in ("html", "csv")
    )
    assert [row.values for row in page.rows] == [row.values for row in csv.rows]
    assert page.rows[0].number == 7


@needs_shared
def test_a_future_school_of_florida_in_full():
    row = read_directory(FOLDER / "nces_geocoded_florida_schools.csv").rows[0]
    assert row.values == {
        "nces_id": "120144010794",
        "state_id": "FL-48-1444",
        "name": "130-E-SE-2",
        "state": "FL",
        "street": "445 W AMELIA ST",
        "city": "ORLANDO",
        "postal_code": "32801",
        "phone": "(407) 317-3200",
        "kind": "Regular",
        "status": "future",
        "is_charter": False,
        "latitude": Decimal("28.5497879"),
        "longitude": Decimal("-81.3846849"),
    }
    assert row.district == DistrictKey("FL", "1201440", "FL-48", "ORANGE")


@needs_shared
def test_all_longitudes_keep_their_minus():
    # Three schools of Florida have their address elsewhere, hence -112.
    for name, low, high in (
        ("nces_geocoded_florida_schools.csv", -112, -79),
        ("ccd_tx_schools_2013.csv", -107, -93),
    ):
        longitudes = [row.values["longitude"] for row in read_directory(FOLDER / name).rows]
        assert low < min(longitudes) <= max(longitudes) < high


@needs_shared
def test_an_address_in_another_state_does_not_move_a_school_there():
    rows = read_directory(FOLDER / "nces_florida_schools.csv").rows
    assert {row.values["state"] for row in rows} == {"FL"}


@needs_shared
def test_schools_of_one_name_stay_apart():
    rows = read_directory(FOLDER / "nces_florida_schools.csv").rows
    same = [row.values["nces_id"] for row in rows if row.values["name"] == "PACE CENTER FOR GIRLS"]
    assert len(same) == len(set(same)) == 12


@needs_shared
def test_the_json_of_pennsylvania_is_refused():
    with pytest.raises(
        FileRefused,
        match=r"^This is a JSON file, not a table; save the list as CSV, one row for each entry\.$",
    ):
        read_directory(FOLDER / "pa_district_locations.json")


@needs_shared
def test_a_description_of_a_file_is_no_directory():
    with pytest.raises(FileRefused) as wrong:
        read_directory(FOLDER / "ccd_tx_schools_2013_layout.txt")
    assert str(wrong.value) == (
        "This file is not laid out like a directory we know; say which column is the name and which the NCES ID or "
        "state ID. Its columns are “Name”, “Order”, “Type”, “Description”."
    )


@needs_shared
def test_hostile_cells_are_kept_as_text_or_refused_row_by_row():
    nasty = json.loads((HOSTILE / "blns.json").read_text()) + (
        HOSTILE / "csv-injection-payloads.txt"
    ).read_text().split("\n")
    quoted = ['"' + cell.replace('"', '""') + '"' for cell in nasty]
    rows = [
        f"12000300{number:04},{cell},1200030,FL-01,{cell},Alachua,FL"
        for number, cell in enumerate(quoted)
    ]
    directory = read_directory(schools(*rows))
    assert len(directory.rows) + len(directory.rejected) == directory.total == len(nasty)
    assert {refusal.field for refusal in directory.rejected} <= {"name", "state_id"}
    for row in directory.rows:
        assert row.values["name"].isprintable()
        assert row.values["name"] == " ".join(row.values["name"].split())
    assert "=cmd|' /C notepad'!'A1'" in {row.values["name"] for row in directory.rows}


def test_header_order_and_case_do_not_matter():
    row = only(b"state,SCHOOL NAME,Status*,nces school id\nFL,A,Closed,120003000018\n")
    assert row.values == {"nces_id": "120003000018", "state": "FL", "name": "A", "status": "closed"}
    assert row.district == DistrictKey("FL", "1200030", None, "")


def test_a_lost_leading_zero_is_restored_and_a_shortened_number_refused():
    row = only(b"NCES District ID,District Name,ZIP,ZIP 4-digit\n100005,A,501,44\n")
    assert (row.values["nces_id"], row.values["state"], row.values["postal_code"]) == (
        "0100005",
        "AL",
        "00501-0044",
    )
    assert refused(schools("1.20144E+11,,,,A,B,FL")) == [
        (
            2,
            "nces_id",
            "A spreadsheet has shortened this number; format the column as text and save the file again.",
        )
    ]


@pytest.mark.parametrize(
    ("row", "field", "reason"),
    [
        (",,1200030,,A,B,FL", "state_id", "This row has no NCES ID and no state ID; add one, because a name identifies nothing."),
        ("120003000018,,,,†,B,FL", "name", "This row has no name; add it."),
        ("120003000018,,,,...,B,FL", "name", "This row has no name; add it."),
        (f"120003000018,,,,{'A' * 201},B,FL", "name", "This is 201 characters long and 200 fit; shorten it."),
        ("12000300001,,,,A,B,FL", "nces_id", "This NCES ID lacks a digit; correct it, or leave it empty."),
        ("1200030000,,,,A,B,FL", "nces_id",
         "An NCES school ID has 12 digits, the first two for the state; correct it, or leave it empty."),
        ("990003000018,,,,A,B,FL", "nces_id",
         "An NCES school ID has 12 digits, the first two for the state; correct it, or leave it empty."),
        (",7,1200030,,A,B,", "state", "This row does not say its state, and a state ID counts only within one; add it."),
        (",7,1200030,,A,B,XX", "state", "A state is two letters, such as FL; correct it."),
        (",7,,,A,B,FL", "district_nces_id", "This row does not say which district the school belongs to; add its ID."),
        ("120003000018,,,,A,B,FL,C", "row",
         "This row has more cells than the header, so they have shifted; put a cell that holds a separator into quotation marks."),
    ],
)  # fmt: skip
def test_a_row_that_cannot_be_used_says_where_and_why(row, field, reason):
    directory = read_directory(schools(row, "120003000099,,,,Fine,B,FL"))
    assert [(refusal.row, refusal.field, refusal.reason) for refusal in directory.rejected] == [
        (2, field, reason)
    ]
    assert [fine.number for fine in directory.rows] == [3]


def test_a_refused_row_still_says_which_school_it_means():
    (refusal,) = read_directory(schools("120003000018,FL-1,,,,B,FL")).rejected
    reason = "This row has no name; add it."
    assert refusal == Refusal(
        2, "name", reason, "", {"nces_id": "120003000018", "state_id": "FL-1", "state": "FL"}
    )


def test_any_table_is_read_by_named_columns_and_constants():
    table = b"Entity Code;Official Name;Actual Grades;District Code\n00187;Alder Creek;K-8;07\n"
    pairs = [
        "state_id=Entity Code",
        "name=official name",
        "grades=Actual Grades",
        "district_state_id=District Code",
    ]
    row = only(
        table, school_columns.parse_mapping([*pairs, "state==MI", "district_name==Cedar County"])
    )
    assert row.values == {
        "state_id": "00187",
        "state": "MI",
        "name": "Alder Creek",
        "low_grade": "KG",
        "high_grade": "08",
    }
    assert row.district == DistrictKey("MI", None, "07", "Cedar County")


def test_a_named_column_overrides_that_of_a_known_layout():
    row = only(
        b"NCES District ID,District Name,Short\n1200030,ALACHUA,Alachua\n", {"name": "Short"}
    )
    assert row.values["name"] == "Alachua"


def test_districts_and_schools_are_told_apart_in_a_table_nobody_knows():
    by_hand = {"nces_id": "Id", "name": "Name"}
    assert read_directory(b"Id,Name\n1200030,A\n", by_hand).kind == "district"
    assert read_directory(b"Id,Name\n120003000018,A\n", by_hand).kind == "school"
    assert read_directory(b"Id,Name\n", by_hand).total == 0


@pytest.mark.parametrize(
    ("pair", "sentence"),
    [
        ("name", '--map wants FIELD=COLUMN, as in --map name="Official Name", not “name”.'),
        ("name=", '--map wants FIELD=COLUMN, as in --map name="Official Name", not “name=”.'),
        (
            "colour=Red",
            "There is no field “colour”; the fields are " + ", ".join(school_columns.FIELDS) + ".",
        ),
    ],
)
def test_a_mapping_that_means_nothing_is_refused(pair, sentence):
    with pytest.raises(FileRefused) as wrong:
        school_columns.parse_mapping([pair])
    assert str(wrong.value) == sentence


def test_a_field_is_mapped_once():
    with pytest.raises(
        FileRefused, match=r"^The field “name” is mapped twice; name one column for it\.$"
    ):
        school_columns.parse_mapping(["name=A", "name=B"])


def test_a_proposal_of_columns_uses_each_once():
    table = read_table(b"Entity Code,Official Name,District Name,District Code,ZIP Code,Other\n")
    assert school_columns.likely_mapping(table) == {
        "state_id": "Entity Code",
        "name": "Official Name",
        "district_state_id": "District Code",
        "district_name": "District Name",
        "postal_code": "ZIP Code",
    }
