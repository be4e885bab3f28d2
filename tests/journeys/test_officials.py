"""The figures and the board page in a browser: nothing lies out of sight, and it is one sheet."""

import io

import pytest
from pypdf import PdfReader

from tests import builders
from tests.journeys.looking import opened
from tests.plugins.skips import needs_browser
from tests.portal.official.test_counting import YEAR_AGO, in_force

pytestmark = [needs_browser, pytest.mark.django_db(transaction=True)]
FIGURES = "/c/cedar-county/figures/"


@pytest.fixture
def official(district_coalition, coalition, sibling):
    """Who reads the figures of two schools, one of them with a plan."""
    in_force(coalition, since=YEAR_AGO)
    builders.make_seat(coalition=district_coalition)
    return builders.make_member(
        coalition=district_coalition, role="official", name="Walt Brannigan"
    )


def test_the_figures_are_clean_wide_and_on_a_phone(visit, official):
    opened(visit(official), FIGURES, "official-figures")


def test_from_home_to_a_board_page_that_is_one_sheet(visit, official):
    page = visit(official)
    page.goto("/")
    page.click("main a:text('Figures')")
    page.click("main .head-do a:text('Board page')")
    page.wait_for_url(f"**{FIGURES}board/")
    opened(page, f"{FIGURES}board/", "official-board")
    paper = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True)))
    assert len(paper.pages) == 1
    text = paper.pages[0].extract_text()
    assert "What the board is asked" in text
    assert "Walt Brannigan" not in text
