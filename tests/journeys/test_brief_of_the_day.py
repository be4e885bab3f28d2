"""The seed's own brief on School Resource Officers in a browser: the brief of a day, answered by
two roles, on one page of paper, and on the agenda of a meeting.
"""

import io

import pytest
from django.utils import timezone
from playwright.sync_api import expect
from pypdf import PdfReader

from coalitions.briefs.actions.importing import add_starters
from coalitions.briefs.readers.starter import starters
from tests.journeys.accessibility import faults
from tests.meeting import make_meeting
from tests.plugins.skips import needs_browser

pytestmark = [needs_browser, pytest.mark.django_db(transaction=True)]
TITLE = "School Resource Officers: the partner who is there before the call"
QUESTION = "How do your SRO and your agency decide together"


@pytest.fixture
def library(coalition, administrator):
    add_starters(coalition=coalition, starters=starters(), by=administrator)


def answer_from_home(page, words):
    """Open the brief of the day from the home page and answer its question."""
    page.goto("/")
    aside = page.get_by_role("region", name="Brief of the day")
    expect(aside).to_contain_text("Prevent by collaboration")
    expect(aside).to_contain_text(QUESTION)
    aside.get_by_role("link", name=TITLE).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(TITLE)
    page.get_by_label("Your answer").fill(words)
    page.get_by_role("button", name="Answer", exact=True).click()
    expect(page.locator("#thought + .panel")).to_contain_text(words)


@pytest.mark.usefixtures("library")
def test_the_seeds_own_brief_reaches_a_meeting(visit, coalition, administrator, cast):
    meeting = make_meeting(coalition=coalition, by=administrator)
    answer_from_home(visit(cast.teacher), "We never wrote it down.")
    page = visit(cast.sro, width=390)
    answer_from_home(page, "The list of Monday says whose it is.")
    expect(page.locator("#thought + .panel")).to_contain_text("We never wrote it down.")
    page = visit(administrator)
    page.goto("/")
    page.get_by_role("region", name="Brief of the day").get_by_role("link", name=TITLE).click()
    expect(page.locator(".label").first).to_contain_text("Brief of the day")
    marked = page.locator(".goal-matrix td.is-x")
    expect(marked).to_have_count(3)
    expect(page.locator(".goal-matrix td.is-first")).to_contain_text("first place of this brief")
    page.get_by_role("link", name="Put on a meeting’s agenda").click()
    page.get_by_role("button", name="Put it on the agenda").click()
    expect(page.get_by_role("main")).to_contain_text("On the agenda of")
    expect(page.get_by_role("main")).to_contain_text(QUESTION)
    assert meeting.lines.get(origin_key__startswith="brief:").title.startswith(QUESTION)


@pytest.mark.usefixtures("library")
@pytest.mark.parametrize("width", [1280, 390, 320])
def test_it_is_read_by_everybody_on_every_screen(visit, coalition, administrator, width):
    brief = coalition.briefs.get(code="sro_partner")
    page = visit(administrator, width=width)
    for path in ("", f"{brief.pk}/", f"{brief.pk}/change/", f"{brief.pk}/readers/", "import/"):
        page.goto(f"/c/{coalition.slug}/briefs/{path}")
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        assert faults(page) == []
        assert not page.evaluate("document.documentElement.scrollWidth > innerWidth")


@pytest.mark.usefixtures("library")
def test_printed_from_the_browser_it_is_one_page(visit, coalition, administrator):
    brief = coalition.briefs.get(code="sro_partner")
    page = visit(administrator)
    page.goto(f"/c/{coalition.slug}/briefs/{brief.pk}/")
    expect(page.get_by_role("heading", level=1)).to_have_text(TITLE)
    pdf = PdfReader(io.BytesIO(page.pdf(format="Letter", prefer_css_page_size=True)))
    assert len(pdf.pages) == 1
    printed = " ".join(pdf.pages[0].extract_text().split())
    assert "Prevention goals" in printed
    assert "Watch arrest and referral numbers for fairness." in printed
    assert timezone.localdate().strftime("%Y") in printed
