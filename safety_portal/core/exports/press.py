"""The press.

A page of HTML becomes PDF in a child process under limits of memory and time, never in the process
that asks.

Workers call it, for it takes seconds to minutes; a page only for a paper that is short
(pdf_while_waiting). Measured on 2 cores of 2026: 76,000 words (154
pages) take 7 seconds of CPU and 240 MB, 191,000 words (373 pages) 17 to 25 seconds and 530 MB.
"""

import json
import logging
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings

from safety_portal.core.exports import paper, press_child
from safety_portal.core.states import WrongState

# Three times what the largest plan we know takes, on a machine that others use, too.
CPU_SECONDS = 240
SECONDS_MAX = 900
LOOK_EVERY_SECONDS = 0.5
# While somebody waits: less than a web server waits for an answer.
MOST_SECONDS = 40
TOO_LONG = "This took too long to make while you wait. Try it again when the server is less busy."
TOO_MUCH = (
    "This plan is too large for one PDF on this server. Take it as Word or as a web page, and print that; or ask whoever runs "
    "the server to give PDF more memory."
)
NOT_DRAWN = (
    "This PDF could not be made. Take the copy as Word or as a web page for now, and tell whoever runs the server: the reason is "
    "in the log of its worker."
)
# What a child needs to start; no address or secret of the portal's is among it.
_ENVIRONMENT = (
    "PATH",
    "LD_LIBRARY_PATH",
    "LANG",
    "LC_ALL",
    "TMPDIR",
    "VIRTUAL_ENV",
    "HOME",
    "XDG_CACHE_HOME",
)

logger = logging.getLogger(__name__)


class NotPrinted(Exception):
    """No PDF came of it; the text is the sentence for the person who asked."""


@dataclass(frozen=True)
class Progress:
    """Where the press is: WeasyPrint's step (1 to 7), the page it is at, how many there are.

    0 for what is not known yet.
    """

    step: int = 0
    page: int = 0
    pages: int = 0


def print_pdf(
    html: str, *, pictures: Mapping[str, tuple[str, str]], report: Callable[[Progress], None]
) -> bytes:
    """The tagged PDF of a whole HTML page.

    `pictures`: as in paper.pdf, but by the paths of their files. `report` is called twice a second
    with the Progress; what it raises ends the work. Raises NotPrinted.
    """
    with tempfile.TemporaryDirectory(prefix="print-") as folder:
        place = Path(folder)
        (place / press_child.PAGE).write_text(html, encoding="utf-8")
        (place / press_child.JOB).write_text(json.dumps(_job(pictures)))
        ended = _run(place, report)
        if ended == press_child.DRAWN:
            return (place / press_child.RESULT).read_bytes()
        raise NotPrinted(_why(ended, place))


def pdf_while_waiting(
    html: str, *, most_seconds: float = MOST_SECONDS, too_long: str = TOO_LONG
) -> bytes:
    """The PDF of a page or a few, without pictures, for somebody who waits for it.

    Raises WrongState with what to do: `too_long` where none came of it in time, and where this
    server makes none.
    """
    if not paper.is_available():
        raise WrongState(paper.MISSING)
    until = time.monotonic() + most_seconds

    def look_at_the_clock(progress: Progress) -> None:
        if time.monotonic() > until:
            raise NotPrinted(too_long)

    try:
        return print_pdf(html, pictures={}, report=look_at_the_clock)
    except NotPrinted as not_printed:
        raise WrongState(str(not_printed)) from not_printed


def _job(pictures: Mapping[str, Iterable[Any]]) -> dict[str, Any]:
    return {
        "pictures": {name: list(picture) for name, picture in pictures.items()},
        "static": [str(folder) for folder in settings.STATICFILES_DIRS],
        "memory_bytes": settings.PDF_MEMORY_MB * 1024 * 1024,
        "cpu_seconds": CPU_SECONDS,
    }


def _run(place: Path, report: Callable[..., object]) -> int:
    """The exit code of the child; below 0 where a limit ended it."""
    command = [sys.executable, "-m", "safety_portal.core.exports.press_child", str(place)]
    environment = {name: os.environ[name] for name in _ENVIRONMENT if name in os.environ}
    until = time.monotonic() + SECONDS_MAX
    with (
        (place / "errors").open("wb") as errors,
        # In a session of its own, which the child makes a nice one.
        subprocess.Popen(
            command,
            cwd=settings.BASE_DIR,
            env=environment,
            stdin=subprocess.PIPE,
            stdout=errors,
            stderr=errors,
            start_new_session=True,
        ) as child,
    ):
        try:
            while _is_at_work(child):
                report(_progress(place))
                if time.monotonic() > until:
                    return -1
            report(_progress(place))
            return child.returncode
        finally:
            child.kill()


def _is_at_work(child: "subprocess.Popen[bytes]") -> bool:
    try:
        child.wait(LOOK_EVERY_SECONDS)
    except subprocess.TimeoutExpired:
        return True
    return False


def _progress(place: Path) -> Progress:
    try:
        return Progress(*map(int, (place / press_child.PROGRESS).read_text().split()))
    except FileNotFoundError:
        return Progress()


def _why(ended: int, place: Path) -> str:
    """The sentence for the person who asked; the operator finds more in the log."""
    if ended == press_child.REFUSED:
        return (place / press_child.REFUSAL).read_text()
    errors = (place / "errors").read_text(errors="replace").strip()
    # Only the kind of error: its message may hold words of the plan.
    error = errors.rpartition("\n")[2].partition(":")[0][:80]
    logger.warning("pdf_not_made exit=%s error=%s", ended, error)
    is_too_much = ended < 0 or ended == press_child.TOO_MUCH or "MemoryError" in errors
    return TOO_MUCH if is_too_much else NOT_DRAWN
