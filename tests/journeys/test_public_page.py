"""A page for everybody: published, read by a browser without cookie or script, gone at once."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from tests.briefing import make_brief
from tests.journeys.accessibility import faults
from tests.journeys.steps import press, said
from tests.plugins.skips import needs_browser
from tests.publishing import choose

pytestmark = [needs_browser, pytest.mark.django_db(transaction=True)]
WIDTHS = (320, 390, 1280)
TAB, PUBLIC = "/c/juniper/community/", "/community/juniper/"


@pytest.fixture
def chosen(coalition, nadia):
    """What an administrator chose for it, and a brief that is public."""
    make_brief(coalition=coalition, title="Why doors stay closed")
    concerns = [{"title": "Tip line", "url": "https://tips.example/"}]
    return choose(
        coalition, nadia, introduction="Welcome.", concerns=concerns, letters=["gas_leak"]
    )


def nobody(visit, **options):
    """A browser at nobody's hand, without cookies and without scripts."""
    return visit(java_script_enabled=False, **options)


def wrong_at(page):
    """What axe finds, and whether anything stands out of sight, at each width."""
    found = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        found += [f"{page.url} at {width}: {fault}" for fault in faults(page)]
        if page.evaluate("document.scrollingElement.scrollWidth > window.innerWidth"):
            found.append(f"{page.url} at {width}: scrolls sideways")
    return found


def test_published_read_by_everybody_taken_back_and_gone_at_once(visit, nadia, chosen):
    reader, desk = nobody(visit), visit(nadia)
    assert reader.goto(PUBLIC).status == 404
    desk.goto(TAB)
    expect(desk.locator("h1")).to_have_text("The public page is not public")
    press(desk, "Publish the page")
    said(desk, "The page is public.")
    assert reader.goto(PUBLIC).status == 200
    expect(reader.locator("h1")).to_have_text("School safety in Juniper Elementary")
    reader.get_by_role("link", name="Why doors stay closed").click()
    expect(reader.locator("h1")).to_have_text("Why doors stay closed")
    reader.get_by_role("link", name="Español").click()
    expect(reader.locator("html")).to_have_attribute("lang", "es")
    assert reader.context.cookies() == []
    desk.get_by_role("link", name="Take it back").click()
    press(desk, "Take it back")
    said(desk, "The page is taken back.")
    assert reader.reload().status == 404
    assert reader.goto(PUBLIC).status == 404


def test_axe_finds_nothing_at_any_width(visit, nadia, chosen):
    desk = visit(nadia)
    desk.goto(TAB)
    press(desk, "Publish the page")
    said(desk, "The page is public.")
    page = visit()
    brief = chosen.coalition.briefs.get()
    found = []
    for name, *rest in (("public",), ("brief", brief.pk), ("letter", "gas_leak")):
        for ending in ("", "_es"):
            address = reverse(f"community_{name}{ending}", args=["juniper", *rest])
            assert page.goto(address).status == 200
            found += wrong_at(page)
    assert page.goto("/community/nowhere/").status == 404
    found += wrong_at(page)
    for address in (TAB, f"{TAB}settings/", f"{TAB}translations/", f"{TAB}take-back/"):
        desk.goto(address)
        found += wrong_at(desk)
    assert found == []
    assert page.context.cookies() == []
