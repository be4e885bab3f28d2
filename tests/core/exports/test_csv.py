"""Tables out: no cell runs as a formula, numbers stay numbers, accents are read. No database."""

import csv
import io

import pytest

from safety_portal.core.exports.csv import csv_response, safe_cell


@pytest.mark.parametrize(
    "start", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"], ids=ascii
)
def test_what_a_spreadsheet_would_run_is_led_by_an_apostrophe(start):
    assert safe_cell(f"{start}HYPERLINK(1)") == f"'{start}HYPERLINK(1)"


def test_numbers_stay_numbers_whatever_their_sign():
    assert [safe_cell(cell) for cell in (-5, "-5.25", "+3", 0)] == ["-5", "-5.25", "+3", "0"]


def test_what_only_begins_like_a_number_is_no_number():
    assert safe_cell("-5+cmd") == "'-5+cmd"
    assert safe_cell("-1.2.3") == "'-1.2.3"
    assert safe_cell("--") == "'--"


def test_digits_of_another_script_are_no_number():
    assert safe_cell("-٣") == "'-٣"


def test_a_formula_does_not_hide_behind_a_zero_byte():
    assert safe_cell("\0=1+1") == "'=1+1"


def test_nothing_is_an_empty_cell():
    assert safe_cell(None) == ""


def test_an_equals_sign_inside_a_text_stays_as_it_is():
    assert safe_cell("Drills = monthly") == "Drills = monthly"


def test_a_file_begins_with_the_mark_by_which_excel_reads_accents():
    body = b"".join(csv_response("people.csv", ["Name"], [["José"]]))
    assert body == "\ufeffName\r\nJosé\r\n".encode()


def test_a_file_is_an_attachment_that_nothing_on_the_way_keeps():
    response = csv_response("people.csv", ["Name"], [])
    assert response["Content-Disposition"] == 'attachment; filename="people.csv"'
    assert response["Cache-Control"] == "private, no-store"


def test_cells_with_commas_quotes_and_line_ends_come_back_as_they_were():
    row = ['Lee, "Lee"', "two\nlines", "plain"]
    body = b"".join(csv_response("x.csv", ["A", "B", "C"], [row])).decode("utf-8-sig")
    assert list(csv.reader(io.StringIO(body, newline="")))[1] == row


def test_the_header_is_made_safe_too():
    body = b"".join(csv_response("x.csv", ["=A"], [])).decode("utf-8-sig")
    assert body == "'=A\r\n"


def test_what_fails_at_the_first_row_fails_before_anything_is_answered():
    def rows():
        raise ValueError("the database says no")
        yield

    with pytest.raises(ValueError, match="says no"):
        csv_response("x.csv", ["A"], rows())
