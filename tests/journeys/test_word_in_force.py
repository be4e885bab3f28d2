"""Flow A of the design.

An administrator imports a Word plan and gets it in force, in at most 18 clicks of her own.
"""

import io

import docx
import pytest
from playwright.sync_api import expect

from plans.editions.models.edition import Edition
from plans.editions.models.section import Section
from plans.review import actions
from plans.signing.actions import signing
from plans.word_in.models.passage import Passage
from tests.journeys.accessibility import faults
from tests.journeys.steps import said
from tests.plans.life import make_signer
from tests.plugins.skips import needs_browser

pytestmark = [needs_browser, pytest.mark.django_db(transaction=True)]
MOST_CLICKS = 18
# Where the four passages go that the portal could not place: two of them into the federal
# structure.
PLACES = {
    "Cafeteria menu": "own",
    "Mr. H's room": "purpose",
    "Radio list": "left_out",
    "Old letter": "own",
}


class Hand:
    """Clicks of one person, counted. Choosing in a list is two: to open it, and to take one."""

    def __init__(self, page):
        self.page, self.clicks = page, []

    def click(self, words):
        self.clicks.append(words)
        link = self.page.locator("main").get_by_text(words, exact=True)
        button = self.page.locator(f"main input[type=submit][value='{words}']")
        link.or_(button).first.click()

    def press(self, selector):
        self.clicks.append(selector)
        self.page.click(selector)

    def choose(self, label, value):
        self.clicks += [label, value]
        self.page.get_by_label(label).select_option(value)


def plan_in_word():
    """Two headings that are sure, one that is not, four that are no part of any federal structure."""
    document = docx.Document()
    for title in ("Lockdown", "Bomb threat", "Threat and hazard list", *PLACES):
        document.add_heading(title, 1)
        document.add_paragraph(f"This is what our school says about it, under {title}.")
    out = io.BytesIO()
    document.save(out)
    return {
        "name": "our plan.docx",
        "mimeType": "application/octet-stream",
        "buffer": out.getvalue(),
    }


def test_from_a_word_file_to_a_plan_in_force(visit, coalition, administrator):
    fire = make_signer(coalition=coalition)
    page = visit(administrator)
    page.goto("/c/juniper/plans/")
    hand = Hand(page)
    bring_in(hand)
    place(hand)
    edition = Edition.objects.get()
    assert [(each.level, each.title, each.target) for each in edition.sections.present()] == [
        (1, "Lockdown", "lockdown"),
        (1, "Bomb threat", "bomb_threat"),
        (1, "Threat and hazard list", "threat_hazard_annexes"),
        (1, "Cafeteria menu", ""),
        (1, "Mr. H's room", "purpose"),
        (1, "Old letter", ""),
    ]
    review(hand, edition)
    freeze(hand)
    row = edition.signatures.get(state="asked")
    signing.sign(signature=row, typed_name=row.signer_name, by=fire, fingerprint=row.content_hash)
    put_in_force(hand)
    assert Edition.objects.get().status == "in_force"
    assert not Section.objects.filter(title="Radio list").exists()
    assert len(hand.clicks) <= MOST_CLICKS, hand.clicks
    word_comes_back(page)


def word_comes_back(page):
    """The plan in force as a Word file, imported again: the same sections.

    What only people could place, they place again.
    """
    page.get_by_role("link", name="Print or download").click()
    with page.expect_download() as started:
        page.locator("main a[href$='/export/docx/']").click()
    page.goto("/c/juniper/plans/import/")
    page.get_by_label("Title of the plan").fill("The plan of the annex")
    word = {"mimeType": "application/octet-stream", "buffer": started.value.path().read_bytes()}
    page.set_input_files("[name=file]", {"name": started.value.suggested_filename} | word)
    expect(page.locator("h1")).to_have_text("Place what could not be placed: 3 passages")
    assert list(Passage.objects.order_by("position").values_list("title", flat=True)) == [
        *(
            "Lockdown",
            "Bomb threat",
            "Threat and hazard list",
            "Cafeteria menu",
            "Mr. H's room",
            "Old letter",
        )
    ]


def bring_in(hand):
    hand.click("Import a Word file")
    with hand.page.expect_file_chooser() as chooser:
        hand.press("[name=file]")
    chooser.value.set_files(plan_in_word())
    expect(hand.page.locator("h1")).to_have_text("Place what could not be placed: 4 passages")
    assert faults(hand.page) == []
    # S shows the passage in the file (not from the list of places, where it looks for one), and
    # Back finds the page again.
    hand.page.get_by_label("Show in file: Radio list").focus()
    hand.page.keyboard.press("s")
    expect(hand.page.locator("h1")).to_have_text("Radio list")
    assert faults(hand.page) == []
    hand.page.go_back()


def place(hand):
    hand.page.fill("[name=reason]", "Kept by the office.")
    for title, value in PLACES.items():
        hand.choose(f"What it stands for: {title}", value)
    hand.click("Accept 1 proposal")
    expect(hand.page.locator("h1")).to_have_text("Every passage has its place: 7 passages")
    hand.click("Make draft of edition 1")
    expect(hand.page.locator("h1")).to_contain_text("edition 1")


def review(hand, edition):
    hand.click("Ask for review")
    hand.click("Send to reviewers")
    said(hand.page, "asked.")
    for reviewer in edition.rounds.get().reviewers.all():
        actions.decide(
            reviewer=reviewer, decision="approves", by=reviewer.membership.person.account
        )
    hand.page.reload()


def freeze(hand):
    hand.page.goto("/c/juniper/plans/")
    hand.page.click("main th a")
    hand.click("Close review and freeze")
    hand.page.wait_for_load_state()
    if hand.page.locator("button:has-text('Close the round')").count():
        hand.click("Close the round")
        hand.click("Freeze for signatures")
    hand.press("main form button[type=submit]")
    said(hand.page, "Edition 1 is frozen.")


def put_in_force(hand):
    hand.page.reload()
    hand.click("Put in force")
    hand.press("main button.btn-primary")
    said(hand.page, "Edition 1 is in force.")
