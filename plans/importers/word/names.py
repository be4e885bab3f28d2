"""Names of Word's XML: namespaces and tags."""

import re
from functools import cache

W_URI = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R_URI = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
A_URI = "http://schemas.openxmlformats.org/drawingml/2006/main"
# The ISO "strict" flavour of the format says the same under other names.
STRICT = {
    b"http://purl.oclc.org/ooxml/wordprocessingml/main": W_URI.encode(),
    b"http://purl.oclc.org/ooxml/officeDocument/relationships": R_URI.encode(),
    b"http://purl.oclc.org/ooxml/drawingml/main": A_URI.encode(),
    b"http://purl.oclc.org/ooxml/officeDocument/math": b"http://schemas.openxmlformats.org/officeDocument/2006/math",
    b"http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing":
        b"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
}  # fmt: skip

W = f"{{{W_URI}}}"
R = f"{{{R_URI}}}"
A = f"{{{A_URI}}}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
V = "{urn:schemas-microsoft-com:vml}"
CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
DIAGRAM = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}"

# A sign given by its number alone, such as an emoji.
SIGN = "{http://schemas.microsoft.com/office/word/2015/wordml/symex}symEx"
_SIGN_NUMBER = "{http://schemas.microsoft.com/office/word/2015/wordml/symex}char"

VAL = f"{W}val"


def value(parent, path: str, default: str = "") -> str:
    """The w:val of a descendant named by local names ("pPr/pStyle"), or ``default``."""
    node = parent.find(_path(path)) if parent is not None else None
    return default if node is None else node.get(VAL, default)


@cache
def _path(names: str) -> str:
    return "/".join(W + name for name in names.split("/"))


def number(parent, path: str, default: int | None = None) -> int | None:
    """As ``value``, a whole number; ``default`` where there is none."""
    text = value(parent, path)
    return int(text) if text.lstrip("-").isascii() and text.lstrip("-").isdigit() else default


def is_on(parent, name: str) -> bool | None:
    """A switch of Word's: True where the element stands there and does not say no; None where it does not stand there."""
    node = parent.find(W + name) if parent is not None else None
    return None if node is None else node.get(VAL, "true") not in {"0", "false", "off", "none"}


def chosen(alternate):
    """The branch of mc:AlternateContent that is read: the first choice, else the fallback, else nothing."""
    choice = alternate.find(f"{MC}Choice")
    return choice if choice is not None else alternate.find(f"{MC}Fallback")


def sign_of(node) -> str:
    """The character of a SIGN, "" where its number is none."""
    digits = node.get(_SIGN_NUMBER, "")
    code = int(digits, 16) if re.fullmatch(r"[0-9a-fA-F]{1,6}", digits) else 0
    return chr(code) if 0x20 <= code < 0xD800 or 0xE000 <= code <= 0x10FFFF else ""
