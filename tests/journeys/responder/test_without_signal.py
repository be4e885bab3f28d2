"""A school where there is no signal: its pages open, not after signing out, and the log hears of it."""

import pytest
from playwright.sync_api import Error, expect

from coalitions.memberships.models.membership import Membership
from tests import at_hand, builders
from tests.journeys.conftest import session_cookie
from tests.journeys.looking import look, opened
from tests.journeys.responder.steps import (
    CACHES,
    FROM_PHONE,
    PLAN,
    SCHOOL,
    is_from_phone,
    keep,
    keeps,
    openings,
    told,
)
from tests.plugins.skips import needs_browser

pytestmark = [needs_browser, pytest.mark.django_db(transaction=True)]
# What a browser says that has neither signal nor the page.
NO_PAGE = "ERR_INTERNET_DISCONNECTED|ERR_FAILED"


def opens_nothing(phone, address):
    """In a new tab: what a browser shows instead of a page leads on by itself."""
    with pytest.raises(Error, match=NO_PAGE):
        phone.context.new_page().goto(address)


def test_the_pages_open_with_the_network_off(phone):
    phone.context.set_offline(True)
    phone.goto("/responder/")
    is_from_phone(phone)
    phone.click("main h2 a:text('Juniper Elementary')")
    is_from_phone(phone)
    expect(phone.locator("[data-hand=signal]")).to_contain_text("No signal since")
    expect(phone.locator("main")).to_contain_text("Stage on the front drive")
    expect(phone.locator("main")).to_contain_text("310 Quarry Road")
    expect(phone.get_by_role("link", name="989-555-0150")).to_have_attribute(
        "href", "tel:+19895550150"
    )
    look(phone, "responder-school-without-signal")
    phone.click(".hand-ways a:text('Plan')")
    is_from_phone(phone)
    expect(phone.locator("h2:text('Security')")).to_be_visible()
    look(phone, "responder-plan-without-signal")


def test_what_is_restricted_is_on_no_page_that_the_phone_keeps(phone):
    texts = phone.evaluate(
        """async () => {
          const found = [];
          for (const name of await caches.keys()) {
            const cache = await caches.open(name);
            for (const request of await cache.keys()) found.push(await (await cache.match(request)).text());
          }
          return found.join(" ");
        }"""
    )
    assert "Stage on the front drive" in texts
    assert "4711" not in texts


def test_an_opening_without_signal_is_logged_when_the_phone_is_back(phone, fire):
    phone.context.set_offline(True)
    phone.goto(SCHOOL)
    is_from_phone(phone)
    phone.goto(PLAN)
    is_from_phone(phone)
    expect(phone.locator("[data-hand=says]")).to_contain_text("You opened 2 pages without a signal")
    assert openings(fire) == []
    with told(phone):
        phone.context.set_offline(False)
    expect(phone.locator(FROM_PHONE)).to_be_hidden()
    keeps(phone, 1)
    assert openings(fire) == [("plan", "juniper"), ("school", "juniper")]


def test_any_page_tells_what_was_opened_and_no_other_account_does(phone, fire, nadia, live_server):
    phone.context.set_offline(True)
    phone.goto(SCHOOL)
    is_from_phone(phone)
    phone.goto("about:blank")
    phone.context.set_offline(False)
    phone.context.add_cookies([session_cookie(nadia, live_server.url)])
    phone.goto("/help/")
    keeps(phone, 1)
    assert openings(fire) == openings(nadia) == []
    phone.context.add_cookies([session_cookie(fire, live_server.url)])
    with told(phone):
        phone.goto("/responder/")
    assert openings(fire) == [("school", "juniper")]
    assert openings(nadia) == []


def test_after_signing_out_nothing_opens_and_what_was_opened_is_told_before(phone, fire):
    phone.context.set_offline(True)
    phone.goto(SCHOOL)
    is_from_phone(phone)
    phone.goto("about:blank")
    phone.context.set_offline(False)
    phone.goto("/accounts/logout/")
    phone.click("main button:text('Sign out')")
    phone.wait_for_url(lambda url: "logout" not in url)
    assert phone.evaluate(CACHES) == 0
    assert openings(fire) == [("school", "juniper")]
    phone.context.set_offline(True)
    for address in ("/responder/", SCHOOL, PLAN):
        opens_nothing(phone, address)


def test_when_the_membership_has_ended_the_phone_loses_it_with_the_first_signal(phone, fire):
    Membership.objects.filter(person__account=fire).update(ends_on=builders.LONG_AGO)
    assert phone.goto(SCHOOL).status == 404
    phone.context.set_offline(True)
    opens_nothing(phone, SCHOOL)


def test_what_is_over_is_not_shown_without_a_signal_either(phone):
    phone.evaluate(
        """async (address) => {
          const [name] = await caches.keys();
          const cache = await caches.open(name);
          const page = await cache.match(address);
          const headers = new Headers(page.headers);
          headers.set("X-Kept-Until", "2026-01-01T00:00:00Z");
          await cache.put(address, new Response(await page.text(), { headers }));
        }""",
        SCHOOL,
    )
    phone.context.set_offline(True)
    phone.goto(PLAN)
    is_from_phone(phone)
    opens_nothing(phone, SCHOOL)


def test_it_is_taken_off_the_phone_and_put_back(phone):
    phone.click("button:text('Remove from this phone')")
    expect(phone.locator("[data-hand=says]")).to_have_text("Nothing is kept on this phone.")
    assert phone.evaluate(CACHES) == 0
    phone.reload()
    expect(phone.locator("[data-hand=says]")).to_have_text("Nothing is kept on this phone.")
    phone.click("button:text('Keep on this phone')")
    phone.wait_for_selector("[data-hand=says][data-kept=yes]")
    expect(phone.locator("[data-hand=kept]")).to_contain_text("On this phone as of")


def test_without_a_script_the_pages_open_where_there_is_a_signal(visit, fire):
    page = visit(fire, width=390, java_script_enabled=False)
    page.goto("/responder/")
    page.click("main h2 a:text('Juniper Elementary')")
    expect(page.locator("main")).to_contain_text("Stage on the front drive")
    expect(page.locator(FROM_PHONE)).to_be_hidden()


def test_who_looks_as_another_role_keeps_nothing(visit, hand, nadia):
    page = visit(nadia)
    page.goto("/c/juniper/view-as/")
    page.click("main button[value=fire]")
    page.goto(SCHOOL)
    expect(page.locator("h1")).to_contain_text("Juniper Elementary")
    assert page.evaluate(CACHES) == 0
    assert openings(nadia, "opened") == []


def test_a_newer_number_is_on_the_phone_after_the_next_visit(phone, hand):
    type(hand.contact).objects.update(day_phone="989-555-0199")
    keep(phone)
    phone.context.set_offline(True)
    phone.goto(SCHOOL)
    expect(phone.get_by_role("link", name="989-555-0199")).to_be_visible()
    assert at_hand.SECRET not in phone.content()


def test_the_list_and_the_log_are_clean_wide_and_on_a_phone(phone, fire):
    look(phone, "responder-list")
    opened(phone, "/c/juniper/openings/", "responder-log")
