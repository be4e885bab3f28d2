"""Sheets of Excel and OpenDocument as tables: each cell as a person sees it, and what is not read said in words."""

from datetime import date

import pytest

from safety_portal.core.files.filetypes import FileRefused
from safety_portal.core.files.reading import read_table
from safety_portal.core.files.workbooks.kinds import kind_of
from safety_portal.core.files.workbooks.reading import read_sheets
from tests.plugins.skips import SHARED, needs_shared
from tests.workbooks import Cell, Sheet, ods, xls, xlsx

HEADER = ["ID", "Name", "City"]
ROWS = [HEADER, ["01", "Ann", "Alder"], ["02", "Bo", "Birch"]]


def cells_of(data, **given):
    return [row.cells for row in read_table(data, **given).rows]


def remarks_of(data):
    return read_table(data).origin.remarks


@pytest.mark.parametrize("data", [xlsx(ROWS), ods(ROWS), xls(ROWS)], ids=["xlsx", "ods", "xls"])
def test_a_sheet_of_every_kind_is_a_table(data):
    table = read_table(data)
    assert table.header == tuple(HEADER)
    assert [(row.number, row.cells) for row in table.rows] == [
        (2, ("01", "Ann", "Alder")),
        (3, ("02", "Bo", "Birch")),
    ]
    assert (table.origin.sheet, table.origin.sheets, table.origin.remarks) == (
        "Staff",
        ("Staff",),
        (),
    )


@needs_shared
@pytest.mark.parametrize(
    ("file", "header", "row"),
    [
        ("people/p12_staff.xlsx", "Employee ID", "001"),
        ("schools/s12_schools.xlsx", "NCES School ID", "990000100001"),
        ("training/t12.xlsx", "Email", "ray.castellan@cedar.example"),
    ],
)
def test_the_workbooks_that_were_reported_are_read(file, header, row):
    table = read_table(SHARED / "data/8-reported" / file)
    assert (table.header[0], table.rows[0].cells[0]) == (header, row)


@needs_shared
def test_of_a_real_workbook_the_fullest_sheet_is_read_and_the_others_named():
    table = read_table(SHARED / "data/6-assessments/rems_sample_risk_vulnerability_assessment.xlsx")
    assert (table.origin.sheet, table.origin.sheets) == ("Sheet2", ("Sheet1", "Sheet2"))
    assert table.header[0] == "Probability"


def test_values_are_what_the_cells_mean():
    row = [
        *(12, 1.5, True, date(2026, 3, 4), Cell(46085.5, "m/d/yyyy h:mm"), Cell(0.0625, "h:mm")),
        *(
            Cell(1.0625, "[h]:mm"),
            Cell(0.95, "0%"),
            Cell(123, "00000"),
            Cell(326015448, "00000-0000"),
        ),
    ]
    data = xlsx([[f"C{at}" for at in range(len(row))], row])
    assert cells_of(data) == [
        (
            "12",
            "1.5",
            "TRUE",
            "3/4/2026",
            "3/4/2026 12:00",
            "1:30",
            "25:30",
            "95%",
            "00123",
            "32601-5448",
        )
    ]


def test_leading_zeros_are_kept_by_every_kind_that_says_them():
    rows = [["ID", "Name"], [Cell(123, "00000"), "Ann"]]
    assert cells_of(xlsx(rows)) == [("00123", "Ann")]
    assert cells_of(xls(rows, formats=["00000"])) == [("00123", "Ann")]
    assert cells_of(ods([["ID", "Name"], [Cell(123, "00123"), "Ann"]])) == [("00123", "Ann")]


def test_a_number_of_which_digits_are_lost_is_no_id():
    assert cells_of(xlsx([["ID", "Name"], [1234567890123456, "Ann"]])) == [
        ("1.23456789012346E+15", "Ann")
    ]


def test_titles_above_the_heading_are_left_out():
    title = Sheet(
        [["Staff of Cedar County", None, None], [None, None, None], *ROWS], merges=("A1:C1",)
    )
    table = read_table(xlsx({"S": title}))
    assert (table.header, table.header_row, table.rows[0].number) == (tuple(HEADER), 3, 4)


def test_a_heading_of_two_lines_is_one():
    rows = [
        ["ID", "Name", None, "Home", None, "Work", None],
        [None, "First", "Last", "Phone", "City", "Phone", "City"],
        ["1", "Ann", "Lee", "555-0100", "Alder", "555-0101", "Birch"],
    ]
    table = read_table(xlsx({"S": Sheet(rows, merges=("A1:A2", "B1:C1", "D1:E1", "F1:G1"))}))
    assert table.header == (
        "ID",
        "First",
        "Last",
        "Home Phone",
        "Home City",
        "Work Phone",
        "Work City",
    )
    assert [row.cells[:3] for row in table.rows] == [("1", "Ann", "Lee")]
    assert table.origin.remarks == ()


def test_a_heading_two_rows_tall_is_one_and_no_row():
    rows = [["ID", "Name"], [None, None], ["1", "Ann"]]
    table = read_table(xlsx({"S": Sheet(rows, merges=("A1:A2", "B1:B2"))}))
    assert (table.header, [row.number for row in table.rows]) == (("ID", "Name"), [3])


def test_a_heading_over_two_columns_without_names_below_names_both():
    rows = [["ID", "Name", None], ["1", "Ann", "Lee"]]
    table = read_table(xlsx({"S": Sheet(rows, merges=("B1:C1",))}))
    assert (table.header, table.rows[0].cells) == (("ID", "Name", "Name (2)"), ("1", "Ann", "Lee"))


def test_a_merged_cell_counts_for_each_row_it_covers():
    rows = [["School", "Name"], ["Juniper", "Ann"], [None, "Bo"], ["Aspen", "Cy"]]
    data = xlsx({"S": Sheet(rows, merges=("A2:A3",))})
    assert cells_of(data) == [("Juniper", "Ann"), ("Juniper", "Bo"), ("Aspen", "Cy")]
    assert remarks_of(data) == ("The value of a merged cell counts for each row that it covers.",)


@pytest.mark.parametrize("make", [xlsx, ods])
def test_what_is_hidden_is_not_read_and_said(make):
    rows = [["ID", "SSN", "Name"], ["1", "x", "Ann"], ["2", "y", "Gone"], ["3", "z", "Bo"]]
    sheet = Sheet(rows, hidden_rows=frozenset({2}), hidden_columns=frozenset({1}))
    data = make({"Staff": sheet, "Old": Sheet(ROWS, state="hidden")})
    assert cells_of(data) == [("1", "", "Ann"), ("3", "", "Bo")]
    assert remarks_of(data) == (
        "Hidden rows are not read (3). Show them and save the file if they count.",
        "Hidden columns are not read (B). Show them and save the file if they count.",
        "Hidden sheets are not read (“Old”).",
    )


def test_what_is_hidden_in_an_xls_is_not_read():
    data = xls([*ROWS, ["03", "Gone", "Cedar"]], hidden_rows=[3], hidden_columns=[2])
    assert cells_of(data) == [("01", "Ann"), ("02", "Bo")]
    assert [remark[:14] for remark in remarks_of(data)] == ["Hidden rows ar", "Hidden columns"]


def test_hidden_rows_without_content_are_not_worth_a_word():
    assert remarks_of(xlsx({"S": Sheet([*ROWS, []], hidden_rows=frozenset({3}))})) == ()


def test_errors_are_named_by_cell():
    rows = [["ID", "Name"], [Cell(error="#N/A"), "Ann"], [Cell(error="#REF!", formula="x"), "Bo"]]
    said = ("The sheet shows an error in place of a value (#N/A in A2, #REF! in A3).",)
    for data in (xlsx(rows), ods(rows), xls(rows)):
        assert [cells[0] for cells in cells_of(data)] == ["#N/A", "#REF!"]
        assert remarks_of(data) == said


def test_of_many_errors_the_first_are_named():
    data = xlsx([["ID", "Name"], *[[Cell(error="#N/A"), "Ann"]] * 20])
    assert remarks_of(data)[0].endswith("#N/A in A6 and 15 more).")


def test_a_formula_is_its_last_value_and_one_never_calculated_is_told():
    rows = [["Name", "Hours"], ["Ann", Cell(4, formula="2+2")], ["Bo", Cell(formula="2+2")]]
    assert cells_of(xlsx(rows)) == [("Ann", "4"), ("Bo", "")]
    assert remarks_of(xlsx(rows)) == (
        "Formulas were never calculated (B3). Save the file in a spreadsheet and choose it again.",
    )


def test_the_fullest_sheet_is_proposed_and_another_can_be_named():
    data = xlsx({"Notes": [["Made by", "Ann"]], "Staff": ROWS, "Empty": []})
    assert (read_table(data).origin.sheet, read_table(data).origin.sheets) == (
        "Staff",
        ("Notes", "Staff"),
    )
    assert read_table(data, sheet="Notes").header == ("Made by", "Ann")
    with pytest.raises(
        FileRefused, match=r"^The workbook has no filled sheet “Else”; it has “Notes”, “Staff”\.$"
    ):
        read_table(data, sheet="Else")


def test_a_sheet_that_is_refused_gives_way_to_the_next():
    def refuse(table):
        if table.header == tuple(HEADER):
            raise FileRefused("Not this one.")

    data = xlsx({"Staff": ROWS, "Other": [["A", "B"], ["1", "2"]]})
    assert read_table(data, refuse=refuse).origin.sheet == "Other"
    with pytest.raises(FileRefused, match=r"^Not this one\.$"):
        read_table(data, sheet="Staff", refuse=refuse)


def test_a_sheet_cannot_be_named_of_a_csv():
    with pytest.raises(
        FileRefused, match=r"^This file is no workbook, so it has no sheet “Staff”\.$"
    ):
        read_table(b"ID,Name\n1,Ann\n", sheet="Staff")


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        *(
            (xlsx(ROWS), ".xlsx"),
            (xlsx(ROWS, type_of_book="template.main+xml"), ".xlsx"),
            (ods(ROWS), ".ods"),
        ),
        *((xls(ROWS), ".xls"), (b"ID,Name\n", ""), (b"", ""), (b"PK\x03\x04junk", "")),
    ],
)
def test_a_workbook_is_known_by_what_is_in_it(data, kind):
    assert kind_of(data) == kind


def test_macros_are_left_alone():
    extra = {"xl/vbaProject.bin": b"\0" * 100}
    assert cells_of(xlsx(ROWS, extra=extra)) == [("01", "Ann", "Alder"), ("02", "Bo", "Birch")]


def test_an_old_version_of_excel_is_read_and_what_it_does_not_say_is_told():
    rows = [["ID", "Name"], [Cell(123, "00000"), "Ann"]]
    (sheet,) = read_sheets(xls(rows, formats=["00000"], version=0x500))
    assert sheet.remarks[-1].startswith(
        "Of this kind of file it cannot be seen how numbers are shown"
    )
