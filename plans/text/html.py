"""The way in and the way out of section HTML."""

import re
from collections.abc import Callable, Collection

from plans.text.blocks import to_html
from plans.text.parsing import parse

_PICTURE = re.compile(r'<img src="picture/([0-9a-f]{64})"')
_PICTURE_TAG = re.compile(r'<img src="picture/([0-9a-f]{64})" alt="([^"]*)">')
_NOT_DESCRIBED = "without description"
_NOTE = re.compile(r'<a href="#(note|ref)-(\d+)">')


def normalise(html: str) -> str:
    """The canonical form of any HTML.

    Only what the allow-list holds, one spelling for one text, NFC.

    Call it once on the way in, whatever the way (editor, Word, script); twice gives the same. Never
    raises on text.
    """
    return to_html(parse(html))


def for_reading(html: str, *, picture_url: Callable[[str], str]) -> str:
    """Canonical HTML for a page or a book.

    Pictures by their address (given the SHA-256), footnotes linked both ways.
    """
    pictured = _PICTURE.sub(lambda match: f'<img src="{picture_url(match[1])}"', html)
    return _NOTE.sub(_anchored, pictured)


def without_pictures(html: str) -> str:
    """Canonical HTML with the description of each picture in its place.

    For a text whose pictures are not stored yet.
    """
    return _PICTURE_TAG.sub(
        lambda match: f"<p><em>[Picture: {match[2] or _NOT_DESCRIBED}]</em></p>", html
    )


def without_lost(html: str, lost: Collection[str]) -> str:
    """Canonical HTML with a line in the place of each picture whose SHA-256 is in `lost`.

    Its file is gone from the disk.
    """

    def line(match: re.Match[str]) -> str:
        if match[1] not in lost:
            return match[0]
        return f"<p><em>[Picture: {match[2] or _NOT_DESCRIBED}. It is missing from this server.]</em></p>"

    return _PICTURE_TAG.sub(line, html) if lost else html


def pictures(html: str) -> list[str]:
    """SHA-256 of the pictures that canonical HTML shows, in order, each once."""
    return list(dict.fromkeys(_PICTURE.findall(html)))


def _anchored(match: re.Match[str]) -> str:
    other = {"note": "ref", "ref": "note"}[match[1]]
    return f'<a id="{other}-{match[2]}" href="#{match[1]}-{match[2]}">'
