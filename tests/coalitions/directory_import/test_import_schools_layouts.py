"""Directories as their publishers lay them out today, by small files with their headers."""

from decimal import Decimal

import pytest

from coalitions.directory_import.directory import DistrictKey
from coalitions.directory_import.readers import cells
from coalitions.directory_import.readers.directories import read_directory
from coalitions.table_layouts import school_columns
from safety_portal.core.imports.columns import UnknownColumns

ELSI = """"ELSI Export"
"Public School, 2021-22"

School Name,State Abbr [Public School] Latest available year,School Name [Public School] 2021-22,\
School ID - NCES Assigned [Public School] Latest available year,Agency Name [Public School] 2021-22,\
Agency ID - NCES Assigned [Public School] Latest available year,School Type [Public School] 2021-22,\
Updated Status [Public School] 2021-22,Charter School [Public School] 2021-22,Lowest Grade Offered [Public School] 2021-22,\
Highest Grade Offered [Public School] 2021-22,Locale [Public School] 2021-22,\
Total Students All Grades (Excludes AE) [Public School] 2021-22,Longitude [Public School] 2021-22
FIRST STREET,AL,FIRST STREET,="010000500870",Alder City,="0100005",1-Regular school,1-Open,2-No,Prekindergarten,6th Grade,\
32-Town: Distant,"1,234",†
"Data Source: U.S. Department of Education"
"""
HUB = (
    "X,Y,NCESSCH,STABR,LEAID,ST_LEAID,LEA_NAME,SCH_NAME,LSTREET1,SCHOOL_TYPE_TEXT,SY_STATUS_TEXT,ULOCALE,NMCNTY,TOTAL,LATCOD,LONCOD\n"
    "-86,34,010000500870,AL,0100005,AL-101,Alder City,First Street,1 First St,Regular school,Currently operational,"
    "32-Town: Distant,Marshall County,920,34.26,\u221286.2\n"
)
EDGE = (
    "NCESSCH,LEAID,NAME,STREET,STATE,NMCNTY,LOCALE,LAT,LON\n"
    "010000500870,0100005,First Street,1 First St,AL,Marshall,32,34.26,-86.2\n"
)
EDGE_DISTRICTS = "LEAID,NAME,STATE,NMCNTY,LAT,LON\n0100005,Alder City,AL,Marshall,34.26,-86.2\n"
CCD_DISTRICTS = (
    "LEAID,ST_LEAID,LEA_NAME,ST,LEA_TYPE,LEA_TYPE_TEXT,UPDATED_STATUS\n"
    "0100005,AL-101,Alder City,AL,1,Regular public school district that is not a component of a supervisory union,1\n"
    "0100006,AL-102,Birch City,AL,,Regular public school district that is a component of a supervisory union,1\n"
)
CALIFORNIA = (
    "CDSCode\tNCESDist\tNCESSchool\tStatusType\tCounty\tDistrict\tSchool\tState\tCharter\tGSoffered\tLatitude\n"
    "1100170109835\t0691051\t10546\tMerged\tAlameda\tAlameda County\tFame\tCA\tY\tP-Adult\tNo Data\n"
    "01100170000000\t0691051\tNo Data\tActive\tAlameda\tAlameda County\tNo Data\tCA\tNo Data\tNo Data\tNo Data\n"
    "1.10017E+12\t0691051\t10547\tActive\tAlameda\tAlameda County\tGrove\tCA\tY\tTK-12\tNo Data\n"
    "110017011\t0691051\t10547\tActive\tAlameda\tAlameda County\tGrove\tCA\tY\tTK-12\tNo Data\n"
)


def test_a_table_of_elsi_is_read_with_what_stands_above_and_below_it():
    directory = read_directory(ELSI.encode("utf-8-sig"))
    (row,) = directory.rows
    assert directory.title == "NCES table of schools (ELSI)"
    assert row.values == {
        "nces_id": "010000500870",
        "state": "AL",
        "name": "FIRST STREET",
        "kind": "Regular school",
        "status": "open",
        "locale": "Town: Distant",
        "students": 1234,
        "low_grade": "PK",
        "high_grade": "06",
        "is_charter": False,
    }
    assert row.district == DistrictKey("AL", "0100005", None, "Alder City")
    assert [(refusal.row, refusal.field) for refusal in directory.rejected] == [(6, "row")]


@pytest.mark.parametrize(
    ("text", "title", "told"),
    [
        (
            HUB,
            "CCD school directory",
            {
                "kind": "Regular school",
                "status": "open",
                "locale": "Town: Distant",
                "county": "Marshall County",
                "students": 920,
            },
        ),
        (
            EDGE,
            "NCES geocodes of schools (EDGE)",
            {"street": "1 First St", "county": "Marshall", "locale": "Town: Distant"},
        ),
    ],
)
def test_the_other_files_of_nces_are_known(text, title, told):
    directory = read_directory(text.encode())
    (row,) = directory.rows
    assert (directory.kind, directory.title) == ("school", title)
    assert {name: row.values[name] for name in told} == told
    assert (row.values["nces_id"], row.values["name"], row.values["longitude"]) == (
        "010000500870",
        "First Street",
        Decimal("-86.2"),
    )


def test_geocodes_of_districts_are_districts():
    (row,) = read_directory(EDGE_DISTRICTS.encode()).rows
    assert (row.values["nces_id"], row.values["name"], row.district) == (
        "0100005",
        "Alder City",
        None,
    )


def test_the_long_types_of_districts_are_read_by_code_or_text():
    directory = read_directory(CCD_DISTRICTS.encode())
    assert [row.values["kind"] for row in directory.rows] == ["Regular Local", "Component"]


def test_california_has_its_zero_back_and_what_is_no_school_is_refused():
    directory = read_directory(CALIFORNIA.encode())
    (row,) = directory.rows
    assert row.values == {
        "state_id": "01100170109835",
        "state": "CA",
        "name": "Fame",
        "county": "Alameda",
        "status": "closed",
        "low_grade": "PK",
        "high_grade": "AE",
        "is_charter": True,
    }
    assert [
        (refusal.row, refusal.field, refusal.reason.partition(";")[0])
        for refusal in directory.rejected
    ] == [
        (3, "name", "This row has no name"),
        (4, "state_id", "A spreadsheet has shortened this number"),
        (5, "state_id", "This state ID has 9 characters and 14 belong there"),
    ]


def test_a_file_of_schools_is_not_taken_for_one_of_their_districts():
    text = "NCES District ID,District Name,School Number,School Name\n4812930,CAYUGA ISD,'001902001,CAYUGA H S\n"
    with pytest.raises(UnknownColumns):
        read_directory(text.encode())
    named = {
        "state_id": "School Number",
        "name": "School Name",
        "district_nces_id": "NCES District ID",
        "state": "=TX",
    }
    (row,) = read_directory(text.encode(), named).rows
    assert (row.values["state_id"], row.district.nces_id) == ("001902001", "4812930")


@pytest.mark.parametrize("joined", ["_", "", "-", "\u00a0"])
def test_a_known_header_is_known_whatever_joins_its_words(joined):
    header = "NCES School ID,School Name,District,NCES District ID".replace(" ", joined)
    directory = read_directory(f"{header}\n120003000018,A,ALACHUA,1200030\n".encode())
    assert (directory.title, directory.unused, len(directory.rows)) == ("NCES school search", 0, 1)


def test_notes_and_repeated_headers_are_told_as_what_they_are():
    header = "NCES School ID,School Name,District"
    text = f"{header}\n120003000018,A,ALACHUA\n{header}\nSource: NCES\nTotal,,\n"
    directory = read_directory(text.encode())
    assert [row.values["name"] for row in directory.rows] == ["A"]
    assert [(refusal.row, refusal.field, refusal.reason) for refusal in directory.rejected] == [
        (3, "row", "This row repeats the header; leave it out."),
        (
            4,
            "row",
            "Only one cell of this row is filled, as in a note or a total; leave the row out.",
        ),
        (
            5,
            "row",
            "Only one cell of this row is filled, as in a note or a total; leave the row out.",
        ),
    ]


@pytest.mark.parametrize("minus", "-\u2212\u2010\u2011\u2013\u2014\uff0d")
def test_a_longitude_keeps_its_minus_however_it_is_written(minus):
    assert cells.coordinate(f"{minus}81.5", 180) == Decimal("-81.5")


@pytest.mark.parametrize(
    ("read", "cell", "value"),
    [
        (cells.text, "'001902", "001902"),
        (cells.text, "'t Hooft", "'t Hooft"),
        (cells.grades, "'EE-05", ("PK", "05")),
        (cells.grade, "Grade 6", "06"),
        (cells.yes_no, "1-Yes", True),
        (lambda cell: cells.status(cell, "school"), "2-Closed", "closed"),
        (lambda cell: cells.status(cell, "school"), "Under Construction", "future"),
        (
            lambda cell: cells.described(cell, school_columns.DATA["locale"]),
            "11-City: Large",
            "City: Large",
        ),
        (
            lambda cell: cells.described(cell, school_columns.DATA["school_kind"]),
            "K-12 School",
            "K-12 School",
        ),
        (lambda cell: cells.state_id(cell, 0), "1-02", "1-02"),
    ],
)
def test_cells_as_publishers_write_them(read, cell, value):
    assert read(cell) == value
