"""Pasting from other programs.

What is shown in the editor, what the writer is told, and what is there after saving.
"""

import base64
import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from plans.comments.models.suggestion import Suggestion
from plans.editions.actions.pictures import keep_picture
from plans.editions.models.section import Section
from plans.text.html import normalise
from safety_portal.core.files.uploads import accept_picture
from tests import builders
from tests.journeys.accessibility import faults
from tests.journeys.clipboards import CLIPBOARDS, DOT, ONE
from tests.journeys.writing import TEXT, editor_has_selected, open_editor, paste, put_cursor_after
from tests.plugins.skips import needs_browser

pytestmark = [needs_browser, pytest.mark.django_db(transaction=True)]
HEADS = "#says b"


@pytest.fixture
def empty(section, settings, tmp_path):
    """A section without text, in a plan whose pictures go into a folder of the test."""
    settings.MEDIA_ROOT = tmp_path
    Section.objects.filter(pk=section.pk).update(html="<p>Here:</p>")
    return section


@pytest.mark.parametrize("program", CLIPBOARDS)
def test_a_paste_keeps_what_it_says_and_tells_what_it_cannot(visit, empty, administrator, program):
    html, saved, said = CLIPBOARDS[program]
    page = open_editor(visit(administrator), empty)
    page.click(TEXT)
    page.keyboard.press("Control+a")
    paste(page, html)
    expect(page.locator(HEADS)).to_have_text(said)
    expect(page.locator(f"{TEXT} img[data-pending]")).to_have_count(0)
    expect(page.locator(f"{TEXT} img:not([src^='/c/'], .ProseMirror-separator)")).to_have_count(0)
    in_editor = named(normalise(page.input_value("#id_html")))
    page.click("#save")
    page.wait_for_selector(".toast-line")
    empty.refresh_from_db()
    assert (named(empty.html), in_editor) == (saved, saved)


def test_on_a_phone_what_is_said_stays_in_sight_and_covers_no_button(visit, empty, administrator):
    page = open_editor(visit(administrator, width=390), empty)
    put_cursor_after(page, "Here:")
    paste(page, "<p>A line</p>" * 60 + '<p><img src="file:///x.png"></p>')
    expect(page.locator(HEADS)).to_be_in_viewport()
    assert faults(page) == []
    page.click("#save")
    page.wait_for_selector(".toast-line")


def test_pictures_on_the_clipboard_go_into_the_text(visit, empty, administrator):
    """A screenshot is a file.

    What a text program drew of its own words is no picture of the plan.
    """
    page = open_editor(visit(administrator), empty)
    put_cursor_after(page, "Here:")
    paste(page, files=[("image.png", "image/png", DOT)])
    paste(
        page,
        '<img src="file:///C:/Temp/clip_image001.png">',
        files=[("image.png", "image/png", DOT)],
    )
    expect(page.locator(f"{TEXT} img[src^='/c/']")).to_have_count(2)
    put_cursor_after(page, "Here:")
    paste(page, "<p>Room 12</p>", text="Room 12", files=[("image.png", "image/png", DOT)])
    expect(page.locator(HEADS)).to_have_count(0)
    page.click("#save")
    page.wait_for_selector(".toast-line")
    empty.refresh_from_db()
    picture = '<img src="PICTURE" alt="">'
    assert named(empty.html) == f"<p>Here:Room 12</p>{picture}{picture}"


def test_a_picture_the_portal_cannot_draw_is_taken_out_and_said(visit, empty, administrator):
    page = open_editor(visit(administrator), empty)
    put_cursor_after(page, "Here:")
    broken = base64.b64encode(b"no picture").decode()
    paste(page, files=[("image.png", "image/png", broken)])
    expect(page.locator("#says")).to_contain_text(
        "A picture was not put in. This is neither a PDF nor a picture we can open."
    )
    paste(
        page,
        files=[
            (
                "plan.docx",
                "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
                broken,
            )
        ],
    )
    expect(page.locator("#says")).to_contain_text("This file was not put in.")
    assert page.locator(f"{TEXT} img:not(.ProseMirror-separator)").count() == 0


def test_a_save_waits_for_pictures_on_their_way(visit, empty, administrator):
    page = open_editor(visit(administrator), empty)
    put_cursor_after(page, "Here:")
    held = []
    page.route("**/pictures/", lambda route: held.append(route))
    with page.expect_request("**/pictures/"):
        paste(page, f'<p>Map <img alt="Map" src="data:image/png;base64,{DOT}"></p>')
    drafts = []
    page.route("**/draft/", lambda route: drafts.append(route))
    with page.expect_request("**/draft/"):
        page.click("#save")
    expect(page.locator("#kept")).to_have_text("Sending the pictures first.")
    # The draft that the press on the button asked for comes back meanwhile: the line still tells
    # what the save waits for.
    page.unroute("**/draft/")
    with page.expect_event("requestfinished", lambda request: request.url.endswith("/draft/")):
        drafts[0].continue_()
    expect(page.locator("#kept")).to_have_text("Sending the pictures first.")
    held[0].continue_()
    page.wait_for_selector(".toast-line")
    empty.refresh_from_db()
    assert named(empty.html) == '<p>Here:Map</p><img src="PICTURE" alt="Map">'


def test_a_picture_that_was_on_its_way_when_the_page_was_left_is_missed(
    visit, empty, administrator
):
    page = open_editor(visit(administrator), empty)
    put_cursor_after(page, "Here:")
    held = []
    page.route("**/pictures/", lambda route: held.append(route))
    page.route("**/draft/", lambda route: route.abort("internetdisconnected"))
    page.on("dialog", lambda dialog: dialog.accept())
    with page.expect_request("**/pictures/"):
        paste(page, f'<p>Map <img alt="Map" src="data:image/png;base64,{DOT}"></p>')
    open_editor(page, empty)
    page.unroute("**/draft/")
    page.click("#local-use")
    expect(page.locator(HEADS)).to_have_text(["1 picture was not pasted."])
    assert page.locator(f"{TEXT} img:not(.ProseMirror-separator)").count() == 0
    assert "Map" in page.inner_text(TEXT)


def test_cut_and_pasted_text_keeps_its_links_and_no_unknown_picture(visit, empty, administrator):
    page = open_editor(visit(administrator), empty)
    put_cursor_after(page, "Here:")
    paste(
        page,
        '<p data-pm-slice="0 0 []"><a href="#routes">routes</a></p><img data-pending="never" alt="x">',
    )
    expect(page.locator(HEADS)).to_have_text(ONE)
    page.click("#save")
    page.wait_for_selector(".toast-line")
    empty.refresh_from_db()
    assert empty.html == '<p>Here:</p><p><a href="#routes">routes</a></p>'


def test_a_picture_of_another_plan_comes_along(visit, empty, administrator, coalition):
    other = builders.make_plan(coalition=coalition, title="Another plan")
    upload = accept_picture(builders.png(size=(40, 20)).read())
    picture = keep_picture(plan=other, upload=upload, by=administrator)
    address = reverse("workspace_picture", args=[coalition.slug, other.pk, picture.sha256])
    page = open_editor(visit(administrator), empty)
    put_cursor_after(page, "Here:")
    paste(page, f'<p>x</p><img src="{page.url.split("/c/")[0]}{address}" alt="Door">')
    expect(
        page.locator(f"{TEXT} img[src^='/c/{coalition.slug}/plans/{empty.edition.plan_id}/']")
    ).to_have_count(1)
    page.click("#save")
    page.wait_for_selector("article img[alt='Door']")
    assert page.evaluate("document.querySelector('article img').naturalWidth") == 40


def test_a_pasted_address_links_the_selected_words(visit, empty, administrator):
    page = open_editor(visit(administrator), empty)
    put_cursor_after(page, "Here:")
    page.keyboard.type(" the kit")
    for _ in range(3):
        page.keyboard.press("Shift+ArrowLeft")
    editor_has_selected(page, "kit")
    paste(page, text="https://www.ready.gov/kit")
    page.click("#save")
    page.wait_for_selector(".toast-line")
    empty.refresh_from_db()
    assert empty.html == '<p>Here: the <a href="https://www.ready.gov/kit">kit</a></p>'


def test_text_is_pasted_as_it_is(visit, empty, administrator):
    """Asterisks and underscores are no orders in a plan."""
    page = open_editor(visit(administrator), empty)
    put_cursor_after(page, "Here:")
    paste(page, text=" call *911* now, **first**, __not__ ~~later~~ `x`")
    page.click("#save")
    page.wait_for_selector(".toast-line")
    empty.refresh_from_db()
    assert empty.html == "<p>Here: call *911* now, **first**, __not__ ~~later~~ `x`</p>"


def test_a_suggestion_says_that_it_takes_no_picture(visit, empty, coalition):
    edition = empty.edition
    builders.force_status(edition, "in_review")
    page = visit(builders.make_member(coalition=coalition, role="teacher", name="Tess Amory"))
    page.goto(
        reverse(
            "comment_suggest_whole",
            args=[coalition.slug, edition.plan_id, edition.number, empty.pk],
        )
    )
    page.wait_for_selector(TEXT)
    put_cursor_after(page, "Here:")
    paste(page, f'<p>Map <img src="data:image/png;base64,{DOT}"><img src="file:///x.png"></p>')
    expect(page.locator(HEADS)).to_have_text(["2 pictures were not pasted."])
    expect(page.locator("#says")).to_contain_text("A suggestion cannot bring a picture.")
    paste(page, files=[("image.png", "image/png", DOT)])
    expect(page.locator(HEADS)).to_have_text(["1 picture was not pasted."])
    page.click("#save")
    page.wait_for_selector(".toast-line")
    assert Suggestion.objects.get().html == "<p>Here:Map</p>"


def named(html):
    """Section HTML with one name for every picture, which the portal draws again and names by its
    bytes.
    """
    return re.sub(r"picture/[0-9a-f]{64}", "PICTURE", html)
