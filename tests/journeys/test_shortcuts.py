"""Keys of the page: they act where nobody writes or chooses, and nowhere else."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from plans.word_in.actions.importing import keep_word_file
from plans.word_in.parsed_plan import ParsedPlan, ParsedSection
from tests.plugins.skips import needs_browser

pytestmark = [needs_browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def placing(visit, administrator, coalition, settings, tmp_path):
    """The page that places the passages of a Word file, with one that needs a person."""
    settings.MEDIA_ROOT = tmp_path
    sections = (ParsedSection("Bells", 1, "<p>Two short rings.</p>"),)
    parsed_plan = ParsedPlan(
        "plan.docx", "a" * 64, 40, sections, before=(), warnings=(), comments=()
    )
    file = keep_word_file(
        coalition=coalition,
        title="Our plan",
        content=b"x",
        parsed_plan=parsed_plan,
        by=administrator,
    )
    page = visit(administrator)
    page.goto(reverse("word_in_file", args=[coalition.slug, file.pk]))
    return page


def test_a_letter_in_a_list_of_places_looks_for_a_place(placing):
    places = placing.locator("tr[data-passage] select").first
    before = placing.url
    places.focus()
    placing.keyboard.press("s")
    # What follows a key that led away would not be in this page any more.
    expect(places).to_be_focused()
    expect(places.locator("option:checked")).to_have_text("Section of its own")
    assert placing.url == before


def test_the_same_letter_on_the_link_shows_the_passage(placing):
    placing.locator("tr[data-passage] a").first.focus()
    placing.keyboard.press("Control+s")
    with placing.expect_navigation():
        placing.keyboard.press("s")
    expect(placing.locator("h1")).to_contain_text("Bells")


def test_escape_closes_a_switcher_and_gives_the_focus_back(placing):
    switcher = placing.locator("details.switch summary").first
    switcher.click()
    placing.keyboard.press("Tab")
    placing.keyboard.press("Escape")
    expect(switcher).to_be_focused()
    expect(placing.locator("details.switch[open]")).to_have_count(0)
