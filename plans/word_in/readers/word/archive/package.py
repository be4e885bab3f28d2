"""The zip archive that a .docx is. Everything hostile is refused here, from the directory of the
archive alone where that
is enough; parts are read one by one, within limits."""

import io
import posixpath
import zipfile
import zlib
from functools import cached_property
from pathlib import Path
from typing import IO
from urllib.parse import unquote

from lxml import etree

from plans.word_in.readers.word.archive.names import STRICT
from plans.word_in.readers.word.archive.not_word import (
    _ARCHIVES,
    _LOCKED,
    FILE_BYTES_MAX,
    FOREIGN,
    NOT_WORD,
    OLE,
    _spellings,
    _what_office,
    first_bytes,
    what_archive,
    what_else,
)
from plans.word_in.readers.word.archive.shown import Shown, as_shown
from plans.word_in.readers.word.document import WordRefused
from plans.word_in.readers.word.typed.text_kind import text_in

UNPACKED_BYTES_MAX = 200 * 1024 * 1024
ENTRIES_MAX = 2_000
RATIO_MAX = 100
# Small parts may compress as well as they like: a log sheet of a thousand empty rows packs a
# hundredfold.
RATIO_COUNTS_FROM = 8 * 1024 * 1024
XML_PART_MAX = 60 * 1024 * 1024

_ZIP = b"PK\x03\x04"
_STRICT_START = "http://purl.oclc.org/ooxml/"
_RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_DAMAGED = "This Word file is damaged and cannot be read. Open it in Word, save it again as .docx, and choose the new file."
_CUT_OFF = "This Word file is not complete, its end is missing. Copy or download it again."
_BOMB = "This file unpacks to far more than a plan could hold, so it was not opened. Save it again in Word as .docx."
_DTD = "This file holds a document type definition, which no Word document does, so it was not read. Save it again in Word."
_MACROS = (
    "This file holds macros. Open it in Word and save it as a Word document without macros (.docx)."
)


class Package:
    """The parts of one .docx by name.

    Raises WordRefused where the file is none, or none that may be read.

    ``shown``: what was found in each part that was read as a story.
    """

    def __init__(self, source: Path | bytes) -> None:
        self._zip = _opened(source)
        self.shown: dict[str, Shown] = {}
        _check_directory(self._zip.infolist())
        # Some programs write names with backslashes, or from the root.
        self.names = {
            name.replace("\\", "/").lstrip("/").lower(): name for name in self._zip.namelist()
        }
        _check_kind(self)
        self._check_prologues()

    def data(self, name: str) -> bytes | None:
        """The bytes of a part, None where there is none."""
        actual = self.names.get(name.lower())
        if actual is None:
            return None
        try:
            return self._zip.read(actual)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError) as error:
            raise WordRefused(_DAMAGED) from error

    def xml(self, name: str) -> etree._Element | None:
        """The root element of a part, None where there is none."""
        data = self.data(name)
        if data is None:
            return None
        if len(data) > XML_PART_MAX:
            raise WordRefused(_BOMB)
        return parsed(data)

    def story(self, name: str) -> etree._Element | None:
        """The root element of a part that holds text, in the shape its reader sees.

        None where there is none.
        """
        root = self.xml(name)
        if root is not None:
            self.shown[name] = as_shown(root)
        return root

    def relations(self, name: str) -> dict[str, tuple[str, str, bool]]:
        """Id of each relation of a part.

        Its kind (last word of its type), its target, and whether that is outside.
        """
        folder, base = posixpath.split(name)
        root = self.xml(posixpath.join(folder, "_rels", f"{base}.rels"))
        found = {}
        for relation in root.iter(_RELATIONS) if root is not None else ():
            kind = relation.get("Type", "").rsplit("/", 1)[-1]
            target = relation.get("Target", "")
            outside = relation.get("TargetMode") == "External"
            found[relation.get("Id", "")] = (
                kind,
                target if outside else self._inside(folder, target),
                outside,
            )
        return found

    def related(self, kind: str) -> etree._Element | None:
        """The root of the part of this kind that belongs to the text, None where there is none."""
        for of, part, outside in self.relations(self.main).values():
            if of == kind and not outside:
                return self.xml(part)
        return None

    def _inside(self, folder: str, target: str) -> str:
        """The name of the part that a relation of a part in this folder leads to."""
        target = target.replace("\\", "/")
        name = posixpath.normpath(
            target.lstrip("/") if target.startswith("/") else posixpath.join(folder, target)
        )
        return name if name.lower() in self.names else unquote(name)

    @cached_property
    def main(self) -> str:
        """The name of the part that holds the text."""
        for kind, target, outside in self.relations("").values():
            if kind == "officeDocument" and not outside and target.lower() in self.names:
                return target
        if "word/document.xml" in self.names:
            return "word/document.xml"
        raise WordRefused(NOT_WORD)

    def _check_prologues(self) -> None:
        """No part may define a document type, read or not."""
        for lower, name in self.names.items():
            if lower.endswith((".xml", ".rels")):
                with self._zip.open(name) as part:
                    start = self._read_start(part)
                if any(
                    mark in start for text in ("<!DOCTYPE", "<!ENTITY") for mark in _spellings(text)
                ):
                    raise WordRefused(_DTD)

    @staticmethod
    def _read_start(part: IO[bytes]) -> bytes:
        try:
            return part.read(4096)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError) as error:
            raise WordRefused(_DAMAGED) from error


def as_text(path: Path) -> str | None:
    """The text of a file that is nothing but text, whatever its name says.

    None where it is anything else.
    """
    if path.stat().st_size > FILE_BYTES_MAX:
        return None
    with path.open("rb") as file:
        start = file.read(512)
        if not start or start.startswith((_ZIP, OLE, *FOREIGN)):
            return None
        return text_in(start + file.read())


def parsed(data: bytes) -> etree._Element:
    """The root of an XML part.

    No network, no entities, no document type, libxml2's limits on depth and size kept.
    """
    data = _in_usual_names(data)
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        remove_comments=True,
        remove_pis=True,
        huge_tree=False,
    )
    try:
        root = etree.parse(io.BytesIO(data), parser)
    except etree.XMLSyntaxError as error:
        if getattr(error, "code", None) == etree.ErrorTypes.ERR_NO_MEMORY:
            raise MemoryError from error
        raise WordRefused(_DAMAGED) from error
    if root.docinfo.internalDTD is not None or root.docinfo.doctype:
        raise WordRefused(_DTD)
    return root.getroot()


def _in_usual_names(data: bytes) -> bytes:
    """The part with the names of the strict flavour put into the usual ones, in whichever encoding
    it is.
    """
    for encoding in ("utf-8", "utf-16-le", "utf-16-be"):
        if _STRICT_START.encode(encoding) in data:
            for strict, usual in STRICT.items():
                data = data.replace(strict.encode(encoding), usual.encode(encoding))
    return data


def _opened(source: Path | bytes) -> zipfile.ZipFile:
    size = len(source) if isinstance(source, bytes) else source.stat().st_size
    if size > FILE_BYTES_MAX:
        limit = FILE_BYTES_MAX // (1024 * 1024)
        raise WordRefused(
            f"This file is larger than {limit} MB. Make its pictures smaller (Compress Pictures) and save it."
        )
    if not size:
        raise WordRefused("This file is empty. Choose it again.")
    start = first_bytes(source, 512)
    if not start.startswith(_ZIP):
        raise WordRefused(what_else(start, source))
    try:
        return zipfile.ZipFile(io.BytesIO(source) if isinstance(source, bytes) else source)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise WordRefused(_CUT_OFF) from error


def _check_directory(entries: list[zipfile.ZipInfo]) -> None:
    """Sizes, number and kind of the entries as the archive's directory tells them."""
    packed, unpacked = (
        sum(entry.compress_size for entry in entries),
        sum(entry.file_size for entry in entries),
    )
    swollen = any(
        e.file_size > max(RATIO_COUNTS_FROM, RATIO_MAX * e.compress_size) for e in entries
    )
    if len(entries) > ENTRIES_MAX or unpacked > UNPACKED_BYTES_MAX or swollen:
        raise WordRefused(_BOMB)
    if unpacked > max(RATIO_COUNTS_FROM, RATIO_MAX * packed):
        raise WordRefused(_BOMB)
    if any(entry.flag_bits & 1 for entry in entries):
        raise WordRefused(_LOCKED)
    if any(entry.filename.lower().endswith(_ARCHIVES) for entry in entries):
        raise WordRefused(
            "This file holds another archive, which no plan needs, so it was not opened. Take it out in Word."
        )


def _check_kind(package: Package) -> None:
    """Refuse macros, and archives that are something else than a Word document."""
    if any(name.rsplit("/", 1)[-1].startswith("vbaproject") for name in package.names):
        raise WordRefused(_MACROS)
    types = package.xml("[Content_Types].xml")
    if types is None:
        raise WordRefused(what_archive(package.data("mimetype") or b""))
    given = " ".join(
        node.get("ContentType", "") for node in types.iter(f"{_TYPES}Override", f"{_TYPES}Default")
    )
    if "macroEnabled" in given or "vbaProject" in given:
        raise WordRefused(_MACROS)
    if "wordprocessingml" not in given or package.main.lower() not in package.names:
        raise WordRefused(_what_office(given))
