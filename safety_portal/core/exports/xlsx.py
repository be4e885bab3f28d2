"""Workbooks out: one sheet of text and numbers, as small as spreadsheet programs read."""

import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from html import escape

from django.http import HttpResponse

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
BOOK_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
# What XML 1.0 cannot hold; a cell of a workbook holds 32,767 characters.
IMPOSSIBLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
LONGEST_CELL, LONGEST_NAME = 32_767, 31


def xlsx_response(
    name: str, sheet: str, header: Sequence[str], rows: Iterable[Sequence[object]]
) -> HttpResponse:
    """A workbook as an attachment called `name`: its one sheet, the header, then the rows."""
    response = HttpResponse(workbook(sheet, header, rows), content_type=TYPE)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "private, no-store"
    return response


def workbook(sheet: str, header: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """The bytes of a workbook. Text stays text: none of it is ever a formula."""
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as archive:
        for part, content in _parts(sheet[:LONGEST_NAME], header, rows):
            archive.writestr(part, f"{DECLARATION}{content}")
    return kept.getvalue()


def _parts(
    sheet: str, header: Sequence[str], rows: Iterable[Sequence[object]]
) -> Iterator[tuple[str, str]]:
    """Every part of the archive by its name."""
    kinds = {"workbook": "sheet.main", "worksheets/sheet1": "worksheet", "styles": "styles"}
    overrides = "".join(
        f'<Override PartName="/xl/{part}.xml" ContentType="{BOOK_TYPE}.{kind}+xml"/>'
        for part, kind in kinds.items()
    )
    yield (
        "[Content_Types].xml",
        f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f"{overrides}</Types>",
    )
    yield "_rels/.rels", _relations({"officeDocument": "xl/workbook.xml"})
    yield (
        "xl/_rels/workbook.xml.rels",
        _relations({"worksheet": "worksheets/sheet1.xml", "styles": "styles.xml"}),
    )
    yield (
        "xl/workbook.xml",
        f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>'
        f'<sheet name="{escape(_text(sheet))}" sheetId="1" r:id="rId1"/></sheets></workbook>',
    )
    yield "xl/styles.xml", _styles()
    yield "xl/worksheets/sheet1.xml", _sheet(header, rows)


def _relations(targets: dict[str, str]) -> str:
    rows = "".join(
        f'<Relationship Id="rId{number}" Type="{OFFICE}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets.items(), start=1)
    )
    return f'<Relationships xmlns="{PACKAGE}/relationships">{rows}</Relationships>'


def _styles() -> str:
    """Plain cells, and bold ones for the header."""
    return (
        f'<styleSheet xmlns="{MAIN}"><fonts count="2"><font/><font><b/></font></fonts>'
        '<fills count="2"><fill><patternFill patternType="none"/></fill>'
        '<fill><patternFill patternType="gray125"/></fill></fills>'
        '<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>'
        '<cellXfs count="2"><xf/><xf fontId="1" applyFont="1"/></cellXfs></styleSheet>'
    )


def _sheet(header: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """The header, which stays in view, and the rows."""
    view = '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>'
    body = "".join(
        f'<row r="{number}">{"".join(_cell(value, is_bold=number == 1) for value in cells)}</row>'
        for number, cells in enumerate([header, *rows], start=1)
    )
    return (
        f'<worksheet xmlns="{MAIN}"><sheetViews><sheetView workbookViewId="0">{view}</sheetView>'
        f"</sheetViews><sheetData>{body}</sheetData></worksheet>"
    )


def _cell(value: object, *, is_bold: bool) -> str:
    style = ' s="1"' if is_bold else ""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return f"<c{style}><v>{value}</v></c>"
    text = escape(_text("" if value is None else str(value)))
    return f'<c{style} t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'


def _text(value: str) -> str:
    return IMPOSSIBLE.sub("", value)[:LONGEST_CELL]
