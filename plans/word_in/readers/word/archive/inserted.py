"""Files that stand whole in a Word file (w:altChunk): web pages, plain text, other Word files."""

import email
import email.policy
import posixpath
import re
from dataclasses import dataclass

from lxml.etree import _Element

from plans.text.blocks import words_html
from plans.word_in.readers.word.archive.names import R
from plans.word_in.readers.word.archive.package import Package
from plans.word_in.readers.word.document import WordRefused
from plans.word_in.readers.word.typed.text_kind import text_in

_HTML = re.compile(
    r"<(?:!doctype\s+html|html|head|body|title|p|div|span|table|h[1-6]|ul|ol|br|b|strong)\b",
    re.IGNORECASE,
)
_LOOKED_AT = 4_096
_ZIP, _RICH = b"PK\x03\x04", b"{\\rtf"
_MAIL_ARCHIVE = re.compile(rb"\s*MIME-Version:", re.IGNORECASE)
_BY_ITSELF = "import it by itself"


@dataclass(frozen=True, slots=True)
class Inserted:
    """What an inserted file holds: HTML, or a Word file; else ``why`` it cannot be read."""

    name: str
    html: str = ""
    package: Package | None = None
    why: str = ""


def inserted(
    package: Package, relations: dict[str, tuple[str, str, bool]], chunk: _Element
) -> Inserted:
    """The file that a w:altChunk stands for. ``relations``: of the part it stands in."""
    _, part, outside = relations.get(chunk.get(f"{R}id", ""), ("", "", True))
    name = posixpath.basename(part) or "without a name"
    data = None if outside else package.data(part)
    if data is None:
        return Inserted(name, why="it is not in the file")
    if data.startswith(_ZIP):
        return _word_file(name, data)
    if data.startswith(_RICH):
        return Inserted(
            name, why=f"it is a rich text file (.rtf); save it as .docx and {_BY_ITSELF}"
        )
    if _MAIL_ARCHIVE.match(data):
        return Inserted(name, html=_page_of_archive(data))
    text = text_in(data)
    if text is None or (
        text.lstrip()[:200].startswith("<?xml") and "pkg:package" in text[:_LOOKED_AT]
    ):
        return Inserted(name, why=f"it is of a kind that cannot be read here; {_BY_ITSELF}")
    return Inserted(name, html=text if _HTML.search(text[:_LOOKED_AT]) else _as_paragraphs(text))


def _word_file(name: str, data: bytes) -> Inserted:
    try:
        return Inserted(name, package=Package(data))
    except WordRefused as refused:
        return Inserted(name, why=str(refused)[:1].lower() + str(refused)[1:].rstrip("."))


def _page_of_archive(data: bytes) -> str:
    """The web page in a web archive (.mht), its text where it has no page."""
    message = email.message_from_bytes(data, policy=email.policy.default)
    body = message.get_body(preferencelist=("html", "plain"))
    if body is None:
        return ""
    payload = body.get_payload(decode=True)
    text = text_in(payload) if isinstance(payload, bytes) else ""
    return text or "" if body.get_content_subtype() == "html" else _as_paragraphs(text or "")


def _as_paragraphs(text: str) -> str:
    return "".join(f"<p>{words_html(line)}</p>" for line in text.split("\n") if line.strip())
