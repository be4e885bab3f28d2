"""A cell of a sheet as text: numbers, formats that change what they say, names of cells."""

import pytest

from safety_portal.core.files.workbooks.cells import number_text, text_of
from safety_portal.core.files.workbooks.formats import shape_of
from safety_portal.core.files.workbooks.overlay import cell_name, column_of


@pytest.mark.parametrize(
    ("number", "text"),
    [
        *(
            (5, "5"),
            (5.0, "5"),
            (-3.25, "-3.25"),
            (0.1 + 0.2, "0.3"),
            (987654321012.0, "987654321012"),
        ),
        *(
            (0.000001, "0.000001"),
            (1e300, "1.00000000000000E+300"),
            (float("nan"), "#NUM!"),
            (float("inf"), "#NUM!"),
        ),
    ],
)
def test_numbers_are_written_as_people_write_them(number, text):
    assert number_text(number) == text


def test_what_is_no_value_is_no_text():
    assert text_of(None) == ""


@pytest.mark.parametrize(
    ("code", "number", "shown"),
    [
        *(
            ("00000", 7, "00007"),
            ("00000", 1234567, "1234567"),
            ("000-00-0000", 12345678, "012-34-5678"),
        ),
        *(
            ('"ID-"0000', 42, "ID-0042"),
            ("00\\.00", 123, "01.23"),
            ("0.0%", 0.5, "50.0%"),
            ("00000;@", 5, "00005"),
        ),
        *(
            ("[$-409]00000", 5, "00005"),
            ("#000", 12345, "12345"),
            ("00000", 1.5, None),
            ("00000", -5, None),
        ),
    ],
)
def test_formats_that_change_what_a_number_says(code, number, shown):
    assert shape_of(code).shown(number) == shown


@pytest.mark.parametrize(
    "code",
    [
        "General",
        "0",
        "0.00",
        "#,##0",
        "$#,##0.00",
        "m/d/yyyy",
        "@",
        "[<=9999999]###-####;000",
        "",
        '"',
        "0E+00",
    ],
)
def test_formats_that_only_dress_a_number_say_nothing(code):
    assert shape_of(code) is None


@pytest.mark.parametrize(
    ("column", "name"), [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA")]
)
def test_cells_have_the_names_of_spreadsheets(column, name):
    assert cell_name((4, column)) == f"{name}5"
    assert column_of(f"{name}5") == column
