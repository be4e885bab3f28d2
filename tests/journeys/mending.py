"""How what a walk found is mended, step by step on the page of its loop, as people do it there."""

import re

from playwright.sync_api import expect

from tests import builders
from tests.journeys.steps import fill, follow, has_opened, open_plan, open_section, press, said

EDITOR = ".ProseMirror[contenteditable=true]"
NEW_WORDS = " A door that does not lock becomes an action item the same day."


def open_loop(page, words):
    """From home: the sites, their loops, the one with these words."""
    open_sites(page)
    follow(page, "Loops")
    page.locator("main table a", has_text=words).first.click()
    expect(page.locator("ol.loop")).to_be_visible()


def open_sites(page):
    """From home: by the tabs, on a phone by its menu."""
    page.goto("/")
    tab = page.locator("nav.tabs-bar >> text=Sites")
    if tab.is_visible():
        tab.click()
    else:
        page.click("nav.thumb >> text=Menu")
        follow(page, "Sites")
    page.wait_for_load_state()


def stands(page, words):
    """Wait for what the h1 of the loop says."""
    expect(page.locator("h1")).to_contain_text(words)


def open_item(page, *, what, owner):
    """The form of the step that waits: who does what."""
    fill(page, what=what, how_checked="Try it ten times.")
    page.select_option("[name=owner]", label=owner)
    press(page, "Open the action item")
    said(page, f"Action item opened: {what}")


def show_evidence(page, words):
    fill(page, words=words)
    press(page, "Say it is done")
    said(page, "A second person verifies it now.")


def verify(page, words):
    fill(page, words=words)
    press(page, "Verify")
    said(page, "is verified and closed.")


def name_section(page, title):
    page.select_option("[name=section]", label=title)
    press(page, "Name this section")
    said(page, "Named.")


def change_section(page, title):
    """The next edition, with a sentence more in one section."""
    open_plan(page)
    press(page, "Start edition 2")
    said(page, "Edition 2 started")
    open_section(page, title)
    page.click("text=Edit section")
    page.locator(f"{EDITOR} p").first.click()
    page.keyboard.press("End")
    page.keyboard.type(NEW_WORDS)
    page.fill("[name=reason]", "Found on a walk.")
    page.click("#save")
    said(page, f"of “{title}” saved.")


def open_draft(page):
    """The edition that is in work, from the list of plans."""
    page.click("nav >> text=Plans")
    follow(page, "Edition 2")
    has_opened(page)


def freeze(page):
    """Through a round of review, which does not wait for everybody, to signatures."""
    open_draft(page)
    follow(page, "Ask for review")
    press(page, "Send to reviewers")
    open_draft(page)
    follow(page, "Close review and freeze")
    if page.locator("button:has-text('Close the round')").count():
        press(page, "Close the round")
        follow(page, "Freeze for signatures")
    page.click("main form button[type=submit]")
    said(page, "Edition 2 is frozen.")


def sign(page, name):
    page.goto("/")
    page.locator(".todo-what a[href*='/signatures/']:not([href$='/signatures/'])").first.click()
    fill(page, typed_name=name, password=builders.PASSWORD)
    press(page, "Sign edition 2")
    said(page, "You signed edition 2.")


def put_in_force(page):
    follow(page, "Signatures of edition 2")
    follow(page, "Put in force")
    page.click("main button.btn-primary")
    said(page, "Edition 2 is in force.")


def acknowledge(page):
    page.goto("/")
    page.click("nav >> text=Protocols")
    follow(page, "Read and acknowledge")
    expect(page.locator("main")).to_contain_text(NEW_WORDS.strip())
    page.check("[name=read]")
    press(page, "Acknowledge 1 protocol")
    said(page, "1 protocol read today.")


def days_of(page):
    """Of each step of the loop the words that tell when it was done."""
    steps = page.locator("li.loop-step .loop-when").all_inner_texts()
    return [re.sub(r"\s+", " ", step) for step in steps]
