"""A plan as a file: out as a PDF, in as a real plan of eighty sections."""

from playwright.sync_api import expect

from tests.journeys.steps import follow, press
from tests.plugins.skips import SHARED, needs_browser, needs_pango, needs_shared

pytestmark = needs_browser


STONEYBROOK = SHARED / "data" / "3-plans" / "stoneybrook_middle_school_EOP_basic_plan.docx"


@needs_pango
def test_a_plan_in_force_as_pdf(enter):
    page = enter("tom.hesse@cedar.example")
    page.goto("/c/cedar-county/plans/")
    page.click("main th a")
    follow(page, "Print or download")
    press(page, "Make the PDF")
    # Some 80 pages with contents and running heads: minutes on a machine that is busy. The page
    # asks by itself.
    ready = page.get_by_role("link", name="Download the PDF")
    expect(ready).to_be_visible(timeout=180_000)
    answer = page.context.request.get(ready.get_attribute("href"))
    assert (answer.status, answer.body()[:5]) == (200, b"%PDF-")


@needs_shared
def test_stoneybrook_comes_in_by_the_page(enter):
    page = enter("selma.rowntree@cedar.example")
    page.goto("/c/foxglove/plans/import/")
    page.fill("[name=title]", "Stoneybrook")
    page.set_input_files("[name=file]", STONEYBROOK)
    expect(page.locator("dl.sums")).to_contain_text("80")
    press(page, "Make draft of edition 1")
    expect(page.locator("h1")).to_contain_text("Stoneybrook")
    expect(page.locator("#sections a")).to_have_count(80)
