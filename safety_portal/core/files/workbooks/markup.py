"""XML of a workbook, read as it streams: start tags, and text where it is asked for. No entity is
ever resolved.
"""

from collections.abc import Callable
from typing import IO
from xml.parsers import expat

from safety_portal.core.files.filetypes import FileRefused

# Called with what expat says of a tag, its end, or the text between.
Handler = Callable[..., object]
_CHUNK = 1_048_576
NoMarkup = expat.ExpatError
DOCTYPE = "This workbook holds a document type, which no spreadsheet writes; save it anew as .xlsx."


class Scanner:
    """Calls `start(name, attributes)` for each tag, names without their prefix; `text(words)` while
    `wants_text`.
    """

    def __init__(self, start: Handler, *, end: Handler | None = None, text: Handler | None = None):
        self._parser = expat.ParserCreate()
        self._parser.buffer_text = True
        self._parser.StartDoctypeDeclHandler = self._refuse_doctype
        self._parser.StartElementHandler = lambda name, attributes: start(
            name.rpartition(":")[2], attributes
        )
        if end:
            self._parser.EndElementHandler = lambda name: end(name.rpartition(":")[2])
        self._text = text

    def want_text(self, is_wanted: bool) -> None:
        """Whether the text from here on is handed over."""
        self._parser.CharacterDataHandler = self._text if is_wanted else None

    def scan(self, file: IO[bytes]) -> None:
        """Read all of it. Raises FileRefused for a document type, and NoMarkup for what is no XML."""
        while chunk := file.read(_CHUNK):
            self._parser.Parse(chunk, False)
        self._parser.Parse(b"", True)

    @staticmethod
    def _refuse_doctype(*_: object) -> None:
        raise FileRefused(DOCTYPE)


def plain(attributes: dict[str, str]) -> dict[str, str]:
    """Attributes without the prefixes of their names."""
    return {name.rpartition(":")[2]: value for name, value in attributes.items()}
