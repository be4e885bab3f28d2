"""The walk as a page: how it looks, and a whole item by keyboard."""

import pytest
from playwright.sync_api import expect

from tests.journeys.accessibility import faults
from tests.journeys.looking import look
from tests.journeys.walk.steps import (
    add_photos,
    address,
    all_sent,
    answer,
    choose,
    picture,
    received,
    says,
    shows,
)
from tests.plugins.skips import needs_browser

pytestmark = [needs_browser, pytest.mark.django_db(transaction=True)]


def test_it_looks_as_designed_in_every_state(phone):
    look(phone, "walk-begun")
    phone.context.set_offline(True)
    answer(phone, "district.01", "Yes")
    choose(phone, "No")
    phone.fill("#note", "Room 118: the lock turns only from the hall side.")
    add_photos(phone, picture("gray", size=(640, 480)))
    says(phone, "No signal. 1 answer and 1 photo are only on this phone")
    look(phone, "walk-no-signal")
    expect(phone.locator("[data-walk=count]")).to_be_in_viewport()
    expect(phone.locator("[data-walk=count]")).to_have_text(
        "1 answer and 1 photo only on this phone"
    )
    phone.set_viewport_size({"width": 320, "height": 640})
    assert faults(phone) == []
    assert not phone.evaluate("document.scrollingElement.scrollWidth > window.innerWidth")
    buttons = phone.locator(".choice span").evaluate_all(
        "all => all.map((each) => each.offsetHeight)"
    )
    assert min(buttons) >= 52


def test_the_bar_stays_while_somebody_scrolls(phone):
    phone.set_viewport_size({"width": 390, "height": 480})
    phone.evaluate("scrollTo(0, 0)")
    expect(phone.get_by_role("button", name="Save, next item")).to_be_in_viewport(ratio=1)


def test_last_years_answer_stands_beside_it(phone):
    last = phone.locator("[data-walk=last]")
    expect(last).to_contain_text("Last time: partly")
    expect(last).to_contain_text("“Deputy named, lead is not.”")
    phone.click("[data-walk=skip]")
    shows(phone, "digital.01")
    expect(last).to_contain_text("No answer from last time.")
    phone.get_by_label("Back").click()
    shows(phone, "district.01")
    expect(phone.get_by_label("Back")).to_be_hidden()


def test_a_whole_item_by_keyboard(phone, assessment):
    expect(phone.locator("[data-walk=rating]")).to_be_hidden()
    phone.keyboard.press("3")
    expect(phone.get_by_label("No", exact=True)).to_be_checked()
    expect(phone.locator("[data-walk=note-label]")).to_have_text("What is missing")
    phone.get_by_label("No", exact=True).focus()
    phone.keyboard.press("Tab")
    phone.keyboard.type("Nobody. 1, 2 and 3")
    phone.keyboard.press("Tab")
    phone.keyboard.press("S")
    phone.keyboard.press("Tab")
    phone.keyboard.press("L")
    phone.get_by_label("No", exact=True).focus()
    phone.keyboard.press("Enter")
    shows(phone, "digital.01")
    expect(phone.locator("h1")).to_be_focused()
    phone.keyboard.press("1")
    phone.keyboard.press("Enter")
    shows(phone, "perimeter.01")
    all_sent(phone)
    assert received(assessment) == {
        ("district.01", "no", "Nobody. 1, 2 and 3", 0): 1,
        ("digital.01", "yes", "", 0): 1,
    }
    rated = assessment.answers.get(item="district.01")
    assert (rated.severity, rated.sureness) == (3, "likely")


def test_nothing_is_saved_without_an_answer_and_nothing_twice(phone, assessment):
    phone.fill("#note", "Something")
    phone.click("text=Save, next item")
    fault = phone.locator("[data-walk=answer-fault]")
    expect(fault).to_have_text("Choose one of the four answers, or skip this item.")
    choose(phone, "Yes")
    phone.locator("text=Save, next item").dblclick()
    all_sent(phone)
    phone.get_by_label("Back").click()
    shows(phone, "district.01")
    expect(phone.locator("#note")).to_have_value("Something")
    phone.click("text=Save, next item")
    shows(phone, "digital.01")
    all_sent(phone)
    assert received(assessment) == {("district.01", "yes", "Something", 0): 1}


def test_at_the_end_it_says_that_all_is_answered(phone, assessment):
    for item in assessment.items[:-1]:
        answer(phone, item, "Yes")
    choose(phone, "Yes")
    phone.click("text=Save, next item")
    expect(phone.locator("[data-walk=done]")).to_contain_text("All 6 items are answered.")
    expect(phone.locator("[data-walk=done]")).to_be_focused()
    all_sent(phone)
    assert sum(received(assessment).values()) == 6


def test_without_a_script_it_is_a_form(visit, officer, assessment):
    page = visit(officer, width=390, java_script_enabled=False)
    page.goto(address(assessment))
    shows(page, "district.01")
    choose(page, "No")
    page.fill("#note", "By hand")
    page.click("text=Save, next item")
    page.wait_for_url("**/walk/digital.01/")
    assert received(assessment) == {("district.01", "no", "By hand", 0): 1}


def test_a_link_to_one_item_leads_to_it_in_the_whole_walk(visit, officer, assessment):
    page = visit(officer, width=390)
    page.goto(assessment.get_absolute_url())
    page.click("main a:text('Perimeter and grounds')")
    page.wait_for_url("**/walk/#perimeter.01")
    shows(page, "perimeter.01")
