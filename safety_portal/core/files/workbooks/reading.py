"""The way in: a workbook is read in a child process, so that a hostile file can harm nothing but
that.
"""

import json
import logging
import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from safety_portal.core.files.filetypes import FileRefused
from safety_portal.core.files.workbooks.child import BOOK, REFUSED, rows_of
from safety_portal.core.files.workbooks.kinds import kind_of

SECONDS_MAX = 30
MOST_BYTES = 25 * 1024 * 1024
_ROOT = Path(__file__).resolve().parents[4]
# What a child needs to start; no address or secret of the portal's is among it.
_ENVIRONMENT = ("PATH", "LD_LIBRARY_PATH", "LANG", "LC_ALL", "TMPDIR", "VIRTUAL_ENV")
TOO_LARGE = "This workbook has more than 25 MB; save the sheet alone as .xlsx or CSV."
TOO_MUCH = (
    "This workbook is too large or too involved to be read here; save the sheet alone as CSV, or "
    "split it."
)
UNREADABLE = (
    "This workbook cannot be read; open it in a spreadsheet, save it again, and choose the new "
    "file."
)

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Sheet:
    """A filled sheet: its rows as text, hidden and blank ones as []; `filled` cells; sentences
    about how it was read.
    """

    name: str
    filled: int
    remarks: tuple[str, ...]
    rows: tuple[list[str], ...]


def read_sheets(data: bytes) -> list[Sheet]:
    """The filled sheets that a person sees in a workbook, in its order. Raises FileRefused. Writes
    nothing that stays.
    """
    if len(data) > MOST_BYTES:
        raise FileRefused(TOO_LARGE)
    with tempfile.TemporaryDirectory(prefix="workbook-") as folder:
        path = Path(folder) / f"workbook{kind_of(data)}"
        path.write_bytes(data)
        ended = _run(path, folder)
        if ended == 0:
            return _sheets(Path(folder))
        refusal = Path(folder) / REFUSED
        raise FileRefused(
            refusal.read_text("utf-8")
            if refusal.exists()
            else UNREADABLE
            if ended > 0
            else TOO_MUCH
        )


def _sheets(folder: Path) -> list[Sheet]:
    """What the child has written."""
    book = json.loads((folder / BOOK).read_text("utf-8"))
    found = []
    for number, sheet in enumerate(book["sheets"]):
        with (folder / rows_of(number)).open(encoding="utf-8") as kept:
            rows = tuple(json.loads(line) for line in kept)
        remarks = (*sheet["remarks"], *book["remarks"])
        found.append(Sheet(sheet["name"], sheet["filled"], remarks, rows))
    return found


def _run(path: Path, folder: str) -> int:
    """The exit code of the child; below 0 where a limit ended it."""
    environment = {name: os.environ[name] for name in _ENVIRONMENT if name in os.environ}
    command = [sys.executable, "-m", "safety_portal.core.files.workbooks.child", str(path), folder]
    try:
        ended = subprocess.run(
            command, cwd=_ROOT, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE, timeout=SECONDS_MAX, check=False,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        return -1
    last_line = ended.stderr.decode(errors="replace").strip().rpartition("\n")[2]
    error = last_line.partition(":")[0]
    if ended.returncode not in {0, 3}:
        # Only the kind of error: its message may hold words of the file.
        log.warning("workbook_not_read exit=%s error=%s", ended.returncode, error[:60])
    return -1 if error == "MemoryError" else ended.returncode
