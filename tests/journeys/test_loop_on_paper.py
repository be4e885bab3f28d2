"""The loop of a finding on paper, on a telephone and by keyboard."""

import io

import pytest
from django.urls import reverse
from pypdf import PdfReader

from plans.loops.lifecycle import CLOSED, Step
from tests import loops
from tests.journeys.accessibility import faults
from tests.plugins.skips import needs_browser

pytestmark = [needs_browser, pytest.mark.django_db(transaction=True)]


def open_loop(page, found):
    page.goto(reverse("closed_loop", args=[found.coalition.slug, found.pk]))


@pytest.mark.parametrize("step", [Step.ACTION_ITEM, Step.CHANGED, CLOSED])
def test_it_is_one_page_without_forms(visit, coalition, administrator, step):
    page = visit(administrator)
    open_loop(page, loops.make_stuck(coalition=coalition, at=step))
    printed = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True)))
    assert len(printed.pages) == 1
    words = printed.pages[0].extract_text()
    assert "Found on a walk" in words
    assert "Read again by those it concerns" in words
    assert "Dana Whitlock" in words
    assert "Not needed" not in words
    assert "Who does it" not in words


@pytest.mark.parametrize("width", [320, 390, 1280])
@pytest.mark.parametrize("step", [Step.EVIDENCE, Step.CHANGED, Step.READ])
def test_it_fits_and_has_no_faults(visit, coalition, administrator, step, width):
    page = visit(administrator, width=width)
    open_loop(page, loops.make_stuck(coalition=coalition, at=step))
    assert faults(page) == []
    assert not page.evaluate("document.scrollingElement.scrollWidth > window.innerWidth")


def test_the_list_fits_a_telephone(visit, coalition, administrator):
    for step in loops.STAGES[:3]:
        loops.make_stuck(coalition=coalition, at=step)
    page = visit(administrator, width=320)
    page.goto(reverse("closed_loop_list", args=[coalition.slug]))
    assert faults(page) == []
    assert not page.evaluate("document.scrollingElement.scrollWidth > window.innerWidth")
