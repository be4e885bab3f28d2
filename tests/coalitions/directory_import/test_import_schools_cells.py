"""One cell of a directory at a time: as people write it, and what no field can hold."""

from decimal import Decimal

import pytest

from coalitions.directory_import.readers import cells
from coalitions.table_layouts import school_columns


@pytest.mark.parametrize(
    ("read", "cell", "value"),
    [
        (cells.text, " A\u00a0 B\x00\tC\u200b\u202e ", "A B C"),
        (cells.text, '="00123"', "00123"),
        (cells.identifier, "1200030.0", "1200030"),
        (cells.identifier, "12-0.00", "12-0.00"),
        (cells.students, "5003.00000", 5003),
        (cells.students, "0.00000", 0),
        (cells.students, "1,901", 1901),
        (cells.teachers, "1460.78000", Decimal("1460.78")),
        (lambda cell: cells.coordinate(cell, 180), "-81.45458049999999", Decimal("-81.4545805")),
        (lambda cell: cells.coordinate(cell, 180), "0.000000", None),
        (cells.phone, "8066752554", "(806) 675-2554"),
        (cells.phone, "1-806-675-2554", "(806) 675-2554"),
        (cells.phone, "(352)955-7300", "(352) 955-7300"),
        (cells.phone, "555-0100 ext. 4", "555-0100 ext. 4"),
        (cells.postal_code, "2138", "02138"),
        (cells.postal_code, "021385448", "02138-5448"),
        (cells.postal_code, "2138.0", "02138"),
        (cells.grade, "9", "09"),
        (cells.grade, "9th", "09"),
        (cells.grade, "Pre-K", "PK"),
        (cells.grade, "K", "KG"),
        (cells.grades, "PK to 08", ("PK", "08")),
        (cells.grades, "Pre-K – 5", ("PK", "05")),
        (cells.grades, "12", ("12", "12")),
        (cells.yes_no, "Yes", True),
        (cells.yes_no, "2", False),
        (cells.yes_no, "perhaps", None),
        (lambda cell: cells.status(cell, "school"), "5", "changed_agency"),
        (lambda cell: cells.status(cell, "district"), "5", "changed_boundary"),
        (lambda cell: cells.status(cell, "school"), "Reopened", "reopened"),
        (lambda cell: cells.described(cell, school_columns.DATA["locale"]), "43", "Rural: Remote"),
        (lambda cell: cells.described(cell, school_columns.DATA["locale"]), "00:00:00", ""),
        (lambda cell: cells.described(cell, school_columns.DATA["locale"]), "N", ""),
    ],
)
def test_cells_as_people_write_them(read, cell, value):
    assert read(cell) == value


@pytest.mark.parametrize(
    ("read", "cell"),
    [
        (cells.students, "-5"),
        (cells.students, "12.5"),
        (cells.students, "1e12"),
        (cells.students, "NaN"),
        (cells.students, "many"),
        (cells.teachers, "Infinity"),
        (cells.teachers, "1e999999"),
        (lambda cell: cells.coordinate(cell, 90), "91"),
        (cells.grade, "14"),
        (cells.grade, "²"),
        (cells.grade, "K-5"),
        (cells.grades, "9-Dec"),
        (cells.grades, "K-5-8"),
        (lambda cell: cells.status(cell, "school"), "Maybe"),
        (lambda cell: cells.nces_id(cell, 12), "１２００３００００１８"),
        (cells.phone, "5" * 41),
        (cells.postal_code, "12345-678901"),
    ],
)
def test_cells_that_say_nothing_the_field_can_hold(read, cell):
    with pytest.raises(cells.NotRead, match=r"^[A-Z].+\.$"):
        read(cell)
