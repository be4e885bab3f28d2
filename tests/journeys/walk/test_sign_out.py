"""What signing out leaves on a phone, and what it says of it."""

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import session_cookie
from tests.journeys.looking import look
from tests.journeys.walk.steps import (
    all_sent,
    answer,
    on_phone,
    picture,
    says,
)
from tests.plugins.skips import needs_browser

pytestmark = [needs_browser, pytest.mark.django_db(transaction=True)]
CACHES = "() => caches.keys().then((names) => names.length)"


def sign_out(page):
    page.goto("/accounts/logout/")


def test_signing_out_takes_everything_off_the_phone_that_was_sent(phone, assessment, officer):
    answer(phone, "district.01", "No", note="Restricted", photos=[picture("red")])
    all_sent(phone)
    sign_out(phone)
    expect(phone.locator("#kept-here")).to_be_hidden()
    phone.click("main button:text('Sign out')")
    phone.wait_for_url(lambda url: "logout" not in url)
    assert phone.evaluate(CACHES) == 0
    for kind in ("answers", "photos", "drafts"):
        assert on_phone(phone, officer, kind, "id") == []


def test_signing_out_says_what_is_kept_for_whom_and_keeps_it(phone, assessment, officer):
    answer(phone, "district.01", "Yes")
    all_sent(phone)
    phone.context.set_offline(True)
    answer(phone, "digital.01", "No", photos=[picture("red")])
    says(phone, "No signal.")
    # The portal answers pages, and nothing that is sent.
    phone.route("**/photos/", lambda route: route.fulfill(status=429))
    phone.context.set_offline(False)
    says(phone, "The portal does not answer.")
    sign_out(phone)
    expect(phone.locator("#kept-here")).to_contain_text(
        f"1 answer and 1 photo of a site walk are only on this phone. They stay on it for {officer} alone"
    )
    look(phone, "walk-sign-out")
    phone.click("main button:text('Sign out')")
    phone.wait_for_url(lambda url: "logout" not in url)
    assert phone.evaluate(CACHES) == 0
    assert on_phone(phone, officer, "answers", "item") == ["digital.01"]
    assert len(on_phone(phone, officer, "photos", "sha256")) == 1


def test_who_signs_in_next_finds_no_page_of_the_walk(phone, assessment, administrator, live_server):
    assert phone.evaluate(CACHES) == 1
    phone.context.add_cookies([session_cookie(administrator, live_server.url)])
    phone.goto("/help/")
    phone.wait_for_function("() => caches.keys().then((names) => names.length === 0)")
