"""Walk a site in a browser: what a phone does, and what the portal has of it afterwards."""

import hashlib
import io
import os
import re
import signal
from collections import Counter

from django.urls import reverse
from PIL import Image
from playwright.sync_api import expect

from plans.assessments.models.answer import Answer, Photo

SAYS = "[data-walk=says]"
# Milliseconds, for forty photos on a busy machine.
PATIENCE = 60_000
NOTHING_HERE = "Nothing is only on this phone."
# The hash of each photo that this phone keeps, or kept until the portal had it.
HASHES = """account => new Promise((done, fail) => {
  const request = indexedDB.open(`safety-portal-walks-${account}`);
  request.onerror = () => fail(request.error);
  request.onsuccess = () => {
    const all = request.result.transaction("KIND").objectStore("KIND").getAll();
    all.onsuccess = () => { request.result.close(); done(all.result.map((record) => record.FIELD)); };
  };
})"""

# Until `window.isFull` is false, the page can keep nothing on the phone.
FULL = """() => {
  const put = IDBObjectStore.prototype.put;
  window.isFull = true;
  IDBObjectStore.prototype.put = function (record) {
    if (window.isFull) throw new DOMException("The quota has been exceeded.", "QuotaExceededError");
    return put.call(this, record);
  };
}"""


def on_phone(page, account, kind, field):
    """A field of every record of a kind that the phone keeps for an account."""
    return page.evaluate(HASHES.replace("KIND", kind).replace("FIELD", field), str(account.pk))


def address(assessment):
    return reverse("assessment_walk_on_phone", args=[assessment.coalition.slug, assessment.pk])


def open_walk(page, assessment, item=""):
    """Open the walk, until it is on the phone."""
    page.goto(address(assessment) + (f"#{item}" if item else ""))
    page.wait_for_selector("[data-walk=offline][data-kept=yes]", state="attached")


def shows(page, item):
    """Wait for an item on the screen, with its fields."""
    expect(page.locator("[data-walk=question] h1")).to_have_text(f"Is {item} in place?")


def answer(page, item, words, *, note="", photos=()):
    """Answer the item that is on the screen, and save."""
    shows(page, item)
    choose(page, words)
    if note:
        page.fill("#note", note)
    if photos:
        add_photos(page, *photos)
    page.click("text=Save, next item")
    expect(page.locator("[data-walk=question] h1")).not_to_have_text(f"Is {item} in place?")


def choose(page, words):
    page.locator(".choice", has_text=re.compile(f"^\\s*{words}\\s*$")).click()


def add_photos(page, *photos):
    before = page.locator("[data-walk=photos] figure").count()
    page.set_input_files(
        "#photos",
        [
            {"name": f"IMG_{number}.jpg", "mimeType": "image/jpeg", "buffer": photo}
            for number, photo in enumerate(photos, start=1)
        ],
    )
    expect(page.locator("[data-walk=photos] figure")).to_have_count(before + len(photos))


def says(page, words):
    """Wait for what the line of the phone says."""
    expect(page.locator(SAYS)).to_contain_text(words, timeout=PATIENCE)


def all_sent(page):
    """Wait until the portal has all of it."""
    expect(page.locator(SAYS)).to_have_text(NOTHING_HERE, timeout=PATIENCE)


def picture(color, *, size=(64, 48), exif=None):
    """A JPEG in one color, with the data of a camera where `exif` is some."""
    stream = io.BytesIO()
    more = {"exif": exif} if exif else {}
    Image.new("RGB", size, color).save(stream, "JPEG", **more)
    return stream.getvalue()


def received(assessment):
    """What the portal has: how often each (item, answer, note, number of photos) was received."""
    answers = Answer.objects.filter(assessment=assessment)
    return Counter(
        (each.item, each.answer, each.note, len(each.photos)) for each in answers.order_by("pk")
    )


def photos_are_whole(assessment):
    """Every photo that an answer names is there once, and no other; its file is what was kept."""
    named = {
        sha256
        for answer in Answer.objects.filter(assessment=assessment)
        for sha256 in answer.photos
    }
    kept = Photo.objects.filter(assessment=assessment)
    assert sorted(named) == sorted(photo.sha256 for photo in kept)
    for photo in kept:
        with photo.file.open() as stream:
            assert hashlib.sha256(stream.read()).hexdigest() == photo.stored_sha256
    return named


def kill(page):
    """End the browser as a phone without power does."""
    session = page.context.browser.new_browser_cdp_session()
    processes = session.send("SystemInfo.getProcessInfo")["processInfo"]
    browser = next(each["id"] for each in processes if each["type"] == "browser")
    with page.context.expect_event("close"):
        os.kill(browser, signal.SIGKILL)
