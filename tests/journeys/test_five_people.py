"""One plan's way from a school without a coalition to readers and a trained officer, as five
people, in a real browser.
"""

import io
import re
from datetime import timedelta

import docx
from django.utils import timezone
from playwright.sync_api import expect

from safety_portal.demo.cast import PASSWORD
from tests import builders
from tests.journeys.accessibility import faults
from tests.journeys.joining import (
    ANA,
    FIRE,
    OFFICER,
    PEOPLE,
    TEACHER,
    accept,
    form_the_coalition,
    invite,
    take_the_seat,
)
from tests.journeys.steps import fill, follow, open_plan, open_section, press, said
from tests.plugins.skips import needs_browser

pytestmark = needs_browser

EDITOR = ".ProseMirror[contenteditable=true]"
# From home: Log, the course, Yesterday, the certificate's field, the photo, Log training. The
# product allows six.
MOST_TAPS = 6


def test_the_journey_of_five_people(enter, demo_portal):
    form_the_coalition(enter("dana.whitlock@cedar.example"))
    ana, fire, officer, teacher = (
        accept(enter(), ANA),
        enter(width=390),
        enter(width=390, has_touch=True),
        enter(),
    )
    invite(ana)
    for page, email in ((fire, FIRE), (officer, OFFICER), (teacher, TEACHER)):
        accept(page, email)
    take_the_seat(ana, "Principal", ANA)
    bring_in(ana)
    write(ana)
    review(ana, fire)
    freeze_and_sign(ana, fire)
    put_in_force(ana)
    acknowledge(teacher)
    log_training(officer)
    verify(ana)
    remind(ana, demo_portal)
    take_home(ana)
    leave(ana, teacher)


def word_file():
    """A plan as a school has it: headings, a list, a table."""
    document = docx.Document()
    for level, title, text in (
        (1, "Basic Plan", "This plan is for Willow Bend Elementary."),
        (2, "Purpose", "It says who does what before, during and after an emergency."),
        (1, "Functional Annexes", ""),
        (2, "Lockdown", "All doors are locked from the inside."),
        (2, "Security", "Keys are kept in the safe of the office."),
    ):
        document.add_heading(title, level)
        document.add_paragraph(text)
    table = document.add_table(rows=2, cols=2)
    for cell, words in zip(
        (cell for row in table.rows for cell in row.cells),
        ("What", "Who", "Radio", "Office"),
        strict=True,
    ):
        cell.text = words
    out = io.BytesIO()
    document.save(out)
    return {"name": "willow.docx", "mimeType": "application/octet-stream", "buffer": out.getvalue()}


def bring_in(page):
    """A Word file becomes a draft after a look at what is in it."""
    page.click("nav >> text=Plans")
    follow(page, "Import a Word file")
    page.set_input_files("[name=file]", word_file())
    expect(page.locator("h1")).to_have_text("1 passage unsure: look at what it stands for")
    press(page, "Make draft of edition 1")
    expect(page.locator("h1")).to_contain_text("edition 1")


def write(page):
    """Edit one section, name it a protocol of teachers and officers, restrict another."""
    open_section(page, "Lockdown")
    page.click("text=Edit section")
    page.locator(f"{EDITOR} p").first.click()
    page.keyboard.press("End")
    page.keyboard.type(" Lights are off.")
    page.fill("[name=reason]", "Learned in the spring drill.")
    page.click("#save")
    said(page, "Revision 2 of “Lockdown” saved.")
    set_up(page, "Lockdown", lambda: [page.check(f"[value={role}]") for role in ("teacher", "sro")])
    set_up(page, "Security", lambda: page.check("[value=restricted]"))


def set_up(page, title, choose):
    open_section(page, title)
    page.click("text=Edit section")
    follow(page, "Readers and title")
    choose()
    press(page, "Save these settings")
    page.wait_for_selector(".toast-line")


def review(ana, fire):
    """The fire chief, on a phone, comments, decides with a condition, and approves when it is met."""
    follow(ana, "Ask for review")
    ana.uncheck("label:has-text('Ana Castle')")
    press(ana, "Send to reviewers")
    said(ana, "1 reviewer asked.")
    fire.goto("/")
    fire.locator(".todo-what a[href*='/review/']").first.click()
    fire.click("main >> text=Open edition 1")
    open_section(fire, "Lockdown")
    fire.fill("#comment-body", "Say who checks the doors.")
    press(fire, "Add comment")
    said(fire, "Your comment is added.")
    fire.goto("/")
    fire.locator(".todo-what a[href*='/review/']").first.click()
    fire.check("[name=decision][value=approves]")
    press(fire, "Record my decision")
    said(fire, "Your decision on edition 1 is recorded.")
    open_plan(ana)
    open_section(ana, "Lockdown")
    expect(ana.locator("main")).to_contain_text("Say who checks the doors.")
    ana.click("[aria-label='Resolve the comment of Cal Reyes']")
    said(ana, "Resolved.")


def freeze_and_sign(ana, fire):
    """The text is frozen; two sign with their passwords, what is vacant is waived."""
    open_plan(ana)
    follow(ana, "Close review and freeze")
    if ana.locator("button:has-text('Close the round')").count():
        press(ana, "Close the round")
        follow(ana, "Freeze for signatures")
    ana.click(
        "main form button[type=submit]"
    )  # not everybody has decided: the strong one leads back to them
    said(ana, "Edition 1 is frozen.")
    signatures = ana.url
    for page, email in ((fire, FIRE), (ana, ANA)):
        page.goto("/")
        page.locator(".todo-what a[href*='/signatures/']:not([href$='/signatures/'])").first.click()
        fill(page, typed_name=PEOPLE[email], password=PASSWORD)
        press(page, "Sign edition 1")
        said(page, "You signed edition 1.")
    ana.goto(signatures)
    while ana.locator("text=/^Waive the seat/").count():
        ana.locator("text=/^Waive the seat/").first.click()
        fill(ana, because="Nobody holds this seat yet.")
        press(ana, "Waive this seat")
    expect(ana.locator("main")).to_contain_text("Text and signatures agree")


def put_in_force(page):
    follow(page, "Put in force")
    page.click("main button.btn-primary")
    said(page, "Edition 1 is in force.")


def acknowledge(page):
    """The teacher reads her protocol, and nothing that is restricted."""
    page.goto("/")
    page.click("nav >> text=Protocols")
    follow(page, "Read and acknowledge")
    expect(page.locator("main")).to_contain_text("Lights are off.")
    page.check("[name=read]")
    press(page, "Acknowledge 1 protocol")
    said(page, "1 protocol read today.")
    open_plan(page)
    assert "Keys are kept" not in page.content()
    assert "Security" not in page.locator("#sections").inner_text()


def log_training(page):
    """The officer, on a phone, with a photo of the certificate: taps counted from home."""
    page.goto("/")
    taps = []

    def tap(selector):
        taps.append(selector)
        page.locator(selector).first.tap()

    tap("nav.thumb >> text=Log")
    tap("label:has-text('meant for your role')")
    tap("label:has-text('Yesterday')")
    with page.expect_file_chooser() as chooser:
        tap("[name=certificate]")
    taps.append("the photo in the chooser")
    chooser.value.set_files(
        {"name": "photo.png", "mimeType": "image/png", "buffer": builders.png(size=(80, 60)).read()}
    )
    assert faults(page) == []
    tap("[name=submit]")
    said(page, "Training logged.")
    assert len(taps) <= MOST_TAPS, taps


def verify(page):
    """The administrator looks at the certificate and verifies.

    It was held on another day than it was entered.
    """
    page.click("nav >> text=Training")
    page.goto(page.url + "to-verify/")
    row = page.locator("tr", has_text=PEOPLE[OFFICER])
    assert (
        page.context.request.get(row.get_by_text("Certificate").get_attribute("href")).status == 200
    )
    yesterday = timezone.localdate() - timedelta(days=1)
    assert row.locator(f"time[datetime='{yesterday.isoformat()}']").count() == 1
    row.locator("[name=record]").check()
    press(page, "Verify 1 record")
    expect(page.locator("h1")).to_contain_text("Nothing waits to be verified")


def remind(page, portal):
    """One sweep; the worker sends what it wrote, and the ledger says so."""
    portal.manage("remind")
    page.click("nav >> text=Coalition")
    page.click("main .subtabs >> text=Reminders")
    row = page.locator("tr", has_text=PEOPLE[OFFICER])
    expect(row).to_contain_text("Read and acknowledge 1 protocol")
    for _ in range(20):
        if "Written to a file" in row.inner_text():
            break
        page.wait_for_timeout(500)
        page.reload()
    expect(row).to_contain_text("Written to a file on this server")
    assert PEOPLE[TEACHER] not in page.locator("main table").last.inner_text()


def take_home(page):
    """The book as HTML tells what happened: changes, signatures, waivers, and who got it."""
    open_plan(page)
    follow(page, "Print or download")
    with page.expect_download() as started:
        page.locator("main a[href$='/export/json/']").click()
    assert b"Lights are off." in started.value.path().read_bytes()
    book = page.context.request.get(
        page.locator("main a[href$='/export/html/']").get_attribute("href")
    ).text()
    words = re.sub(r"\s+", " ", re.sub("<[^>]+>", " ", book))
    for told in (
        "Learned in the spring drill.",
        "Nobody holds this seat yet.",
        "Keys are kept in the safe",
    ):
        assert told in words
    # Who opened it in force: the fire chief read it before, the officer never did.
    given_to = words.split("Record of distribution")[-1]
    assert [email for email, name in PEOPLE.items() if name in given_to] == [ANA, TEACHER]


def leave(ana, teacher):
    """Whoever is ended as a member sees nothing from the next request on."""
    address = teacher.url
    assert teacher.context.request.get(address).status == 200
    ana.click("nav >> text=Coalition")
    ana.click(f"[aria-label='End the membership of {PEOPLE[TEACHER]}']")
    fill(ana, because="Moved to another school.")
    press(ana, "End this membership")
    said(ana, "has ended.")
    answer = teacher.context.request.get(address)
    assert answer.status == 404
    assert "Lights are off." not in answer.text()
