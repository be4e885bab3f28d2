"""Writing a section in a real browser.

The editor under the strict policy, its tools, two people at once.
"""

import pytest
from playwright.sync_api import expect

from plans.editions.models.section import Section
from plans.writing.models import Draft
from tests import builders
from tests.journeys.writing import TEXT, open_editor, put_cursor_after
from tests.plugins.skips import needs_browser

pytestmark = [needs_browser, pytest.mark.django_db(transaction=True)]


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


def test_what_is_typed_right_after_a_tool_goes_into_the_text(visit, section, administrator):
    page = open_editor(visit(administrator), section)
    in_the_text = "tool => { tool.focus(); tool.click(); return document.activeElement.matches('.ProseMirror') }"
    assert page.eval_on_selector("[data-do=bold]", in_the_text)
    put_cursor_after(page, "every semester.")
    page.hover("[data-do=italic]")
    page.mouse.down()
    assert page.evaluate("document.activeElement.matches('.ProseMirror')")


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


def test_one_frame_shows_that_the_text_has_the_focus(visit, section, administrator):
    page = open_editor(visit(administrator), section)
    put_cursor_after(page, "every semester.")
    framed = """() => [...document.querySelectorAll("main *")].filter((each) => {
        const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(each);
        return (outlineStyle !== "none" && parseFloat(outlineWidth) >= 2) || boxShadow.includes("0px 0px 0px");
    }).map((each) => each.id || each.className)"""
    assert page.evaluate(framed) == ["edit-area"]


def test_the_text_stays_where_it_is_when_the_cursor_goes_into_a_table(
    visit, section, administrator
):
    Section.objects.filter(pk=section.pk).update(
        html="<p>Before</p><table><tbody><tr><td>Who</td><td>When</td></tr></tbody></table>"
    )
    for width in (1280, 390):
        page = open_editor(visit(administrator, width=width), section)
        put_cursor_after(page, "Before")
        top = page.locator("#edit-area").bounding_box()["y"]
        assert page.locator("[data-do=addRow]").is_disabled()
        page.locator(f"{TEXT} td").first.click()
        expect(page.locator("[data-do=addRow]")).to_be_enabled()
        assert page.locator("#edit-area").bounding_box()["y"] == top


def test_cells_are_merged_and_split(visit, section, administrator):
    cells = "<tr><td>Who</td><td>When</td></tr><tr><td>All</td><td>Now</td></tr>"
    Section.objects.filter(pk=section.pk).update(html=f"<table><tbody>{cells}</tbody></table>")
    page = open_editor(visit(administrator), section)
    page.locator(f"{TEXT} td").first.click()
    expect(page.locator("[data-do=addRow]")).to_be_enabled()
    assert page.locator("[data-do=mergeCells]").is_disabled()
    page.locator(f"{TEXT} td").first.drag_to(page.locator(f"{TEXT} td").nth(1))
    expect(page.locator(f"{TEXT} .selectedCell")).to_have_count(2)
    page.click("[data-do=mergeCells]")
    expect(page.locator(f"{TEXT} td")).to_have_count(3)
    page.click("#save")
    page.wait_for_selector("text=Revision 2 of “Lockdown” saved.")
    section.refresh_from_db()
    merged = '<tr><td colspan="2"><p>Who</p><p>When</p></td></tr><tr><td>All</td><td>Now</td></tr>'
    assert section.html == f"<table><tbody>{merged}</tbody></table>"

    open_editor(page, section)
    page.locator(f"{TEXT} td").first.click()
    page.click("[data-do=splitCell]")
    expect(page.locator(f"{TEXT} td")).to_have_count(4)


def test_a_picture_is_described_after_it_was_put_in(
    visit, section, administrator, settings, tmp_path
):
    settings.MEDIA_ROOT = tmp_path
    picture = builders.make_picture(plan=section.edition.plan)
    Section.objects.filter(pk=section.pk).update(
        html=f'<p>Map</p><img src="picture/{picture.sha256}" alt="">'
    )
    page = open_editor(visit(administrator), section)
    put_cursor_after(page, "Map")
    assert page.locator("[data-do=describe]").is_disabled()
    page.locator(f"{TEXT} img").click()
    page.click("[data-do=describe]")
    page.fill("#describe-alt", "Assembly place at gate C")
    page.keyboard.press("Enter")
    expect(page.locator(f"{TEXT} img")).to_have_attribute("alt", "Assembly place at gate C")
    page.click("#save")
    page.wait_for_selector("text=Revision 2 of “Lockdown” saved.")
    section.refresh_from_db()
    assert f'<img src="picture/{picture.sha256}" alt="Assembly place at gate C">' in section.html


def test_every_tool_says_its_name_under_the_pointer(visit, section, administrator):
    page = open_editor(visit(administrator), section)
    nameless = "all => all.filter(each => !each.title && !each.innerText.trim()).map(each => each.dataset.do)"
    assert page.eval_on_selector_all("#tools button, #tools select", nameless) == []


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


def test_a_picture_from_this_device_goes_into_the_text(
    visit, section, administrator, settings, tmp_path
):
    settings.MEDIA_ROOT = tmp_path
    page = open_editor(visit(administrator), section)
    put_cursor_after(page, "every semester.")
    page.click("[data-do=picture]")
    page.set_input_files(
        "#picture-file",
        {"name": "map.png", "mimeType": "image/png", "buffer": builders.png(size=(40, 20)).read()},
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


def test_a_second_picture_stands_behind_the_first(
    visit, section, administrator, settings, tmp_path
):
    settings.MEDIA_ROOT = tmp_path
    page = open_editor(visit(administrator), section)
    put_cursor_after(page, "every semester.")
    for name, size in (("One", (40, 20)), ("Two", (20, 40))):
        page.click("[data-do=picture]")
        picture = {
            "name": "map.png",
            "mimeType": "image/png",
            "buffer": builders.png(size=size).read(),
        }
        page.set_input_files("#picture-file", picture)
        page.fill("#picture-alt", name)
        page.click("#picture-put")
        page.wait_for_selector(f"{TEXT} img[alt='{name}']")
    assert page.locator(f"{TEXT} img[alt]").evaluate_all(
        "all => all.map(each => each.alt).filter(Boolean)"
    ) == [
        "One",
        "Two",
    ]


def test_two_people_save_the_same_section_and_both_keep_their_words(
    visit, section, administrator, nadia
):
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
    expect(dana.locator("h1")).to_have_text(
        "Two people changed Lockdown; 1 passage needs your decision"
    )
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
    expect(dana.locator(".panel")).to_contain_text("two minutes. Count. Always.")
    dana.click("text=Save revision 4, merged")
    dana.wait_for_selector("text=Revision 4 saved, merged.")

    section.refresh_from_db()
    for words in ("Portable rooms too.", "A fault becomes an action item.", "Count. Always."):
        assert section.html.count(words) == 1
    assert list(section.revisions.order_by("version").values_list("version", "saved_by__name")) == [
        (1, None), (2, "Nadia Strand"), (3, "Nadia Strand"), (4, "Dana Whitlock"),
    ]  # fmt: skip
    assert Draft.objects.count() == 0
