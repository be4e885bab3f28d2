"""The way in.

A Word file is read in a child process, so that a hostile file can harm nothing but that.
"""

import logging
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from plans.word_in.readers.word.child import REFUSED
from plans.word_in.readers.word.document import WordDocument, WordRefused

SECONDS_MAX = 25
_ROOT = Path(__file__).resolve().parents[4]
# What a child needs to start; no address or secret of the portal's is among it.
_ENVIRONMENT = ("PATH", "LD_LIBRARY_PATH", "LANG", "LC_ALL", "TMPDIR", "VIRTUAL_ENV")
_TOO_MUCH = "This Word file is too large or too involved to be read here. Split it, or make its pictures and tables smaller."
_UNREADABLE = "This Word file cannot be read. Open it in Word, save it again as .docx, and choose the new file."

log = logging.getLogger(__name__)


def read(path: str | Path) -> WordDocument:
    """The document in the .docx at ``path``.

    Raises WordRefused, whose text is for a person, where the file is no Word document, or one that
    may not be read; and FileNotFoundError, PermissionError and the like where it cannot be opened
    at all. Writes nothing that stays.
    """
    with Path(path).open("rb"):
        pass
    with tempfile.TemporaryDirectory(prefix="word-") as folder:
        ended = _run(Path(path).resolve(), folder)
        if ended == 0:
            return WordDocument.load(Path(folder))
        refusal = Path(folder) / REFUSED
        raise WordRefused(
            refusal.read_text() if refusal.exists() else _UNREADABLE if ended > 0 else _TOO_MUCH
        )


def _run(path: Path, folder: str) -> int:
    """The exit code of the child; below 0 where a limit ended it."""
    environment = {name: os.environ[name] for name in _ENVIRONMENT if name in os.environ}
    try:
        ended = subprocess.run(
            _command(path, folder), cwd=_ROOT, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE, timeout=SECONDS_MAX, check=False,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        return -1
    last_line = ended.stderr.decode(errors="replace").strip().rpartition("\n")[2]
    error = last_line.partition(":")[0]
    if ended.returncode not in {0, 3}:
        # Only the kind of error: its message may hold words of the file.
        log.warning("word_file_not_read exit=%s error=%s", ended.returncode, error)
    return -1 if error == "MemoryError" else ended.returncode


def _command(path: Path, folder: str) -> list[str]:
    return [sys.executable, "-m", "plans.word_in.readers.word.child", str(path), folder]
