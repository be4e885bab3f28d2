"""Which kind of workbook a file is, by what is in it, whatever it is called."""

import io
import zipfile

_ZIPPED, _COMPOUND = (b"PK\x03\x04", b"PK\x05\x06"), b"\xd0\xcf\x11\xe0"
XLSX, XLSB, XLS, ODS = ".xlsx", ".xlsb", ".xls", ".ods"
_OF_TYPES = ((b"ms-excel.sheet.binary", XLSB), (b"spreadsheetml", XLSX), (b"ms-excel", XLSX))
_MOST_TYPES = 1_000_000


def kind_of(data: bytes) -> str:
    """XLSX, XLSB, XLS or ODS; "" for what is no workbook. Any old Office file counts as XLS until
    it is opened.
    """
    if data.startswith(_COMPOUND):
        return XLS
    if not data.startswith(_ZIPPED):
        return ""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return kind_of_archive(archive)
    except (zipfile.BadZipFile, NotImplementedError, ValueError, RuntimeError, OSError, EOFError):
        return ""


def kind_of_archive(archive: zipfile.ZipFile) -> str:
    """As kind_of, of an opened zip archive. Raises what zipfile does for a damaged one."""
    names = set(archive.namelist())
    if {"mimetype", "content.xml"} <= names:
        return ODS if b"spreadsheet" in _read(archive, "mimetype") else ""
    if "[Content_Types].xml" not in names:
        return ""
    types = _read(archive, "[Content_Types].xml")
    by_type = next((kind for word, kind in _OF_TYPES if word in types), "")
    if by_type or b"wordprocessingml" in types or b"presentationml" in types:
        return by_type
    plain = {name.replace("\\", "/").lower() for name in names}
    return XLSB if "xl/workbook.bin" in plain else XLSX if "xl/workbook.xml" in plain else ""


def _read(archive: zipfile.ZipFile, name: str) -> bytes:
    with archive.open(name) as file:
        return file.read(_MOST_TYPES)
