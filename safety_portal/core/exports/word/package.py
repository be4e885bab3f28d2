"""The zip archive that a Word file is, written part by part; and its small parts."""

import io
import zipfile
from collections.abc import Iterable
from pathlib import Path

from django.utils import timezone

from safety_portal.core.exports.word.markup import DECLARATION, text
from safety_portal.core.exports.word.relations import Relations

_HERE = Path(__file__).resolve().parent
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_DOCUMENTS = "application/vnd.openxmlformats-officedocument"
# Content type of each part of word/ by its name; pictures go by their extension.
_KINDS = {
    "document": "document.main",
    "styles": "styles",
    "settings": "settings",
    "numbering": "numbering",
    "footnotes": "footnotes",
    "header-front": "header",
    "header": "header",
    "footer": "footer",
}
_PROPERTIES = {
    "docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
    "docProps/app.xml": f"{_DOCUMENTS}.extended-properties+xml",
}
SETTINGS = _HERE / "settings.xml"
_EXTENSIONS = {
    "rels": "application/vnd.openxmlformats-package.relationships+xml",
    "xml": "application/xml",
    "png": "image/png",
    "jpeg": "image/jpeg",
}
_ROOT = (
    (
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument",
        "word/document.xml",
    ),
    (
        "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties",
        "docProps/core.xml",
    ),
    (
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships/extended-properties",
        "docProps/app.xml",
    ),
)
_APPLICATION = (
    f"{DECLARATION}<Properties xmlns="
    '"http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
    "<Application>Safety Portal</Application></Properties>"
)


class Archive:
    """A Word file in memory: `with Archive() as archive`, its parts one after the other, each as
    its pieces come; then `content` is the whole file.

    `parts` are those that will be written besides styles and settings.
    """

    def __init__(self, *parts: str, settings: Path = SETTINGS) -> None:
        self._bytes = io.BytesIO()
        self._zip = zipfile.ZipFile(self._bytes, "w", zipfile.ZIP_DEFLATED)
        self._write("[Content_Types].xml", [_content_types(("styles", "settings", *parts))])
        self._write("_rels/.rels", [_root_relations()])
        self._zip.write(_HERE / "styles.xml", "word/styles.xml")
        self._zip.write(settings, "word/settings.xml")

    def __enter__(self) -> "Archive":
        return self

    def __exit__(self, *error: object) -> None:
        self._zip.close()

    def part(self, name: str, pieces: Iterable[str], relations: Relations | None = None) -> None:
        """Write the part word/NAME.xml, and after it what it refers to."""
        self._write(f"word/{name}.xml", pieces)
        if relations:
            self._write(f"word/_rels/{name}.xml.rels", [relations.xml()])

    def picture(self, name: str, content: bytes) -> None:
        """Write a picture; it is packed already."""
        self._zip.writestr(name, content, compress_type=zipfile.ZIP_STORED)

    def properties(self, *, title: str, subject: str, author: str) -> None:
        """Write what the file says of itself: language American English, made now."""
        self._write("docProps/core.xml", [_core(title, subject, author)])
        self._write("docProps/app.xml", [_APPLICATION])

    @property
    def content(self) -> bytes:
        """The bytes of the file, once it is closed."""
        return self._bytes.getvalue()

    def _write(self, name: str, pieces: Iterable[str]) -> None:
        with self._zip.open(name, "w") as file:
            for piece in pieces:
                file.write(piece.encode())


def _content_types(names: tuple[str, ...]) -> str:
    types = {f"word/{name}.xml": f"{_WORD}.{_KINDS[name]}+xml" for name in names} | _PROPERTIES
    extensions = "".join(
        f'<Default Extension="{name}" ContentType="{kind}"/>' for name, kind in _EXTENSIONS.items()
    )
    parts = "".join(
        f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, kind in types.items()
    )
    space = "http://schemas.openxmlformats.org/package/2006/content-types"
    return f'{DECLARATION}<Types xmlns="{space}">{extensions}{parts}</Types>'


def _root_relations() -> str:
    rows = "".join(
        f'<Relationship Id="r{index}" Type="{kind}" Target="{target}"/>'
        for index, (kind, target) in enumerate(_ROOT, start=1)
    )
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'{DECLARATION}<Relationships xmlns="{space}">{rows}</Relationships>'


def _core(title: str, subject: str, author: str) -> str:
    now = f"{timezone.now():%Y-%m-%dT%H:%M:%SZ}"
    return (
        f'{DECLARATION}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{text(title)}</dc:title><dc:subject>{text(subject)}</dc:subject><dc:creator>{text(author)}</dc:creator>"
        "<dc:language>en-US</dc:language>"
        f'<dcterms:created xsi:type="dcterms:W3CDTF">{now}</dcterms:created>'
        f'<dcterms:modified xsi:type="dcterms:W3CDTF">{now}</dcterms:modified></cp:coreProperties>'
    )
