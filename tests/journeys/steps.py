"""What people do on any page, in their words: fill, press, follow, and what the portal says."""

from playwright.sync_api import expect


def fill(page, **fields):
    for name, value in fields.items():
        page.fill(f"main [name={name}]", value)


def press(page, words):
    """The one button of the page with exactly these words."""
    page.locator(
        f"main button:text-is('{words}'), main input[type=submit][value='{words}']"
    ).first.click()
    page.wait_for_load_state()


def follow(page, words):
    """The first link of the page that can be seen and has these words."""
    page.locator("main a:visible", has_text=words).first.click()
    page.wait_for_load_state()


def open_plan(page):
    """The workspace of the first plan of one's coalition."""
    page.click("nav >> text=Plans")
    page.click("main th a")
    has_opened(page)


def has_opened(page):
    """Wait for a workspace.

    What can be seen is asked only of a page that is there, with its styles.
    """
    page.locator("#sections").wait_for(state="attached")
    page.wait_for_load_state()


def open_section(page, title):
    has_opened(page)
    jump = page.locator("a[href='#sections']")
    if jump.is_visible():
        jump.click()
    link = page.locator("#sections a", has_text=title).first
    if not link.is_visible():
        page.locator(
            "#sections details:not([open])", has=page.locator("a", has_text=title)
        ).first.locator("summary").first.click()
    link.click()
    expect(page.locator(".doc-head h2")).to_contain_text(title)


def said(page, words):
    """The line that follows what was done."""
    expect(page.locator(".toast-line").first).to_contain_text(words)
