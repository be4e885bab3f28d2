"""Nothing typed is lost.

Drafts on the server and on the device, lost networks, ended sessions, a changed sign-in.
"""

import re
from urllib.parse import urlsplit

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import expect

from plans.editions.models.section import Section
from plans.writing.models import Draft
from tests import builders
from tests.journeys.conftest import session_cookie
from tests.journeys.writing import TEXT, edit_url, open_editor, put_cursor_after
from tests.plugins.skips import needs_browser

pytestmark = [needs_browser, pytest.mark.django_db(transaction=True)]

# As the rest of the portal writes a moment: "Typed Mon, Nov 30, 1:02 am."
WHEN = re.compile(r"^Typed (today|yesterday) at \d{1,2}:\d{2} [ap]m\.$")


def test_what_is_typed_is_kept_as_a_draft_and_offered_again(visit, section, administrator):
    page = open_editor(visit(administrator), section)
    put_cursor_after(page, "every semester.")
    page.keyboard.type(" Twice.")
    page.wait_for_selector("#kept:has-text('Draft kept')", timeout=9000)
    assert "Twice." in Draft.objects.get(section=section, account=administrator).html
    section.refresh_from_db()
    assert "Twice." not in section.html

    page.reload()
    page.wait_for_selector(TEXT)
    assert "Twice." in page.inner_text(TEXT)
    assert "This is your unsaved draft" in page.inner_text("main")
    page.click("#save")
    page.wait_for_selector("text=Revision 2 of “Lockdown” saved.")
    assert Draft.objects.count() == 0


def test_drafts_go_up_one_after_the_other_and_the_last_words_stay(visit, section, administrator):
    page = visit(administrator)
    # The first draft is held up until it is let go.
    page.add_init_script("""
        const send = window.fetch; let now = 0, most = 0, answered = 0;
        const held = new Promise((done) => { window.letGo = done });
        window.fetch = async (address, ...more) => {
            if (!`${address}`.endsWith("/draft/")) return send(address, ...more);
            most = Math.max(most, ++now);
            await held;
            const answer = await send(address, ...more);
            now--;
            document.body.dataset.sent = `${++answered}, ${most} at once`;
            return answer;
        };""")
    open_editor(page, section)
    put_cursor_after(page, "every semester.")
    for word in (" One", " two", " three", " four."):
        page.keyboard.type(word)
        page.dispatch_event(TEXT, "focusout")
    page.evaluate("letGo()")
    page.wait_for_selector("body[data-sent='2, 1 at once']")
    assert "every semester. One two three four.</p>" in Draft.objects.get(section=section).html


def test_a_page_that_a_network_puts_before_ours_is_no_draft_kept(visit, section, administrator):
    page = open_editor(visit(administrator), section)
    page.route(
        "**/draft/",
        lambda route: route.fulfill(content_type="text/html", body="<h1>Welcome to the Wi-Fi</h1>"),
    )
    put_cursor_after(page, "every semester.")
    page.keyboard.type(" Here.")
    page.focus("#id_title")
    page.wait_for_selector("#kept:has-text('Draft kept on this device')")
    page.unroute("**/draft/")
    page.click("#save")
    page.wait_for_selector("text=Revision 2 of “Lockdown” saved.")


def test_without_a_network_the_draft_stays_on_the_device_and_goes_up_later(
    visit, section, administrator
):
    page = open_editor(visit(administrator), section)
    put_cursor_after(page, "every semester.")
    page.context.set_offline(True)
    page.keyboard.type(" Offline.")
    page.focus("#id_title")
    page.wait_for_selector("#kept:has-text('Draft kept on this device')")
    page.click("#save")
    expect(page.locator("#says")).to_contain_text(
        "Not saved: there is no connection. Your words are kept on this device."
    )
    assert page.url.endswith("/edit/")
    page.context.set_offline(False)
    page.wait_for_selector("#kept:text-matches('^Draft kept (just|[0-9])')")
    expect(page.locator("#says")).to_contain_text("Connected again, but not saved yet.")
    assert page.evaluate("Object.keys(localStorage).length") == 0
    assert "Offline." in Draft.objects.get(section=section).html


def test_a_session_that_ends_while_typing_loses_nothing(visit, section, administrator, live_server):
    page = open_editor(visit(administrator), section)
    put_cursor_after(page, "every semester.")
    page.keyboard.type(" Late words.")
    Session.objects.all().delete()
    page.click("#save")
    page.wait_for_selector("#kept:has-text('You are signed out.')")
    expect(page.locator("#says")).to_contain_text(
        "Not saved: you are signed out. Your words are kept on this device."
    )
    page.click("text=Sign in again")
    sign_in(page, administrator)

    page.wait_for_selector(TEXT)
    expect(page.locator("#local-when")).to_have_text(WHEN)
    page.click("#local-use")
    assert "Late words." in page.inner_text(TEXT)
    page.click("#save")
    page.wait_for_selector("text=Revision 2 of “Lockdown” saved.")
    section.refresh_from_db()
    assert "every semester. Late words.</p>" in section.html
    assert page.evaluate("Object.keys(localStorage).length") == 0


def test_a_page_older_than_the_sign_in_says_so_and_loses_nothing(visit, section, administrator):
    page = open_editor(visit(administrator), section)
    put_cursor_after(page, "every semester.")
    page.keyboard.type(" Old page.")
    page.context.clear_cookies(name="csrftoken")
    page.click("#save")
    expect(page.locator("#says")).to_contain_text(
        "Not saved: this page is older than your sign-in, or you may no longer write"
    )
    assert page.url.endswith("/edit/")
    with page.expect_navigation():
        page.click("text=Load the page again")
    page.wait_for_selector(TEXT)
    page.click("#local-use")
    page.click("#save")
    page.wait_for_selector("text=Revision 2 of “Lockdown” saved.")
    section.refresh_from_db()
    assert "every semester. Old page.</p>" in section.html


def test_one_notice_at_a_time_words_of_this_device_first(visit, section, administrator):
    page = open_editor(visit(administrator), section)
    put_cursor_after(page, "every semester.")
    page.keyboard.type(" On the server.")
    page.focus("#id_title")
    page.wait_for_selector("#kept:text-matches('^Draft kept (just|[0-9])')")
    put_cursor_after(page, "On the server.")
    page.context.set_offline(True)
    page.keyboard.type(" And here.")
    page.focus("#id_title")
    page.wait_for_selector("#kept:has-text('Draft kept on this device')")
    Session.objects.all().delete()
    page.context.set_offline(False)
    page.goto(edit_url(section))
    sign_in(page, administrator)

    page.wait_for_selector(TEXT)
    expect(page.locator("main .notice:visible")).to_have_count(1)
    expect(page.locator("#local")).to_be_visible()
    page.click("#local-drop")
    expect(page.locator("main .notice:visible")).to_contain_text("This is your unsaved draft,")
    assert "And here." not in page.inner_text(TEXT)


def test_an_error_on_the_way_ends_no_draft_and_no_save(visit, section, administrator):
    """A browser that refuses its storage now and then, in the midst of a draft."""
    page = visit(administrator)
    page.add_init_script("""
        const drop = Storage.prototype.removeItem;
        let errors = 2;
        Storage.prototype.removeItem = function (key) {
            if (errors-- > 0) throw new DOMException("refused", "SecurityError");
            return drop.call(this, key);
        };""")
    open_editor(page, section)
    put_cursor_after(page, "every semester.")
    for word in (" One", " two", " three."):
        with page.expect_response("**/draft/"):
            page.keyboard.type(word)
            page.dispatch_event(TEXT, "focusout")
        put_cursor_after(page, word)
    page.click("#save")
    page.wait_for_selector("text=Revision 2 of “Lockdown” saved.")
    section.refresh_from_db()
    assert "every semester. One two three.</p>" in section.html


def test_a_draft_that_breaks_holds_up_no_save(visit, section, administrator):
    page = open_editor(visit(administrator), section)
    page.route("**/draft/", lambda route: route.fulfill(status=404, body="broken"))
    put_cursor_after(page, "every semester.")
    page.keyboard.type(" Saved.")
    page.click("#save")
    page.wait_for_selector("text=Revision 2 of “Lockdown” saved.")


def test_a_browser_that_keeps_nothing_has_an_editor_all_the_same(visit, section, administrator):
    page = visit(administrator)
    page.add_init_script("""
        Object.defineProperty(window, "localStorage", { get() { throw new DOMException("blocked", "SecurityError") } });""")
    open_editor(page, section)
    put_cursor_after(page, "every semester.")
    page.click("[data-do=bold]")
    page.keyboard.type(" Bold.")
    page.context.set_offline(True)
    page.focus("#id_title")
    page.wait_for_selector(
        "#kept:has-text('This browser keeps no drafts: copy your text before you leave.')"
    )
    page.context.set_offline(False)
    page.wait_for_selector("#kept:text-matches('^Draft kept (just|[0-9])')")
    page.click("#save")
    page.wait_for_selector("text=Revision 2 of “Lockdown” saved.")


def test_without_a_script_words_sent_after_the_session_ended_come_back(
    visit, section, administrator
):
    Section.objects.filter(pk=section.pk).update(html="")
    page = visit(administrator, java_script_enabled=False)
    page.goto(edit_url(section))
    assert "Your browser runs no scripts" in page.inner_text("main")
    page.fill("#id_html", "First line.\n\nSecond & last.")
    Session.objects.all().delete()
    page.click("#save")
    sign_in(page, administrator)

    page.wait_for_selector("text=The words you sent before signing in are here.")
    page.click("#save")
    page.wait_for_selector("text=Revision 2 of “Lockdown” saved.")
    section.refresh_from_db()
    assert section.html == "<p>First line.</p><p>Second &amp; last.</p>"


def test_a_changed_sign_in_saves_nothing_in_the_other_name_unasked(
    visit, section, administrator, nadia, live_server
):
    page = open_editor(visit(administrator), section)
    put_cursor_after(page, "every semester.")
    page.keyboard.type(" By Dana.")
    page.context.add_cookies([session_cookie(nadia, live_server.url)])
    page.click("#save")
    page.wait_for_selector("#kept:has-text('Nadia Strand is signed in now.')")
    section.refresh_from_db()
    assert section.version == 1

    page.context.add_cookies([session_cookie(administrator, live_server.url)])
    open_editor(page, section)
    page.click("#local-use")
    assert "By Dana." in page.inner_text(TEXT)


def sign_in(page, account):
    page.wait_for_selector("input[name=login]")
    page.fill("input[name=login]", account.email)
    page.fill("input[name=password]", builders.PASSWORD)
    page.keyboard.press("Enter")
    # Not a glob: the sign-in page ends in "edit/" too, with the way back in its query.
    page.wait_for_url(lambda url: urlsplit(url).path.endswith("/edit/"))
