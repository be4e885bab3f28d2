"""One cell of a directory at a time: as people write it, and what no field can hold."""

from decimal import Decimal

import pytest

from coalitions.importers import layouts, values


@pytest.mark.parametrize(
    ("read", "cell", "value"),
    [
        (values.text, " A\u00a0 B\x00\tC\u200b\u202e ", "A B C"),
        (values.text, '="00123"', "00123"),
        (values.identifier, "1200030.0", "1200030"),
        (values.identifier, "12-0.00", "12-0.00"),
        (values.students, "5003.00000", 5003),
        (values.students, "0.00000", 0),
        (values.students, "1,901", 1901),
        (values.teachers, "1460.78000", Decimal("1460.78")),
        (lambda cell: values.coordinate(cell, 180), "-81.45458049999999", Decimal("-81.4545805")),
        (lambda cell: values.coordinate(cell, 180), "0.000000", None),
        (values.phone, "8066752554", "(806) 675-2554"),
        (values.phone, "1-806-675-2554", "(806) 675-2554"),
        (values.phone, "(352)955-7300", "(352) 955-7300"),
        (values.phone, "555-0100 ext. 4", "555-0100 ext. 4"),
        (values.postal_code, "2138", "02138"),
        (values.postal_code, "021385448", "02138-5448"),
        (values.postal_code, "2138.0", "02138"),
        (values.grade, "9", "09"),
        (values.grade, "9th", "09"),
        (values.grade, "Pre-K", "PK"),
        (values.grade, "K", "KG"),
        (values.grades, "PK to 08", ("PK", "08")),
        (values.grades, "Pre-K – 5", ("PK", "05")),
        (values.grades, "12", ("12", "12")),
        (values.yes_no, "Yes", True),
        (values.yes_no, "2", False),
        (values.yes_no, "perhaps", None),
        (lambda cell: values.status(cell, "school"), "5", "changed_agency"),
        (lambda cell: values.status(cell, "district"), "5", "changed_boundary"),
        (lambda cell: values.status(cell, "school"), "Reopened", "reopened"),
        (lambda cell: values.described(cell, layouts.DATA["locale"]), "43", "Rural: Remote"),
        (lambda cell: values.described(cell, layouts.DATA["locale"]), "00:00:00", ""),
        (lambda cell: values.described(cell, layouts.DATA["locale"]), "N", ""),
    ],
)
def test_cells_as_people_write_them(read, cell, value):
    assert read(cell) == value


@pytest.mark.parametrize(
    ("read", "cell"),
    [
        (values.students, "-5"),
        (values.students, "12.5"),
        (values.students, "1e12"),
        (values.students, "NaN"),
        (values.students, "many"),
        (values.teachers, "Infinity"),
        (values.teachers, "1e999999"),
        (lambda cell: values.coordinate(cell, 90), "91"),
        (values.grade, "14"),
        (values.grade, "²"),
        (values.grade, "K-5"),
        (values.grades, "9-Dec"),
        (values.grades, "K-5-8"),
        (lambda cell: values.status(cell, "school"), "Maybe"),
        (lambda cell: values.nces_id(cell, 12), "１２００３００００１８"),
        (values.phone, "5" * 41),
        (values.postal_code, "12345-678901"),
    ],
)
def test_cells_that_say_nothing_the_field_can_hold(read, cell):
    with pytest.raises(values.NotRead, match=r"^[A-Z].+\.$"):
        read(cell)
