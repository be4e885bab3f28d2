"""Three ways walked with the keyboard alone: signing in, logging a training, signing an edition.

Focus can be seen throughout.
"""

import pytest
from playwright.sync_api import expect

from safety_portal.demo.cast import PASSWORD
from tests.plugins.skips import needs_browser

pytestmark = needs_browser
# More than any page of these ways has stops before the one that is wanted.
MOST_STOPS = 80
# The ring stands around what is focused or, for a choice drawn as a button, around its label.
SEEN = """() => {
  const focused = document.activeElement;
  const drawn = [focused, focused.parentElement, focused.nextElementSibling].filter(Boolean);
  return drawn.some((each) => {
    const style = getComputedStyle(each);
    return (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2) || style.boxShadow !== "none";
  });
}"""


@pytest.fixture
def at_the_door(enter):
    """at_the_door(e-mail): a page on the home of who signed in without touching the mouse."""

    def open_page(email):
        page = enter()
        page.goto("/accounts/login/")
        tab_to(page, "[name=login]")
        page.keyboard.type(email)
        tab_to(page, "[name=password]")
        page.keyboard.type(PASSWORD)
        page.keyboard.press("Enter")
        page.wait_for_url(lambda url: "login" not in url)
        return page

    return open_page


def test_the_first_stop_leads_past_the_navigation(at_the_door):
    page = at_the_door("priya.venn@cedar.example")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.matches('.skip')")
    assert page.evaluate("document.activeElement.getBoundingClientRect().top >= 0")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("!!document.activeElement.closest('main')")


def test_a_training_is_logged(at_the_door):
    page = at_the_door("marcus.adeyemi@cedar.example")
    follow(page, "main a[href$='/training/log/']")
    tab_to(page, "[name=course]")
    page.keyboard.press("Space")
    tab_to(page, "[name=day]")
    page.keyboard.press("ArrowRight")
    assert page.locator("[name=day][value=yesterday]").is_checked()
    follow(page, "[name=submit]")
    expect(page.locator(".toast-line")).to_contain_text("Training logged.")


def test_an_edition_is_signed(at_the_door):
    page = at_the_door("grace.lindqvist@cedar.example")
    follow(page, ".todo-what a[href*='/signatures/'][href*='cedar-county']")
    tab_to(page, "[name=typed_name]")
    page.keyboard.type("Grace Lindqvist")
    tab_to(page, "main [name=password]")
    page.keyboard.type(PASSWORD)
    follow(page, "main form.panel button[type=submit]")
    expect(page.locator(".toast-line")).to_contain_text("You signed edition 3.")


def tab_to(page, selector):
    """Go from stop to stop until one matches; it must show that it is focused."""
    for _ in range(MOST_STOPS):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            assert page.evaluate(SEEN), f"{selector} does not show that it is focused"
            return
    raise AssertionError(f"{selector} is not reached by Tab")


def follow(page, selector):
    """Go to a link or button, press Enter, and wait for the page behind it."""
    tab_to(page, selector)
    with page.expect_navigation():
        page.keyboard.press("Enter")
