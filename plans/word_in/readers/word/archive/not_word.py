"""What a file is that is no Word document, in a sentence for who chose it."""

from pathlib import Path

FILE_BYTES_MAX = 25 * 1024 * 1024
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ARCHIVES = (".zip", ".7z", ".rar", ".gz", ".bz2", ".xz", ".tar", ".tgz", ".cab", ".jar", ".iso")
NOT_WORD = (
    "This file is not a Word document. Open it in Word and save it as a Word document (.docx)."
)


_SHEET = (
    "This is {}, not a Word document. Choose the Word file (.docx) of the plan. People, schools and trainings are imported each "
    "under its own heading (import_people, import_schools, import_training at the command line)."
)


_LOCKED = "This file is protected by a password. Open it in Word, take the password off (File, Info), and save it again."
FOREIGN = {
    b"%PDF": "This is a PDF file. Choose the Word file (.docx) that it was made from.",
    b"{\\rtf": "This is a rich text file (.rtf). Open it in Word and save it as a Word document (.docx).",
}


def first_bytes(source: Path | bytes, count: int) -> bytes:
    """The first bytes of a file."""
    if isinstance(source, bytes):
        return source[:count]
    with source.open("rb") as file:
        return file.read(count)


def what_else(start: bytes, source: Path | bytes) -> str:
    """Why a file that is no zip archive is refused: by its bytes, never by its name."""
    if start.startswith(OLE):
        return _what_ole(first_bytes(source, FILE_BYTES_MAX))
    for mark, sentence in FOREIGN.items():
        if start.startswith(mark):
            return sentence
    return NOT_WORD


def _what_ole(data: bytes) -> str:
    if "EncryptedPackage".encode("utf-16-le") in data:
        return _LOCKED
    if "WordDocument".encode("utf-16-le") in data:
        return "This is a Word file of the old kind (.doc). Open it in Word and save it as a Word document (.docx)."
    if "Workbook".encode("utf-16-le") in data:
        return _SHEET.format("an Excel file")
    return NOT_WORD


def what_archive(mimetype: bytes) -> str:
    """What an archive is that holds no Word document, by the kind that it says it has."""
    if b"opendocument.text" in mimetype:
        return (
            "This is an OpenDocument file (.odt). Open it and save it as a Word document (.docx)."
        )
    if b"opendocument.spreadsheet" in mimetype:
        return _SHEET.format("an OpenDocument spreadsheet")
    return (
        "This is an archive, not a Word document. Unpack it and choose the Word file (.docx) in it."
    )


def _what_office(types: str) -> str:
    if "spreadsheetml" in types:
        return _SHEET.format("an Excel file")
    if "presentationml" in types:
        return "This is a PowerPoint file, not a Word document. Choose the Word file (.docx) of the plan."
    return NOT_WORD


def _spellings(text: str) -> tuple[bytes, ...]:
    return text.encode(), text.encode("utf-16-le"), text.encode("utf-16-be")
