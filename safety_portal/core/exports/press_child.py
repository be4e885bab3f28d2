"""The child process that draws one PDF under limits: ``python -m
safety_portal.core.exports.press_child FOLDER``.

Reads FOLDER/job.json and page.html, says in FOLDER/progress how far it is, and writes
FOLDER/page.pdf, or refused.txt where this machine cannot draw. Ends at once when its parent is
gone: the parent holds the other end of its standard input.
"""

import functools
import json
import logging
import os
import re
import resource
import sys
import threading
from contextlib import suppress
from pathlib import Path
from typing import Any

from django.conf import settings

from safety_portal.core.exports import paper
from safety_portal.core.limits import limit

DRAWN, REFUSED, TOO_MUCH = 0, 3, 4
JOB, PAGE, PROGRESS, RESULT, REFUSAL = (
    "job.json",
    "page.html",
    "progress",
    "page.pdf",
    "refused.txt",
)
FILE_BYTES = 500 * 1024 * 1024
# Pages of the portal come first on a machine with two cores.
NICENESS = 10
# Where Linux shares the processor between sessions rather than processes, here stands how nice ours
# is; elsewhere there is no such file. A third of the share of any other session: with a tenth, a
# PDF took three times as long where all was busy.
OF_SESSION, NICENESS_OF_SESSION = Path("/proc/self/autogroup"), 5
# WeasyPrint's step in which pages come to be.
LAYING_OUT = 5
_STEP = re.compile(r"Step (\d) - ")
_PAGE = re.compile(r"Page (\d+)$")
_AGAIN = "Repagination"


def main(folder: str) -> int:
    """DRAWN where page.pdf was written, else why not."""
    place = Path(folder)
    job = json.loads((place / JOB).read_text())
    threading.Thread(target=_end_with_parent, daemon=True).start()
    let_others_first()
    limit(resource.RLIMIT_AS, job["memory_bytes"])
    limit(resource.RLIMIT_CPU, job["cpu_seconds"])
    limit(resource.RLIMIT_FSIZE, FILE_BYTES)
    limit(resource.RLIMIT_CORE, 0)
    try:
        return _draw(place, job)
    except MemoryError:
        return TOO_MUCH


def let_others_first() -> None:
    """Be nice to the pages, too.

    They are served by another session, against which a process's own niceness counts nothing.

    The press gives us a session of our own; where somebody else did not, theirs stays as it is.
    """
    os.nice(NICENESS)
    # Linux takes one such wish every tenth of a second, and a container may take none: a PDF
    # without it is better than no PDF.
    if os.getsid(0) == os.getpid():
        with suppress(OSError):
            OF_SESSION.write_text(str(NICENESS_OF_SESSION))


def _draw(place: Path, job: dict[str, Any]) -> int:
    finder = "django.contrib.staticfiles.finders.FileSystemFinder"
    settings.configure(STATICFILES_DIRS=job["static"], STATICFILES_FINDERS=[finder])
    logger = logging.getLogger("weasyprint.progress")
    logger.setLevel(logging.DEBUG)
    logger.addHandler(Progress(place / PROGRESS))
    pictures = {
        name: functools.partial(_picture, *picture) for name, picture in job["pictures"].items()
    }
    try:
        content = paper.pdf((place / PAGE).read_text(encoding="utf-8"), pictures=pictures)
    except paper.PaperUnavailable as error:
        (place / REFUSAL).write_text(str(error))
        return REFUSED
    (place / RESULT).write_bytes(content)
    return DRAWN


def _picture(path: str, content_type: str) -> tuple[bytes, str]:
    return Path(path).read_bytes(), content_type


def _end_with_parent() -> None:
    # Not by sys.stdin, whose lock would be held when we end by ourselves.
    os.read(0, 1)
    os._exit(1)


class Progress(logging.Handler):
    """Keeps in a file what WeasyPrint says of its work.

    Its step (1 to 7), the page it is at, how many pages there are.

    It lays the pages out once, and again until their numbers in the contents are right; from then
    on it is known how many.
    """

    def __init__(self, file: Path):
        super().__init__()
        self._file = file
        self._step = self._page = self._pages = 0

    def emit(self, record: logging.LogRecord) -> None:
        """Take in one message of WeasyPrint's, and write down where it is."""
        words = record.getMessage()
        if step := _STEP.match(words):
            self._step = int(step[1])
        page = _PAGE.search(words)
        if page:
            self._page = int(page[1])
        elif _AGAIN in words or self._step > LAYING_OUT:
            # Further rounds lay out only the pages that changed.
            self._pages = max(self._pages, self._page)
        # In one move, so that nobody reads half of it.
        draft = self._file.with_suffix(".draft")
        draft.write_text(f"{self._step} {self._page} {self._pages}")
        draft.replace(self._file)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
