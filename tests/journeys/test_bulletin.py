"""A bulletin from a phone to its readers: sent in under a minute, read by three, seen by nobody else."""

import csv
import io

import pytest
from playwright.sync_api import expect

from coalitions.access.roles import Role
from coalitions.bulletins.models.bulletin import Bulletin
from coalitions.bulletins.models.recipient import BulletinReading, BulletinTelling
from safety_portal.core.notices.models import Message
from tests import builders, bulletins
from tests.journeys.accessibility import faults
from tests.journeys.steps import fill, follow, press, said
from tests.plugins.skips import needs_browser

pytestmark = [needs_browser, pytest.mark.django_db(transaction=True)]
# What two thumbs type, and what looking for the next thing and touching it takes.
CHARACTERS_A_SECOND, SECONDS_A_TOUCH, A_MINUTE = 3, 2, 60
TYPED = {
    "title": bulletins.TITLE,
    "text": "A grey van stood on Mill Street on three days.",
    "ask": "Two adults at door 3 at dismissal.",
    "source": "Sheriff’s Office",
}
PHONE = {"width": 390}
LIST = "/c/juniper/bulletins/"


@pytest.fixture
def administrators(coalition, cast):
    names = ("Nadia Strand", "Omar Reyes")
    more = [
        builders.make_member(coalition=coalition, role=Role.ADMINISTRATOR, name=name)
        for name in names
    ]
    return [cast.administrator, *more]


def write(page):
    """What an officer types on the phone: four things, the rest is filled in. Returns how many
    seconds that takes: as a person's, since those of the machine say nothing.
    """
    page.goto(LIST)
    follow(page, "Send a bulletin")
    fill(page, **TYPED)
    touched = 1 + len(TYPED) + 1
    return touched * SECONDS_A_TOUCH + sum(map(len, TYPED.values())) / CHARACTERS_A_SECOND


def test_sent_on_a_phone_read_by_three_and_seen_by_nobody_else(visit, cast, administrators):
    officer = visit(cast.sro, **PHONE)
    assert write(officer) < A_MINUTE
    press(officer, "Send the bulletin")
    said(officer, "Sent to 3 people.")
    bulletin = Bulletin.objects.get()
    for account in administrators:
        read(visit(account), bulletin)
    officer.reload()
    expect(officer.locator("h1")).to_contain_text("All 3 it is for have read")
    agree(officer, bulletin)
    for role in ("teacher", "parent", "official"):
        see_nothing(visit(getattr(cast, role)), bulletin)


def read(page, bulletin):
    """From the home page to the button at its end."""
    page.goto("/")
    page.locator(".aside").get_by_role("link", name=bulletin.title).click()
    press(page, "I have read it")
    said(page, "You have read")


def agree(page, bulletin):
    """What the page says of mail and readings is what the outbox and the log have."""
    mails = Message.objects.filter(kind="bulletin")
    assert mails.count() == BulletinTelling.objects.count() == 3
    expect(page.locator("table .word-met")).to_have_count(3)
    confirmed = BulletinReading.objects.filter(bulletin=bulletin, way="confirmed")
    assert confirmed.count() == 3
    receipts = page.request.get(f"{LIST}{bulletin.pk}/receipts.csv").body().decode("utf-8-sig")
    lines = list(csv.DictReader(io.StringIO(receipts)))
    assert [line["Receipt"].split()[0] for line in lines] == ["Read"] * 3
    assert {line["Person"] for line in lines} == set(mails.values_list("to_name", flat=True))


def see_nothing(page, bulletin):
    """Not on home, in the menu, by its address, nor that of the list; its address answers as one
    at which nothing ever was.
    """
    for path in ("/", "/menu/", "/mine/", "/accounts/messages/"):
        page.goto(path)
        assert bulletin.title not in page.content()
    response = page.request.get(f"{LIST}{bulletin.pk}/")
    nowhere = page.request.get(f"{LIST}{bulletin.pk + 1}/")
    assert (response.status, nowhere.status) == (404, 404)
    assert response.text() == nowhere.text().replace(f"/{bulletin.pk + 1}/", f"/{bulletin.pk}/")
    assert page.request.get(LIST).status == 403


def test_without_javascript_it_is_sent_and_read(visit, cast, administrators):
    officer = visit(cast.sro, **PHONE, java_script_enabled=False)
    write(officer)
    press(officer, "Send the bulletin")
    said(officer, "Sent to 3 people.")
    read(visit(cast.administrator, java_script_enabled=False), Bulletin.objects.get())


def test_what_was_typed_is_sent_by_a_reload_after_a_lost_connection(visit, cast, administrators):
    officer = visit(cast.sro, **PHONE)
    write(officer)
    officer.context.set_offline(True)
    officer.locator("main input[type=submit]").click()
    officer.wait_for_url("chrome-error://**")
    officer.context.set_offline(False)
    officer.reload()
    said(officer, "Sent to 3 people.")
    assert Bulletin.objects.get().ask == "Two adults at door 3 at dismissal."


@pytest.mark.parametrize("width", [1280, 390, 320])
def test_its_pages_are_accessible_and_fit(visit, coalition, cast, administrators, width):
    sent = bulletins.send(coalition=coalition, by=cast.sro)
    page = visit(cast.sro, width=width)
    one = f"{LIST}{sent.pk}/"
    for path in (LIST, f"{LIST}send/", one, f"{one}news/", f"{one}withdraw/", f"{one}readings/"):
        page.goto(path)
        assert faults(page) == []
        assert not page.evaluate("document.documentElement.scrollWidth > innerWidth"), path
