"""Word files made by hand for tests, and the words in them counted by other means than the portal's
own.
"""

import io
import re
import zipfile
from xml.etree import ElementTree

from PIL import Image

from plans.text.words import words

MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
W_URI = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R_URI = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
SPACES = (
    f'xmlns:w="{W_URI}" xmlns:r="{R_URI}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)
STYLES = f"""<w:styles {SPACES}>
  <w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>
  <w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/><w:basedOn w:val="Normal"/>
    <w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>
  <w:style w:type="paragraph" w:styleId="Heading2"><w:name w:val="heading 2"/><w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style>
  <w:style w:type="paragraph" w:styleId="Ours"><w:name w:val="District chapter"/><w:basedOn w:val="Heading2"/></w:style>
  <w:style w:type="paragraph" w:styleId="berschrift3"><w:name w:val="Überschrift 3"/></w:style>
  <w:style w:type="paragraph" w:styleId="TOCHeading"><w:name w:val="TOC Heading"/><w:basedOn w:val="Heading1"/>
    <w:pPr><w:outlineLvl w:val="9"/></w:pPr></w:style>
  <w:style w:type="character" w:styleId="Strong"><w:name w:val="Strong"/><w:rPr><w:b/></w:rPr></w:style>
  <w:style w:type="paragraph" w:styleId="Round1"><w:name w:val="a"/><w:basedOn w:val="Round2"/></w:style>
  <w:style w:type="paragraph" w:styleId="Round2"><w:name w:val="b"/><w:basedOn w:val="Round1"/></w:style>
</w:styles>"""
NUMBERING = (
    f"<w:numbering {SPACES}>"
    + "".join(
        f'<w:abstractNum w:abstractNumId="{abstract}">'
        + "".join(
            f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{formats[depth % 3]}"/></w:lvl>'
            for depth in range(9)
        )
        + "</w:abstractNum>"
        for abstract, formats in (
            (1, ["decimal", "lowerLetter", "lowerRoman"]),
            (2, ["bullet"] * 3),
        )
    )
    + '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="2"/></w:num>'
    + '<w:num w:numId="3"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    + "</w:num></w:numbering>"
)
_KINDS = {"styles": STYLES, "numbering": NUMBERING}


def run(text, properties=""):
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def p(inner, style="", properties=""):
    inner = inner if inner.startswith("<") or not inner else run(inner)
    style = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p><w:pPr>{style}{properties}</w:pPr>{inner}</w:p>"


def item(text, *, depth=0, list_id=1):
    return p(
        text, properties=f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{list_id}"/></w:numPr>'
    )


def cell(inner, properties=""):
    return (
        f"<w:tc><w:tcPr>{properties}</w:tcPr>{inner if inner.startswith('<') else p(inner)}</w:tc>"
    )


def table(*rows):
    return (
        "<w:tbl><w:tblPr/>" + "".join(f"<w:tr>{''.join(row)}</w:tr>" for row in rows) + "</w:tbl>"
    )


def box(inner, old="old form"):
    """A text box in new form, with the old form as its fallback."""
    return (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor><a:graphic><a:graphicData><wps:wsp>'
        f"<wps:txbx><w:txbxContent>{inner}</w:txbxContent></wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:anchor>"
        f"</w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox><w:txbxContent>{p(old)}</w:txbxContent></v:textbox></w:pict>"
        "</mc:Fallback></mc:AlternateContent></w:r>"
    )


def field(instruction, result):
    """Runs of a field; ``result`` may be several paragraphs closed and opened again."""
    mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'.format
    return (
        mark("begin")
        + f"<w:r><w:instrText>{instruction}</w:instrText></w:r>"
        + mark("separate")
        + result
        + mark("end")
    )


def docx(body="", *, parts=None, relations=(), types=MAIN, document=None, left_out=()):
    """The bytes of a .docx with this body. ``parts``.

    Further parts by name, footnotes and the like are related by name.
    """
    files = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        f'<Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="{types}"/>'
        "</Types>",
        "_rels/.rels": _rels([("r1", "officeDocument", "word/document.xml", False)]),
        "word/document.xml": document
        or f"<w:document {SPACES}><w:body>{body}<w:sectPr/></w:body></w:document>",
        **{f"word/{kind}.xml": text for kind, text in _KINDS.items()},
        **(parts or {}),
    }
    related = [(f"auto{kind}", kind, f"{kind}.xml", False) for kind in ("styles", "numbering", "footnotes", "endnotes", "comments")
               if f"word/{kind}.xml" in files]  # fmt: skip
    files["word/_rels/document.xml.rels"] = _rels([*related, *relations])
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            if name not in left_out:
                archive.writestr(name, content)
    return out.getvalue()


def _rels(relations):
    return (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        + "".join(
            f'<Relationship Id="{key}" Type="{R_URI}/{kind}" Target="{target}"'
            + (' TargetMode="External"/>' if outside else "/>")
            for key, kind, target, outside in relations
        )
        + "</Relationships>"
    )


def picture_run(relation, alt="Site map"):
    return (f'<w:r><w:drawing><wp:inline><wp:docPr id="1" name="x" descr="{alt}"/><a:graphic><a:blip r:embed="{relation}"/>'
            "</a:graphic></wp:inline></w:drawing></w:r>")  # fmt: skip


def png(size=(3, 2), kind="PNG"):
    out = io.BytesIO()
    Image.new("RGB", size, "red").save(
        out, kind, exif=b"Exif\0\0secret place" if kind == "JPEG" else b""
    )
    return out.getvalue()


def checked(document):
    """The text before the first heading, and the warnings, of a document whose count of words
    agrees with its words.
    """
    assert document.lost == ""
    assert document.words == sum(len(words(html)) for html in document.texts())
    return document.preamble, document.warnings


# ---------------------------------------------------------------- the other count

_W = f"{{{W_URI}}}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"


def counted_words(file):
    """The words of a .docx, counted by cutting the XML down to its text.

    No walk, no reader of ours.
    """
    with zipfile.ZipFile(file) as archive:
        names = archive.namelist()
        texts = [
            archive.read(name)
            for name in ("word/document.xml", "word/footnotes.xml", "word/endnotes.xml")
            if name in names
        ]
    return [word for text in texts for word in _text(text).split()]


def _text(data):
    root = ElementTree.fromstring(data)  # noqa: S314  made by us, or a plan from the data folder
    for parent in list(root.iter()):
        for child in list(parent):
            separates = child.get(_W + "type", "").lower().endswith(("separator", "notice"))
            if separates or child.tag in {_W + "del", _W + "moveFrom", _MC + "Fallback"}:
                parent.remove(child)
    flat = ElementTree.tostring(root, "unicode")
    prefix = re.search(rf'xmlns:(\w+)="{re.escape(W_URI)}"', flat)[1]
    flat = re.sub(rf"</?{prefix}:(p|tc|tab|ptab|br|cr|txbxContent)(?=[ />])", r" <", flat)
    flat = re.sub(rf"<{prefix}:noBreakHyphen ?/>", "-", flat)
    pieces, instructions = [], []
    for mark, instruction, text, space in re.findall(
        rf'<{prefix}:fldChar [^>]*fldCharType="(\w+)"|<{prefix}:instrText[^>]*>([^<]*)<|'
        rf"<(?:{prefix}|\w+):t(?: [^>]*)?>([^<]*)<|( |-)(?=<)",
        flat,
    ):
        if mark == "begin":
            instructions.append("")
        elif mark == "end" and instructions:
            instructions.pop()
        elif instruction and instructions:
            instructions[-1] += instruction
        elif not any(given.split()[:1] == ["TOC"] for given in instructions):
            pieces.append(text or space)
    return "".join(pieces).replace("&amp;", "&").replace("&lt;", "<").replace("&gt;", ">")
