"""Workbooks made in code: .xlsx, .ods and .xls as small as their programs would take them, and what is odd about some."""

import io
import struct
import zipfile
from dataclasses import dataclass
from datetime import date
from xml.sax.saxutils import escape, quoteattr

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
OASIS = "urn:oasis:names:tc:opendocument:xmlns"
DAY_ZERO = date(1899, 12, 30)


@dataclass(frozen=True)
class Cell:
    """A number shown by a format, an error, or a formula with its last value (None: never calculated)."""

    value: object = None
    format: str = "General"
    error: str = ""
    formula: str = ""


@dataclass(frozen=True)
class Sheet:
    """Rows of values; places are counted from 0. `merges` as in "A1:B2", `state` is visible, hidden or veryHidden."""

    rows: tuple | list
    hidden_rows: frozenset = frozenset()
    hidden_columns: frozenset = frozenset()
    merges: tuple = ()
    state: str = "visible"


def zipped(parts):
    """A zip archive of name -> text or bytes."""
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return kept.getvalue()


def letters(column):
    """The name of a column below 676."""
    return ("" if column < 26 else chr(64 + column // 26)) + chr(65 + column % 26)


def sheets_of(given):
    """{"Staff": rows or Sheet} or rows alone as {name: Sheet}."""
    given = given if isinstance(given, dict) else {"Staff": given}
    return {name: each if isinstance(each, Sheet) else Sheet(each) for name, each in given.items()}


def xlsx(given, *, extra=None, type_of_book="sheet.main+xml"):
    """An .xlsx with the sheets; `extra`: further parts."""
    sheets, formats = sheets_of(given), ["General", "m/d/yyyy"]
    parts = {
        f"xl/worksheets/sheet{at}.xml": _sheet(each, formats)
        for at, each in enumerate(sheets.values(), 1)
    }
    listed = "".join(
        f'<sheet name={quoteattr(name)} sheetId="{at}" state="{each.state}" r:id="s{at}"/>'
        for at, (name, each) in enumerate(sheets.items(), 1)
    )
    related = "".join(
        f'<Relationship Id="s{at}" Type="{OFFICE}/worksheet" Target="worksheets/sheet{at}.xml"/>'
        for at in range(1, len(sheets) + 1)
    )
    content_type = f"application/vnd.openxmlformats-officedocument.spreadsheetml.{type_of_book}"
    codes = "".join(
        f'<numFmt numFmtId="{164 + at}" formatCode={quoteattr(code)}/>'
        for at, code in enumerate(formats)
    )
    styles = "".join(f'<xf numFmtId="{164 + at if at else 0}"/>' for at in range(len(formats)))
    return zipped(
        {
            "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="xml" '
            f'ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="{content_type}"/></Types>',
            "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r1" '
            f'Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
            "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>{listed}</sheets></workbook>',
            "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships">{related}'
            f'<Relationship Id="st" Type="{OFFICE}/styles" Target="styles.xml"/></Relationships>',
            "xl/styles.xml": f'<styleSheet xmlns="{MAIN}"><numFmts count="{len(formats)}">{codes}</numFmts>'
            f'<cellXfs count="{len(formats)}">{styles}</cellXfs></styleSheet>',
            **parts,
            **(extra or {}),
        }
    )


def _sheet(sheet, formats):
    columns = "".join(
        f'<col min="{at + 1}" max="{at + 1}" width="9" hidden="1"/>'
        for at in sorted(sheet.hidden_columns)
    )
    rows = "".join(
        f'<row r="{at + 1}"{" hidden=" + chr(34) + "1" + chr(34) if at in sheet.hidden_rows else ""}>'
        + "".join(
            _cell(value, f"{letters(column)}{at + 1}", formats) for column, value in enumerate(row)
        )
        + "</row>"
        for at, row in enumerate(sheet.rows)
    )
    merges = "".join(f'<mergeCell ref="{each}"/>' for each in sheet.merges)
    merged = f'<mergeCells count="{len(sheet.merges)}">{merges}</mergeCells>' if merges else ""
    columns = f"<cols>{columns}</cols>" if columns else ""
    return f'<worksheet xmlns="{MAIN}">{columns}<sheetData>{rows}</sheetData>{merged}</worksheet>'


def _cell(value, place, formats):
    if value is None:
        return ""
    if isinstance(value, str):
        return f'<c r="{place}" t="inlineStr"><is><t>{escape(value)}</t></is></c>'
    if isinstance(value, bool):
        return f'<c r="{place}" t="b"><v>{int(value)}</v></c>'
    if isinstance(value, date):
        value = Cell((value - DAY_ZERO).days, "m/d/yyyy")
    cell = value if isinstance(value, Cell) else Cell(value)
    if cell.format not in formats:
        formats.append(cell.format)
    formula = f"<f>{escape(cell.formula)}</f>" if cell.formula else ""
    if cell.error:
        return f'<c r="{place}" t="e">{formula}<v>{cell.error}</v></c>'
    number = "" if cell.value is None else f"<v>{cell.value}</v>"
    return f'<c r="{place}" s="{formats.index(cell.format)}">{formula}{number}</c>'


def ods(given, *, extra=None):
    """An .ods with the sheets. A Cell's format is what it shows; of a hidden sheet the style says so."""
    tables = "".join(_table(name, sheet) for name, sheet in sheets_of(given).items())
    names = {"office": "office", "table": "table", "text": "text", "style": "style"}
    spaces = " ".join(f'xmlns:{name}="{OASIS}:{space}:1.0"' for name, space in names.items())
    display = '<style:style style:name="off" style:family="table"><style:table-properties table:display="false"/></style:style>'
    content = (
        f'<office:document-content {spaces} office:version="1.2"><office:automatic-styles>{display}'
        f"</office:automatic-styles><office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body>"
        "</office:document-content>"
    )
    media = "application/vnd.oasis.opendocument.spreadsheet"
    manifest = (
        f'<manifest:manifest xmlns:manifest="{OASIS}:manifest:1.0">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{media}"/></manifest:manifest>'
    )
    parts = {"mimetype": media, "content.xml": content, "META-INF/manifest.xml": manifest}
    return zipped({**parts, **(extra or {})})


def _table(name, sheet):
    width = max((len(row) for row in sheet.rows), default=0)
    columns = "".join(
        f"<table:table-column{_collapsed(at in sheet.hidden_columns)}/>" for at in range(width)
    )
    rows = "".join(
        f"<table:table-row{_collapsed(at in sheet.hidden_rows)}>{''.join(map(_ods_cell, row))}</table:table-row>"
        for at, row in enumerate(sheet.rows)
    )
    style = "" if sheet.state == "visible" else ' table:style-name="off"'
    return f"<table:table table:name={quoteattr(name)}{style}>{columns}{rows}</table:table>"


def _collapsed(is_hidden):
    return ' table:visibility="collapse"' if is_hidden else ""


def _ods_cell(value):
    if value is None:
        return "<table:table-cell/>"
    if isinstance(value, str):
        return f'<table:table-cell office:value-type="string"><text:p>{escape(value)}</text:p></table:table-cell>'
    if isinstance(value, date):
        return f'<table:table-cell office:value-type="date" office:date-value="{value}"><text:p>{value}</text:p></table:table-cell>'
    cell = value if isinstance(value, Cell) else Cell(value, str(value))
    if cell.error:
        return f'<table:table-cell office:value-type="string"><text:p>{cell.error}</text:p></table:table-cell>'
    kind = "percentage" if cell.format.endswith("%") else "float"
    return (
        f'<table:table-cell office:value-type="{kind}" office:value="{cell.value}">'
        f"<text:p>{cell.format}</text:p></table:table-cell>"
    )


def xls(rows, *, formats=(), hidden_rows=(), hidden_columns=(), version=0x600, extra=()):
    """An .xls of one sheet in BIFF8. A Cell's format is one of `formats`; `extra`: further records of the workbook."""
    globals_ = [(0x809, struct.pack("<HHHHII", version, 5, 0, 0, 0, 0)), *extra]
    globals_ += [
        (0x41E, struct.pack("<HHB", 164 + at, len(code), 0) + code.encode())
        for at, code in enumerate(formats)
    ]
    globals_ += [
        (0xE0, struct.pack("<HH", 0, number) + bytes(16))
        for number in (0, *(164 + at for at in range(len(formats))))
    ]
    name = b"Staff"
    before = sum(4 + len(content) for _, content in globals_) + 4 + 8 + len(name) + 4
    globals_.append((0x85, struct.pack("<IBBBB", before, 0, 0, len(name), 0) + name))
    sheet = [(0x809, struct.pack("<HHHHII", version, 0x10, 0, 0, 0, 0))]
    sheet += [(0x7D, struct.pack("<6H", at, at, 2000, 0, 1, 0)) for at in hidden_columns]
    sheet += [(0x208, struct.pack("<8H", at, 0, 9, 300, 0, 0, 0x20, 0)) for at in hidden_rows]
    for row, values in enumerate(rows):
        sheet += [
            _record(row, column, value, list(formats))
            for column, value in enumerate(values)
            if value is not None
        ]
    records = [*globals_, (0x0A, b""), *sheet, (0x0A, b"")]
    return compound(
        {"Workbook": b"".join(struct.pack("<HH", kind, len(c)) + c for kind, c in records)}
    )


ERROR_CODES = {"#DIV/0!": 0x07, "#REF!": 0x17, "#N/A": 0x2A}


def _record(row, column, value, formats):
    if isinstance(value, str):
        text = value.encode("utf-16-le")
        return 0x204, struct.pack("<HHHHB", row, column, 0, len(value), 1) + text
    cell = value if isinstance(value, Cell) else Cell(value)
    style = formats.index(cell.format) + 1 if cell.format in formats else 0
    if cell.error and cell.formula:
        result = struct.pack("<BBBBBBH", 2, 0, ERROR_CODES[cell.error], 0, 0, 0, 0xFFFF)
        return 0x06, struct.pack("<HHH", row, column, style) + result + struct.pack("<HIH", 0, 0, 0)
    if cell.error:
        return 0x205, struct.pack("<HHHBB", row, column, style, ERROR_CODES[cell.error], 1)
    return 0x203, struct.pack("<HHHd", row, column, style, cell.value)


def compound(streams):
    """A compound file with the streams, each in sectors of its own."""
    end, free, of_table = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD
    table, sectors, entries = [of_table, end], [], [_entry("Root Entry", 5, end, 0, child=1)]
    for at, (name, content) in enumerate(streams.items(), 1):
        content = content.ljust(4096, b"\0")
        count, first = -(-len(content) // 512), 2 + len(sectors)
        sectors += [content[n * 512 : (n + 1) * 512].ljust(512, b"\0") for n in range(count)]
        table += [*range(first + 1, first + count), end]
        following = at + 1 if at < len(streams) else free
        entries.append(_entry(name, 2, first, len(content), right=following))
    entries += [bytes(64) + struct.pack("<HBBIII", 0, 0, 1, free, free, free) + bytes(48)] * (
        4 - len(entries)
    )
    header = struct.pack("<8s16sHHHHH6sIIIIIIIIII", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", bytes(16), 0x3E, 3, 0xFFFE, 9, 6,
                         bytes(6), 0, 1, 1, 0, 4096, end, 0, end, 0, 0)  # fmt: skip
    header += struct.pack("<108I", *[free] * 108)
    padded = table + [free] * (128 - len(table))
    return header + struct.pack("<128I", *padded) + b"".join(entries) + b"".join(sectors)


def _entry(name, kind, start, size, *, right=0xFFFFFFFF, child=0xFFFFFFFF):
    text = name.encode("utf-16-le").ljust(64, b"\0")
    return text + struct.pack("<HBBIII16sI16sIQ", len(name) * 2 + 2, kind, 1, 0xFFFFFFFF, right, child,
                              bytes(16), 0, bytes(16), start, size)  # fmt: skip
