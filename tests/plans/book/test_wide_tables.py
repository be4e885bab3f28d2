"""Tables wider than the page.

Every word of every cell stands on the paper, in type that can be read, and scrolls on a screen.
"""

import io
import re

import pytest
from pypdf import PdfReader

from plans.book.writers.book import assemble
from plans.book.writers.formats import as_html, as_json, as_pdf
from plans.book.writers.wide_tables import boxed
from plans.text.html import normalise
from safety_portal.core.exports import paper
from tests import builders

pytestmark = pytest.mark.skipif(not paper.is_available(), reason="no Pango on this machine")
MARGIN, SMALLEST = 51, 7.5  # points: 18 mm, and the smallest type that is read without effort


def table(columns, *, rows=3, word="verylongname{row}_{column}@district.example"):
    cells = [
        [word.format(row=row, column=column) for column in range(columns)] for row in range(rows)
    ]
    lines = "".join(
        f"<tr>{''.join(f'<td><p>{cell}</p></td>' for cell in line)}</tr>" for line in cells
    )
    return f"<table><tbody>{lines}</tbody></table>", [cell for line in cells for cell in line]


def printed(html, *, title="Call tree"):
    """The pages of a plan whose one section has this text."""
    edition = builders.make_edition()
    builders.make_section(edition=edition, title=title, html=normalise(html))
    return PdfReader(io.BytesIO(as_pdf(assemble(edition)))).pages


def words_of(pages):
    return "".join("".join(page.extract_text() for page in pages).split())


def pieces_of(page):
    """(x, size in points, text) of each piece of text of a page, where it begins."""
    found = []

    def take(text, current, at, font, size):
        if text.strip():
            scale = abs(current[0])
            found.append((at[4] * current[0] + current[4], size * scale * abs(at[0]), text))

    page.extract_text(visitor_text=take)
    return found


@pytest.mark.django_db
@pytest.mark.parametrize("columns", [2, 6, 9, 14, 22, 40, 63])
def test_every_cell_of_a_table_of_any_width_is_within_the_page(columns):
    html, cells = table(columns)
    pages = printed(f"<p>Before.</p>{html}<p>After.</p>")
    words = words_of(pages)
    assert [cell for cell in cells if cell not in words] == []
    for page in pages:
        room = float(page.mediabox.width) - MARGIN
        assert [text for x, _, text in pieces_of(page) if not MARGIN - 2 <= x <= room] == []
        assert min((size for _, size, _ in pieces_of(page)), default=9) >= SMALLEST - 0.1


@pytest.mark.django_db
def test_a_wide_table_lies_on_its_side_with_its_heading_and_the_text_around_it_stands():
    html, cells = table(14)
    pages = printed(f"{html}<p>After the table.</p>")
    sideways = [page for page in pages if page.mediabox.width > page.mediabox.height]
    assert len(sideways) == 1
    assert "Call tree" in sideways[0].extract_text()
    assert all(cell in words_of(sideways) for cell in cells)
    assert pages[-1].mediabox.width < pages[-1].mediabox.height
    assert "After the table." in pages[-1].extract_text()


@pytest.mark.django_db
def test_short_words_stay_whole_beside_long_text():
    prose = (
        "Everybody goes to the far side of the field and waits there until the roll was called. "
        * 6
    )
    cells = "".join(f"<td><p>{words}</p></td>" for words in ["Yes"] * 9 + [prose] * 2)
    pages = printed(f"<table><tbody><tr>{cells}</tr></tbody></table>")
    assert "".join(page.extract_text() for page in pages).count("Yes") == 9


@pytest.mark.django_db
@pytest.mark.parametrize(
    "html",
    [
        f"<p>{'x' * 400}</p>",
        f"<ul><li><p>https://example.org/{'path/' * 60}</p></li></ul>",
        f"<h3>{'Evacuation' * 30}</h3><p>Go.</p>",
        f"<blockquote><p>{'y' * 300}</p></blockquote>",
        f"<pre>{'z' * 300}</pre>",
    ],
    ids=["word", "address", "heading", "quotation", "preformatted"],
)
def test_what_has_no_space_in_it_is_broken_at_the_edge_of_the_page(html):
    pages = printed(html)
    longest = max(
        len(piece.strip())
        for page in pages
        for _, _, text in pieces_of(page)
        for piece in text.split("\n")
    )
    assert re.sub(r"<[^>]+>|\s", "", html) in words_of(pages)
    assert longest < 140


@pytest.mark.django_db
def test_a_title_without_a_space_is_broken_too():
    assert "Shelter" * 40 in words_of(printed("<p>Go.</p>", title="Shelter" * 40))


@pytest.mark.django_db
def test_a_wide_picture_in_a_narrow_column_is_made_smaller(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    edition = builders.make_edition()
    picture = builders.make_picture(plan=edition.plan)
    with picture.file.open("wb") as file:
        file.write(builders.png(size=(2400, 300)).read())
    shown = f'<td><img src="picture/{picture.sha256}" alt="Map"></td>'
    html = f"<table><tbody><tr>{shown}{'<td><p>North gate</p></td>' * 5}</tr></tbody></table>"
    builders.make_section(edition=edition, html=html)
    pages = PdfReader(io.BytesIO(as_pdf(assemble(edition)))).pages
    assert words_of(pages).count("Northgate") == 5
    assert all(
        x <= float(page.mediabox.width) - MARGIN for page in pages for x, _, _ in pieces_of(page)
    )


@pytest.mark.django_db
def test_on_a_screen_a_table_scrolls_in_a_box_that_the_keyboard_reaches_and_json_keeps_the_plain_text():
    html, cells = table(14)
    edition = builders.make_edition()
    builders.make_section(edition=edition, html=html)
    book = assemble(edition)
    page = as_html(book).decode()
    assert '<div class="table-box wide small" role="region" aria-label="Table ' in page
    assert page.count("<table>") == page.count('tabindex="0"><table>')
    assert ".table-box { overflow-x: auto; }" in page
    assert ("table-box" in as_json(book).decode(), cells[0] in as_json(book).decode()) == (
        False,
        True,
    )


def test_cells_that_span_and_tables_in_cells_are_counted_where_they_stand():
    spanned = '<table><tbody><tr><td rowspan="2"><p>a</p></td><td colspan="2"><p>b</p></td></tr>'
    spanned += "<tr><td><p>c</p></td><td><p>d</p></td></tr></tbody></table>"
    inner, _ = table(3)
    both = boxed(f"<p>x</p>{spanned}<table><tbody><tr><td>{inner}</td></tr></tbody></table>")
    assert both.count('<div class="table-box') == 2
    assert (both.count("<table>"), both.count("</table></div>")) == (3, 2)
    wide, _ = table(14)
    assert boxed(wide).count("<col ") == 14
    assert boxed("<p>No table.</p>") == "<p>No table.</p>"
