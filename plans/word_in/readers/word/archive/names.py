"""Names of Word's XML: namespaces and tags."""

import re
from functools import cache
from typing import overload

from lxml.etree import _Element

W_URI = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R_URI = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
A_URI = "http://schemas.openxmlformats.org/drawingml/2006/main"
# The ISO "strict" flavour of the format says the same under other names.
STRICT = {
    "http://purl.oclc.org/ooxml/wordprocessingml/main": W_URI,
    "http://purl.oclc.org/ooxml/officeDocument/relationships": R_URI,
    "http://purl.oclc.org/ooxml/drawingml/main": A_URI,
    "http://purl.oclc.org/ooxml/drawingml/chart": "http://schemas.openxmlformats.org/drawingml/2006/chart",
    "http://purl.oclc.org/ooxml/drawingml/diagram": "http://schemas.openxmlformats.org/drawingml/2006/diagram",
    "http://purl.oclc.org/ooxml/officeDocument/math": "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing":
        "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
}  # fmt: skip

W = f"{{{W_URI}}}"
R = f"{{{R_URI}}}"
A = f"{{{A_URI}}}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
V = "{urn:schemas-microsoft-com:vml}"
OLE = "{urn:schemas-microsoft-com:office:office}"
CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
DIAGRAM = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}"

VAL = f"{W}val"
_WHOLE = re.compile("-?[0-9]{1,9}")


def value(parent: _Element | None, path: str, default: str = "") -> str:
    """The w:val of a descendant named by local names ("pPr/pStyle"), or ``default``."""
    node = parent.find(_path(path)) if parent is not None else None
    return default if node is None else node.get(VAL, default)


@cache
def _path(names: str) -> str:
    return "/".join(W + name for name in names.split("/"))


@overload
def number(parent: _Element | None, path: str, default: int) -> int: ...


@overload
def number(parent: _Element | None, path: str, default: int | None = None) -> int | None: ...


def number(parent: _Element | None, path: str, default: int | None = None) -> int | None:
    """As ``value``, a whole number; ``default`` where there is none."""
    text = value(parent, path)
    return int(text) if _WHOLE.fullmatch(text) else default


def is_on(parent: _Element | None, name: str) -> bool | None:
    """A switch of Word's: True where the element stands there and does not say no.

    None where it does not stand there.
    """
    node = parent.find(W + name) if parent is not None else None
    return None if node is None else switched_on(node)


def switched_on(node: _Element) -> bool:
    """Whether the element of a switch says yes; without a word it does."""
    return node.get(VAL, "true") not in {"0", "false", "off", "none"}


def chosen(alternate: _Element) -> _Element | None:
    """The branch of mc:AlternateContent that is read.

    The first choice, else the fallback, else nothing.
    """
    choice = alternate.find(f"{MC}Choice")
    return choice if choice is not None else alternate.find(f"{MC}Fallback")
