"""What holds no table, and the sentence that says so and what to do."""

import io
import zipfile

from safety_portal.core.files import filetypes
from safety_portal.core.files.filetypes import FileRefused

MAX_BYTES = 25 * 1024 * 1024
ZIP_MARKS, COMPOUND_MARK = (b"PK\x03\x04", b"PK\x05\x06"), b"\xd0\xcf\x11\xe0"


def refuse_size(size: int) -> None:
    """Raise FileRefused for an empty file and for one over the limit."""
    if size == 0:
        raise FileRefused("This file is empty.")
    if size > MAX_BYTES:
        raise FileRefused(
            f"This file has {size / 1048576:.0f} MB and the limit is 25 MB; import it in parts."
        )


def refuse_known_types(data: bytes) -> None:
    """Raise FileRefused, naming the type and what to save it as, if the first bytes are those of a
    known type.
    """
    if data.startswith(ZIP_MARKS):
        raise FileRefused(zip_refusal(data))
    sentence = filetypes.refusal_by_signature(data)
    if sentence:
        raise FileRefused(sentence)


def refuse_no_list(text: str) -> None:
    """Raise FileRefused for text that is no table: a program, JSON, XML."""
    if filetypes.is_binary(text):
        raise FileRefused(
            "This file is not text, so there is no table to read; save the table as Excel or CSV."
        )
    if filetypes.is_json(text):
        raise FileRefused(
            "This is a JSON file, not a table; save the list as CSV, one row for each entry."
        )
    if filetypes.is_xml(text):
        raise FileRefused(
            "This is an XML file, not a table; open it in a spreadsheet and save it as .xlsx or "
            "CSV."
        )


def zip_refusal(data: bytes) -> str:
    """Why a zip archive is refused.

    Office files are zip archives too, told apart by the names inside.
    """
    try:
        names = zipfile.ZipFile(io.BytesIO(data)).namelist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError):
        return "This is a damaged zip archive; choose the table file itself."
    return (
        office_refusal(names)
        or "This is a zip archive; unpack it and choose the table file inside."
    )


def office_refusal(names: list[str]) -> str:
    """What an Office file that holds no sheet is and how to save it, by the names in its archive.

    Empty for any other archive.
    """
    if any(name.startswith("word/") for name in names):
        return (
            "This is a Word document, not a table; save the table in it as Excel or CSV. A plan "
            "is imported under Plans "
            "(import_plan at the command line)."
        )
    if any(name.startswith("ppt/") for name in names):
        return "This is a PowerPoint file, not a table; save the list as Excel or CSV."
    if any(name.endswith("Document.iwa") for name in names):
        return "This is an Apple Numbers file; export it as Excel or CSV."
    if "content.xml" in names:
        return "This is an OpenDocument file without a sheet; save the list as .ods or CSV."
    return ""
