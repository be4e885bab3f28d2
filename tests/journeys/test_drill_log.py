"""An officer logs a clean drill on a phone: few taps, under a minute, also where there is no signal."""

import re
import time

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from playwright.sync_api import expect

from tests import builders
from tests.builders import PASSWORD
from tests.drilling import a_weekday, make_drill
from tests.journeys.conftest import sign_in
from tests.journeys.looking import look
from tests.plugins.skips import needs_browser

pytestmark = [needs_browser, pytest.mark.django_db(transaction=True)]
MOST_TAPS, MOST_SECONDS = 6, 60
DRILL_PAGE = re.compile(r"/c/juniper/drills/\d+/$")


class Thumb:
    """Taps on a page, and counts them."""

    def __init__(self, page):
        self.page, self.taps = page, 0

    def __call__(self, what):
        self.page.locator(what).first.click()
        self.taps += 1


@pytest.fixture
def officer(coalition):
    return builders.make_member(coalition=coalition, role="sro", name="Wade Okafor")


@pytest.fixture
def drill(coalition, officer):
    return make_drill(coalition=coalition, drill_on=a_weekday())


@pytest.fixture
def phone(visit, officer, drill):
    page = visit(officer, width=390)
    page.goto("/c/juniper/")
    return page


def fill_in(tap, minutes="7"):
    """From any page to a form that is filled in."""
    tap(".thumb a:text('Log')")
    tap("a:text('Log a drill')")
    planned = tap.page.locator("[name=drill]").first
    if not planned.is_checked():  # at a weekend: it was planned for Friday
        planned.click()
    tap("[name=minutes]")
    tap.page.keyboard.type(minutes)
    tap("label.choice:has-text('Yes, all four')")


def waits(page, head):
    """Until the form says that the drill is on this phone only, and why."""
    expect(page.locator("#unsent")).to_contain_text(f"{head} The drill is not logged yet.")


def is_logged(page, drill):
    """Until the page of the drill says so."""
    page.wait_for_url(DRILL_PAGE)
    expect(page.locator("main")).to_contain_text("Logged.")
    drill.refresh_from_db()
    assert (drill.state, drill.minutes) == ("held", 7)
    assert page.evaluate("Object.keys(localStorage).filter((key) => key.startsWith('drill'))") == []


def test_a_clean_drill_takes_six_taps_and_less_than_a_minute(phone, drill):
    tap, began = Thumb(phone), time.monotonic()
    fill_in(tap)
    look(phone, "drill-log")
    tap("button:text('Log drill')")
    is_logged(phone, drill)
    assert tap.taps <= MOST_TAPS
    assert time.monotonic() - began < MOST_SECONDS


def test_without_a_signal_it_is_logged_once_when_the_signal_is_back(phone, drill):
    tap = Thumb(phone)
    fill_in(tap)
    phone.context.set_offline(True)
    tap("button:text('Log drill')")
    waits(phone, "No signal.")
    look(phone, "drill-log-without-signal")
    drill.refresh_from_db()
    assert drill.is_planned
    phone.context.set_offline(False)
    is_logged(phone, drill)
    assert tap.taps <= MOST_TAPS


def test_a_page_that_was_closed_offers_what_it_kept(phone, drill):
    tap = Thumb(phone)
    fill_in(tap)
    phone.context.set_offline(True)
    tap("button:text('Log drill')")
    waits(phone, "No signal.")
    phone.close()
    phone = phone.context.new_page()
    phone.context.set_offline(False)
    phone.goto("/c/juniper/drills/log/")
    tap = Thumb(phone)
    expect(phone.locator("#local")).to_contain_text("not logged")
    tap("#local-use")
    expect(phone.locator("[name=minutes]")).to_have_value("7")
    tap("button:text('Log drill')")
    is_logged(phone, drill)


def test_signed_out_it_is_kept_and_offered_after_signing_in(phone, drill, officer):
    tap = Thumb(phone)
    fill_in(tap)
    Session.objects.all().delete()
    tap("button:text('Log drill')")
    waits(phone, "You are signed out.")
    tap("#unsent a")
    sign_in(phone, officer.email, PASSWORD)
    tap("#local-use")
    tap("button:text('Log drill')")
    is_logged(phone, drill)


def test_a_page_older_than_the_sign_in_says_so(phone, drill):
    tap = Thumb(phone)
    fill_in(tap)
    phone.context.clear_cookies(name=settings.CSRF_COOKIE_NAME)
    tap("button:text('Log drill')")
    waits(phone, "This page is older than your sign-in, or you may no longer log drills here.")
    tap("#unsent a")
    tap("#local-use")
    tap("button:text('Log drill')")
    is_logged(phone, drill)


def test_what_is_wrong_is_said_and_what_was_typed_stays(phone, drill):
    tap = Thumb(phone)
    fill_in(tap, minutes="0")
    tap("button:text('Log drill')")
    expect(
        phone.locator("#div_id_minutes .error-text, #div_id_minutes .invalid-feedback")
    ).to_contain_text("1 at least")
    expect(phone.locator("#local")).to_be_hidden()
    phone.fill("[name=minutes]", "7")
    tap("button:text('Log drill')")
    is_logged(phone, drill)
