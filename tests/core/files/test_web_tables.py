"""Tables out of pages of the web, however they are called."""

import pytest

from safety_portal.core.files.reading import read_table
from tests.core.files.cells import HEADER, cells_of, refusal

WEB = """<!-- saved --><HTML><head><style>td {{}}</style></head><body><table><tr><td colspan=3>Directory</td></tr>
<tr><th>ID<th>Name<th>City</tr>{rows}</table><table><tr><td>small</table></body></html>"""


def test_the_longest_table_of_a_web_page_is_read_whatever_its_file_is_called(tmp_path):
    rows = "<TR><TD>01</TD><TD>A &amp; B<br>C&dagger;</TD><TD><b>X</b>Y</TD></TR><tr><td>02<td colspan=2>D</tr>"
    path = tmp_path / "directory.xls"
    path.write_text(WEB.format(rows=rows))
    table = read_table(path)
    assert table.header == HEADER
    assert [(row.number, row.cells) for row in table.rows] == [
        (3, ("01", "A & B C†", "XY")),
        (4, ("02", "D", "")),
    ]


def test_the_table_with_the_most_cells_is_read_however_long_the_menu_is():
    menu = "<table>" + "<tr><td>Menu</td></tr>" * 9 + "</table>"
    rows = "".join(f"<tr><td>{n}</td><td>A</td><td>B</td></tr>" for n in range(4))
    assert len(read_table(f"<html>{menu}<table>{rows}</table>".encode()).rows) == 3


@pytest.mark.parametrize(
    "start",
    [
        "<style>td{color:red}</style>",
        "<script>var a=1</script>",
        "<center>",
        "<meta charset=utf-8>",
        "<tr></tr>",
    ],
)
def test_a_web_page_may_start_with_anything(start):
    table = read_table(
        f"{start}<table><tr><th>ID</th><th>Name</th></tr><tr><td>1</td><td>A</td></tr></table>".encode()
    )
    assert (table.header, cells_of(table)) == (("ID", "Name"), [("1", "A")])


def test_tables_inside_cells_are_no_rows_of_their_own():
    rows = "<tr><td>1<td><table><tr><td>a</td></tr><tr><td>b</td></tr><tr><td>c</td></tr></table></td><td>X</td></tr>"
    assert [cells[0] for cells in cells_of(read_table(WEB.format(rows=rows * 3).encode()))] == [
        "1",
        "1",
        "1",
    ]


def test_cells_merged_over_rows_are_refused_because_they_would_shift_the_others():
    assert "merges cells over rows" in refusal(
        WEB.format(rows="<tr><td rowspan=2>1<td>A<td>B</tr>").encode()
    )


def test_a_long_web_page_is_read_to_its_end():
    rows = "".join(
        f"<tr><td>{number}</td><td>{'x' * 200}</td><td>C</td></tr>" for number in range(20_000)
    )
    assert len(read_table(WEB.format(rows=rows).encode()).rows) == 20_000


def test_a_web_page_without_a_table_is_refused():
    assert refusal(b"<!doctype html><p>Not found</p>") == (
        "This is a web page without a table; save the table itself as CSV."
    )
