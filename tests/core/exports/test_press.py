"""The press beside the pages.

What draws a PDF takes what they leave, however the machine shares its processor out.
"""

import io
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from pypdf import PdfReader

from safety_portal.core.exports import paper, press
from safety_portal.core.exports.press_child import NICENESS, NICENESS_OF_SESSION
from safety_portal.core.states import WrongState

PAGE = f"<html lang='en'><title>Long</title>{'<p>Everybody goes to the far side of the field.</p>' * 1500}</html>"


def of_session(pid):
    """How nice a process's session is: the number behind "/autogroup-25 nice 5".

    None where Linux shares out by process alone, and for a session that began before it shared out
    by session.
    """
    place = Path(f"/proc/{pid}/autogroup")
    said = place.read_text().split() if place.exists() else []
    return int(said[-1]) if said else None


def of_a_new_session():
    """How nice a session is that begins now."""
    say = "from tests.core.exports.test_press import of_session; print(of_session('self'))"
    done = subprocess.run(
        [sys.executable, "-c", say],
        cwd=settings.BASE_DIR,
        capture_output=True,
        start_new_session=True,
    )
    return None if done.stdout.strip() == b"None" else int(done.stdout)


def children():
    """The ids of our children."""
    found = [(task / "children").read_text().split() for task in Path("/proc/self/task").iterdir()]
    return [int(each) for ids in found for each in ids]


@pytest.mark.skipif(not paper.is_available(), reason="no Pango on this machine")
def test_what_draws_is_nice_to_every_other_session():
    seen, before, ours = [], set(children()), of_session("self")

    def look(progress):
        for pid in set(children()) - before:
            seen.append(
                (os.getsid(pid) == pid, os.getpriority(os.PRIO_PROCESS, pid), of_session(pid))
            )

    assert press.print_pdf(PAGE, pictures={}, report=look).startswith(b"%PDF")
    nice = None if of_a_new_session() is None else NICENESS_OF_SESSION
    assert seen[-1] == (True, min(os.nice(0) + NICENESS, 19), nice)
    assert of_session("self") == ours


def test_a_session_that_is_somebody_elses_stays_as_it_is():
    said = (
        "import os; from safety_portal.core.exports import press_child; from tests.core.exports.test_press import of_session; "
        "press_child.let_others_first(); print(os.nice(0), of_session('self'))"
    )
    done = subprocess.run(
        [sys.executable, "-c", said], cwd=settings.BASE_DIR, capture_output=True, text=True
    )
    assert done.stdout.split() == [str(min(os.nice(0) + NICENESS, 19)), str(of_session("self"))], (
        done.stderr
    )


@pytest.mark.skipif(not paper.is_available(), reason="no Pango on this machine")
def test_our_own_style_sheets_are_drawn_with():
    """One that is not loaded is said in a log alone: the paper is then in the machine's own type."""
    head = '<link rel="stylesheet" href="static:css/minutes.css">'
    page = f"<html lang='en'><head><title>Day</title>{head}</head><p>Minutes</p></html>"
    drawn = press.print_pdf(page, pictures={}, report=lambda progress: None)
    fonts = {
        font["/BaseFont"].split("+")[-1]
        for page in PdfReader(io.BytesIO(drawn)).pages
        for font in page["/Resources"]["/Font"].values()
    }
    assert any(font.startswith("Source-Serif") for font in fonts), fonts


def test_while_somebody_waits_it_is_drawn_or_refused_in_time():
    drawn = press.pdf_while_waiting("<html lang='en'><title>Short</title><p>One page.</p></html>")
    assert len(PdfReader(io.BytesIO(drawn)).pages) == 1
    with pytest.raises(WrongState, match="took too long"):
        press.pdf_while_waiting(PAGE, most_seconds=0)
