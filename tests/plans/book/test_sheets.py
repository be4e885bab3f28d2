"""Which sheet a table needs, and how wide each of its columns is. No database."""

import re

import pytest

from plans.book.writers.wide_tables import boxed


def table(*rows):
    return f"<table>{''.join(f'<tr>{row}</tr>' for row in rows)}</table>"


def cells(words, count):
    return f"<td><p>{words}</p></td>" * count


def sheet_of(html):
    return re.search(r'class="table-box ?([^"]*)"', boxed(html))[1]


@pytest.mark.parametrize(
    ("columns", "sheet"),
    [
        (6, ""),
        (8, "small"),
        (9, "wide"),
        (11, "wide small"),
        (12, "wide small"),
        (40, "poster small"),
    ],
)
def test_a_table_gets_the_first_sheet_that_holds_its_words_whole(columns, sheet):
    assert sheet_of(table(cells("Everybody goes", columns))) == sheet


def test_a_table_that_fits_keeps_its_own_widths():
    assert "<colgroup>" not in boxed(table(cells("Lock", 2)))


def test_widths_of_columns_add_up_to_the_whole_sheet():
    html = boxed(table(cells("Everybody goes", 9) + cells("1", 1)))
    widths = [float(width) for width in re.findall(r"width:([\d.]+)%", html)]
    assert len(widths) == 10
    assert sum(widths) == pytest.approx(100, abs=0.1)
    assert widths[-1] == min(widths)


def test_a_cell_that_reaches_across_is_counted_for_each_of_its_columns():
    html = boxed(
        table('<td colspan="9"><p>A title of the table</p></td>', cells("Everybody goes", 9))
    )
    assert html.count("<col ") == 9


def test_a_cell_that_reaches_down_takes_its_place_in_the_rows_below():
    html = boxed(
        table(
            '<td rowspan="2"><p>Everybody goes</p></td>' + cells("Everybody goes", 8),
            cells("Everybody goes", 8),
        )
    )
    assert html.count("<col ") == 9


def test_each_outermost_table_is_a_region_with_its_number():
    html = boxed(f"<p>A</p>{table(cells('x', 2))}<p>B</p>{table(cells('y', 2))}")
    assert re.findall(r'role="region" aria-label="([^"]*)" tabindex="0"', html) == [
        "Table 1",
        "Table 2",
    ]


def test_a_table_in_a_cell_stays_as_it_is():
    inner = table(cells("x", 2))
    html = boxed(table(f"<td>{inner}</td>"))
    assert html.count("table-box") == 1
    assert inner in html


def test_text_without_a_table_is_the_same_text():
    assert boxed("<p>Lock the door.</p>") == "<p>Lock the door.</p>"


def test_a_picture_takes_room_and_so_a_sheet_of_its_own_type():
    assert sheet_of(table('<td><img src="picture/1" alt=""></td>')) == "small"


def test_entities_are_as_long_as_what_they_show():
    assert sheet_of(table(cells("&amp;" * 6, 12))) == sheet_of(table(cells("&" * 6, 12)))
