"""WordprocessingML as text. Every word goes through `text` or `attribute`.

What XML cannot hold is left out.
"""

import re
from html import escape

SPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
)
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# Word knows a paragraph's direction only if it is told.
_RIGHT_TO_LEFT = re.compile(
    "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
_LETTER = re.compile(r"[^\W\d_]")


def text(words: str) -> str:
    """Words as the content of an element."""
    return escape(_NOT_XML.sub("", words), quote=False)


def attribute(words: str) -> str:
    """Words as the value of an attribute, on one line."""
    return escape(" ".join(_NOT_XML.sub("", words).split()))


def reads_leftwards(words: str) -> bool:
    """Whether the first letter is one of a script that is written from right to left."""
    first = _LETTER.search(words)
    return bool(first and _RIGHT_TO_LEFT.match(first[0]))


def run(words: str, properties: str = "") -> str:
    """A w:r that says these words; "" for none."""
    if not words:
        return ""
    properties += "<w:rtl/>" if reads_leftwards(words) else ""
    return (
        f'<w:r>{_properties("rPr", properties)}<w:t xml:space="preserve">{text(words)}</w:t></w:r>'
    )


def paragraph(inner: str, *, style: str = "", properties: str = "") -> str:
    """A w:p: one paragraph of the Word file that a plan is written to."""
    style = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p>{_properties('pPr', style + properties)}{inner}</w:p>"


def field(instruction: str, result: str = "") -> str:
    """A field: what Word computes, and the runs it shows until then."""
    return f"{field_start(instruction)}{result}{field_end()}"


def field_start(instruction: str) -> str:
    """The marks before what a field shows, which may go over several paragraphs."""
    return (
        f'{_mark("begin")}<w:r><w:instrText xml:space="preserve"> {text(instruction)} </w:instrText></w:r>'
        f"{_mark('separate')}"
    )


def field_end() -> str:
    """The mark after what a field shows."""
    return _mark("end")


def bookmark(inner: str, *, name: str, number: int) -> str:
    """Runs that a link inside the file can lead to. `number` is unique in it."""
    return (
        f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>{inner}<w:bookmarkEnd w:id="{number}"/>'
    )


def control(inner: str, *, tag: str, title: str, kind: str = "") -> str:
    """Paragraphs and tables in a content control, which Word keeps together under its tag."""
    return (
        f'<w:sdt><w:sdtPr><w:alias w:val="{attribute(title)}"/><w:tag w:val="{attribute(tag)}"/>{kind}</w:sdtPr>'
        f"<w:sdtContent>{inner}</w:sdtContent></w:sdt>"
    )


def _mark(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def _properties(name: str, inner: str) -> str:
    return f"<w:{name}>{inner}</w:{name}>" if inner else ""
