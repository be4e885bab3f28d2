"""The child process that reads one workbook under limits: ``python -m
safety_portal.core.files.workbooks.child FILE FOLDER``.

Writes FOLDER/book.json and for each sheet a file of its rows, or FOLDER/refused.txt. Whatever else
happens, the parent takes as a refusal.
"""

import json
import resource
import sys
from pathlib import Path

from safety_portal.core.files.filetypes import FileRefused
from safety_portal.core.files.workbooks.book import read_book
from safety_portal.core.limits import limit

BOOK, REFUSED = "book.json", "refused.txt"
MEMORY_BYTES = 1536 * 1024 * 1024
CPU_SECONDS = 25
FILE_BYTES = 300 * 1024 * 1024


def main(file: str, folder: str) -> int:
    """0 where the workbook was read, 3 where it was refused."""
    limit(resource.RLIMIT_AS, MEMORY_BYTES)
    limit(resource.RLIMIT_CPU, CPU_SECONDS)
    limit(resource.RLIMIT_FSIZE, FILE_BYTES)
    limit(resource.RLIMIT_CORE, 0)
    place = Path(folder)
    try:
        book = read_book(Path(file))
    except FileRefused as refused:
        (place / REFUSED).write_text(str(refused), encoding="utf-8")
        return 3
    for number, sheet in enumerate(book.sheets):
        with (place / rows_of(number)).open("w", encoding="utf-8") as kept:
            kept.writelines(f"{json.dumps(row)}\n" for row in sheet.rows)
    sheets = [
        {"name": each.name, "filled": each.filled, "remarks": each.remarks} for each in book.sheets
    ]
    (place / BOOK).write_text(
        json.dumps({"sheets": sheets, "remarks": book.remarks}), encoding="utf-8"
    )
    return 0


def rows_of(number: int) -> str:
    """The file of the rows of a sheet."""
    return f"{number}.rows"


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
