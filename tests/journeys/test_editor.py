"""Writing a section in a real browser: the editor under the strict policy, drafts, signing out, two people at once."""

from urllib.parse import urlsplit

import pytest
from django.contrib.sessions.models import Session

from plans.models import Draft, Section
from tests import builders
from tests.journeys.conftest import session_cookie
from tests.journeys.writing import TEXT, edit_url, open_editor, put_cursor_after
from tests.plugins.skips import needs_browser

pytestmark = [needs_browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def section(edition):
    html = (
        '<h3>Goal before</h3><p>Each door is checked every semester.</p><ol start="3" type="a"><li>One</li><li>Two</li></ol>'
        '<table><thead><tr><th scope="col">What</th><th scope="col">Who</th></tr></thead>'
        "<tbody><tr><td>Lock</td><td>Teacher</td></tr></tbody></table><h3>Goal during</h3>"
        "<p>All students are out of sight in <strong>two minutes</strong>.</p>"
    )
    return builders.make_section(edition=edition, title="Lockdown", html=html)


@pytest.fixture
def nadia(coalition):
    return builders.make_member(coalition=coalition, role="administrator", name="Nadia Strand")


def test_a_look_into_the_editor_changes_nothing(visit, section, administrator):
    before = section.html
    page = open_editor(visit(administrator), section)
    put_cursor_after(page, "every semester.")
    page.keyboard.type("!")
    page.keyboard.press("Backspace")
    page.click("#save")
    page.wait_for_selector("text=Nothing was different; no revision made.")
    section.refresh_from_db()
    assert (section.html, section.version) == (before, 1)


def test_tools_make_what_word_users_expect(visit, section, administrator):
    Section.objects.filter(pk=section.pk).update(html="<p>Rules</p>")
    page = open_editor(visit(administrator), section)
    put_cursor_after(page, "Rules")
    page.keyboard.press("Enter")
    page.click("[data-do=bulletList]")
    page.keyboard.type("Stay ")
    page.click("[data-do=bold]")
    page.keyboard.type("low")
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    page.select_option("[data-do=block]", "3")
    page.keyboard.type("Numbers")
    page.keyboard.press("Enter")
    page.keyboard.press("Control+k")
    page.fill("#link-address", "tel:911")
    page.keyboard.press("Enter")
    page.keyboard.press("Control+s")
    page.wait_for_selector("text=Revision 2 of “Lockdown” saved.")
    section.refresh_from_db()
    assert section.html == (
        '<p>Rules</p><ul><li>Stay <strong>low</strong></li></ul><h3>Numbers</h3><p><a href="tel:911">tel:911</a></p>'
    )


def test_the_keyboard_reaches_the_tools_and_leaves_the_text(visit, section, administrator):
    page = open_editor(visit(administrator), section)
    page.focus("[data-do=undo]")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    assert page.evaluate("document.activeElement.dataset.do") == "block"
    assert page.locator(".tools [tabindex='0']").count() == 1
    put_cursor_after(page, "every semester.")
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.name") == "change"


def test_a_paste_from_word_keeps_its_structure_and_nothing_else(visit, section, administrator):
    page = open_editor(visit(administrator), section)
    page.click(TEXT)
    page.keyboard.press("Control+a")
    word = (
        "<html xmlns:o='urn:schemas-microsoft-com:office:office'><body><h2 style='mso-outline-level:2'>Radios<o:p></o:p></h2>"
        "<p class=MsoNormal style='color:red'><b>Channel</b> 1<o:p>&nbsp;</o:p></p>"
        "<p class=MsoListParagraph style='text-indent:-.25in;mso-list:l0 level1 lfo1'><![if !supportLists]>"
        "<span style='mso-list:Ignore'>1.<span>&nbsp;&nbsp;</span></span><![endif]>Call 911</p>"
        "<p class=MsoListParagraph style='mso-list:l0 level2 lfo1'><span style='mso-list:Ignore'>o </span>Give the place</p>"
        "<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>2.</span>Stay "
        "<span style='font-weight: 700'>on</span></p>"
        "<table class=MsoTableGrid border=1><tr><td width=312>Who</td><td>When</td></tr></table></body></html>"
    )
    page.evaluate(
        """html => { const data = new DataTransfer(); data.setData('text/html', html);
        const paste = new ClipboardEvent('paste', {clipboardData: data, bubbles: true});
        document.querySelector('.ProseMirror').dispatchEvent(paste) }""",
        word,
    )
    page.click("#save")
    page.wait_for_selector(".toast-line")
    section.refresh_from_db()
    assert section.html == (
        "<h3>Radios</h3><p><strong>Channel</strong> 1</p>"
        "<ol><li>Call 911<ul><li>Give the place</li></ul></li><li>Stay <strong>on</strong></li></ol>"
        "<table><tbody><tr><td>Who</td><td>When</td></tr></tbody></table>"
    )


def test_a_picture_from_this_device_goes_into_the_text(visit, section, administrator, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    page = open_editor(visit(administrator), section)
    put_cursor_after(page, "every semester.")
    page.click("[data-do=picture]")
    page.set_input_files(
        "#picture-file", {"name": "map.png", "mimeType": "image/png", "buffer": builders.png(size=(40, 20)).read()}
    )
    page.fill("#picture-alt", "Map of the doors")
    page.click("#picture-put")
    page.wait_for_selector(f"{TEXT} img[alt='Map of the doors']")
    page.click("#save")
    page.wait_for_selector("article img[alt='Map of the doors']")
    picture = section.edition.plan.pictures.get()
    section.refresh_from_db()
    assert f'<img src="picture/{picture.sha256}" alt="Map of the doors">' in section.html
    assert page.evaluate("document.querySelector('article img').naturalWidth") == 40


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


def test_without_a_network_the_draft_stays_on_the_device_and_goes_up_later(visit, section, administrator):
    page = open_editor(visit(administrator), section)
    put_cursor_after(page, "every semester.")
    page.context.set_offline(True)
    page.keyboard.type(" Offline.")
    page.focus("#id_title")
    page.wait_for_selector("#kept:has-text('Draft kept on this device')")
    page.click("#save")
    page.wait_for_timeout(300)
    assert page.url.endswith("/edit/")
    page.context.set_offline(False)
    page.wait_for_selector("#kept:text-matches('^Draft kept (just|[0-9])')")
    assert page.evaluate("Object.keys(localStorage).length") == 0
    assert "Offline." in Draft.objects.get(section=section).html


def test_a_session_that_ends_while_typing_loses_nothing(visit, section, administrator, live_server):
    page = open_editor(visit(administrator), section)
    put_cursor_after(page, "every semester.")
    page.keyboard.type(" Late words.")
    Session.objects.all().delete()
    page.click("#save")
    page.wait_for_selector("#kept:has-text('You are signed out.')")
    page.click("text=Sign in again")
    sign_in(page, administrator)

    page.wait_for_selector(TEXT)
    page.click("#local-use")
    assert "Late words." in page.inner_text(TEXT)
    page.click("#save")
    page.wait_for_selector("text=Revision 2 of “Lockdown” saved.")
    section.refresh_from_db()
    assert "every semester. Late words.</p>" in section.html
    assert page.evaluate("Object.keys(localStorage).length") == 0


def test_without_a_script_words_sent_after_the_session_ended_come_back(visit, section, administrator):
    Section.objects.filter(pk=section.pk).update(html="")
    page = visit(administrator, java_script_enabled=False)
    page.goto(edit_url(section))
    assert "Your browser runs no scripts" in page.inner_text("main")
    page.fill("#id_html", "First line.\n\nSecond & last.")
    Session.objects.all().delete()
    page.click("#save")
    sign_in(page, administrator)

    assert "The words you sent before signing in are here." in page.inner_text("main")
    page.click("#save")
    assert "Revision 2 of “Lockdown” saved." in page.inner_text("main")
    section.refresh_from_db()
    assert section.html == "<p>First line.</p><p>Second &amp; last.</p>"


def test_a_changed_sign_in_saves_nothing_in_the_other_name_unasked(visit, section, administrator, nadia, live_server):
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


def test_two_people_save_the_same_section_and_both_keep_their_words(visit, section, administrator, nadia):
    dana, other = open_editor(visit(administrator), section), open_editor(visit(nadia), section)
    put_cursor_after(other, "every semester.")
    other.keyboard.type(" Portable rooms too.")
    other.click("#save")
    other.wait_for_selector("text=Revision 2 of “Lockdown” saved.")

    put_cursor_after(dana, "every semester.")
    dana.keyboard.type(" A fault becomes an action item.")
    put_cursor_after(dana, "minutes.")
    dana.keyboard.type(" Always.")
    with dana.expect_response(
        lambda response: response.url.endswith("/edit/") and response.request.method == "POST"
    ) as answer:
        dana.click("#save")
    assert answer.value.status == 409
    assert dana.inner_text("h1") == "Two people changed Lockdown; 1 passage needs your decision"
    clash = dana.inner_text(".clash")
    assert "Portable rooms too." in clash
    assert "A fault becomes an action item." in clash

    # A third save in between: the same page again, for the merged text.
    open_editor(other, section)
    put_cursor_after(other, "minutes.")
    other.keyboard.type(" Count.")
    other.click("#save")
    other.wait_for_selector("text=Revision 3 of “Lockdown” saved.")
    dana.check("input[name=keep-1][value=both]")
    dana.click("text=Save revision 3, merged")
    dana.wait_for_selector("text=Save revision 4, merged")
    dana.check("input[name=keep-1][value=new]")
    dana.fill("#new-1", "All students are out of sight in two minutes. Count. Always.")
    dana.click("text=Show it with my choices")
    assert "two minutes. Count. Always." in dana.inner_text(".panel")
    dana.click("text=Save revision 4, merged")
    dana.wait_for_selector("text=Revision 4 saved, merged.")

    section.refresh_from_db()
    for words in ("Portable rooms too.", "A fault becomes an action item.", "Count. Always."):
        assert section.html.count(words) == 1
    assert list(section.revisions.order_by("version").values_list("version", "saved_by__name")) == [
        (1, None), (2, "Nadia Strand"), (3, "Nadia Strand"), (4, "Dana Whitlock"),
    ]  # fmt: skip
    assert Draft.objects.count() == 0


def sign_in(page, account):
    page.wait_for_selector("input[name=login]")
    page.fill("input[name=login]", account.email)
    page.fill("input[name=password]", builders.PASSWORD)
    page.keyboard.press("Enter")
    # Not a glob: the sign-in page ends in "edit/" too, with the way back in its query.
    page.wait_for_url(lambda url: urlsplit(url).path.endswith("/edit/"))
