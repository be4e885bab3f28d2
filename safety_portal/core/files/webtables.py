"""The table in a web page: what a site serves as ".xls" is often one."""

from collections.abc import Iterator
from html import escape
from re import Match

import lxml.etree
import lxml.html

from safety_portal.core.files.filetypes import FileRefused
from safety_portal.core.markup import TAG, attributes_of
from safety_portal.core.values import whole_number

MAX_COLUMNS = 256
# Before the empty cells at its end are left out, a row may be wider: "colspan" makes them out of
# nothing.
MAX_SPANNED = 20 * MAX_COLUMNS


def web_page_rows(text: str) -> Iterator[list[str]]:
    """The rows of the largest table of a web page.

    Raises FileRefused if there is none, or if it merges rows.
    """
    # huge_tree: without it the parser stops in silence at its own limits; the size of the file is
    # limited already.
    parser = lxml.html.HTMLParser(
        encoding="utf-8", no_network=True, remove_comments=True, huge_tree=True
    )
    try:
        page = lxml.html.document_fromstring(TAG.sub(_bare, text).encode(), parser=parser)
    except lxml.etree.ParserError:
        raise FileRefused("This is an empty web page; save the table itself as CSV.") from None
    lxml.etree.strip_elements(page, "script", "style", with_tail=False)
    tables = [list(own_rows(table)) for table in page.iter("table")]
    rows = max(tables, key=lambda rows: sum(map(len, rows)), default=[])
    if not rows:
        raise FileRefused("This is a web page without a table; save the table itself as CSV.")
    for row in rows:
        yield list(web_cells(row))


def _bare(tag: Match[str]) -> str:
    """A tag with the attributes that are asked for. libxml2 compares each attribute with every
    other of its tag.
    """
    given = attributes_of(tag[3]) if "span" in tag[3].lower() else {}
    spans = "".join(
        f' {name}="{escape(given[name])}"' for name in ("colspan", "rowspan") if name in given
    )
    return f"<{tag[1]}{tag[2]}{spans}>" if tag["close"] else ""


def own_rows(table: lxml.html.HtmlElement) -> Iterator[lxml.html.HtmlElement]:
    """The rows of an HTML table, without those of tables inside it."""
    for child in table:
        if child.tag == "tr":
            yield child
        elif child.tag in ("thead", "tbody", "tfoot"):
            yield from (row for row in child if row.tag == "tr")


def web_cells(row: lxml.html.HtmlElement) -> Iterator[str]:
    """The cells of an HTML row as text; a cell over several columns is followed by empty ones."""
    filled = 0
    for cell in row:
        if cell.tag not in ("td", "th"):
            continue
        if span(cell, "rowspan") > 1:
            raise FileRefused(
                "The table in this web page merges cells over rows; save it as CSV, one row each."
            )
        for line_break in cell.iter("br"):
            line_break.tail = f" {line_break.tail or ''}"
        columns = min(span(cell, "colspan"), MAX_COLUMNS)
        filled += columns
        if filled > MAX_SPANNED:
            raise FileRefused(
                f"A row of the table in this web page has more than {MAX_SPANNED:,} cells; save it as CSV."
            )
        yield " ".join(cell.text_content().split())
        yield from [""] * (columns - 1)


def span(cell: lxml.html.HtmlElement, name: str) -> int:
    """How many columns or rows a cell covers; what is no number counts as 1."""
    covered = whole_number(cell.get(name, "1").strip(), most=99_999)
    return 1 if covered is None else covered
