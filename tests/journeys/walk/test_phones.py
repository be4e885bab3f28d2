"""Full phones, several phones, several pages and several people: each answer is there once."""

import pytest
from playwright.sync_api import expect

from plans.assessments.models.answer import Answer
from tests.journeys.accessibility import faults
from tests.journeys.conftest import session_cookie
from tests.journeys.walk.steps import (
    FULL,
    NOTHING_HERE,
    SAYS,
    address,
    all_sent,
    answer,
    open_walk,
    photos_are_whole,
    picture,
    received,
    says,
)
from tests.plugins.skips import needs_browser

pytestmark = [needs_browser, pytest.mark.django_db(transaction=True)]


def test_a_full_phone_keeps_the_answer_says_so_and_offers_it(phone, assessment):
    phone.context.set_offline(True)
    answer(phone, "district.01", "Yes")
    phone.evaluate(FULL)
    answer(phone, "digital.01", "No", note="Locks", photos=[picture("red"), picture("blue")])
    says(phone, "This phone is full. 2 answers and 2 photos are only on this phone")
    says(phone, "1 answer and 2 photos of it in this page alone")
    assert faults(phone) == []
    with phone.expect_download() as downloading:
        phone.get_by_role("button", name="Download what is not sent").click()
    assert downloading.value.suggested_filename == f"walk-{assessment.pk}-only-on-phone.zip"

    phone.evaluate("window.isFull = false")
    phone.click("text=Try again")
    says(phone, "No signal. 2 answers and 2 photos are only on this phone")
    phone.reload()
    says(phone, "No signal. 2 answers and 2 photos are only on this phone")
    phone.context.set_offline(False)
    all_sent(phone)
    assert received(assessment) == {
        ("district.01", "yes", "", 0): 1,
        ("digital.01", "no", "Locks", 2): 1,
    }
    assert len(photos_are_whole(assessment)) == 2


def test_a_full_phone_with_a_signal_sends_from_memory(phone, assessment):
    phone.evaluate(FULL)
    answer(phone, "district.01", "No", photos=[picture("red")])
    all_sent(phone)
    assert received(assessment) == {("district.01", "no", "", 1): 1}
    assert len(photos_are_whole(assessment)) == 1


def test_two_phones_walk_one_checklist_at_once(visit, officer, administrator, assessment):
    lee, ray = visit(administrator, width=390), visit(officer, width=390)
    for page in (lee, ray):
        open_walk(page, assessment)
        page.context.set_offline(True)
    answer(ray, "district.01", "Yes", photos=[picture("red")])
    answer(lee, "district.01", "No", photos=[picture("red"), picture("blue")])
    answer(lee, "digital.01", "No")
    answer(ray, "digital.01", "Partly")
    for page in (lee, ray):
        page.context.set_offline(False)
        all_sent(page)
    assert sum(received(assessment).values()) == 4
    assert len(photos_are_whole(assessment)) == 2

    ray.goto(address(assessment) + "#district.01")
    later = "Yes. Kept; a later answer of somebody else counts."
    expect(ray.locator("[data-walk=given] li")).to_contain_text(later)
    ray.reload()
    given = ray.locator("[data-walk=given] li")
    expect(given).to_have_count(2)
    expect(given.first).to_contain_text(f"by {administrator}: No. This counts, as the latest.")
    expect(given.last).to_contain_text(f"by {officer}: Yes. Kept.")


def test_two_pages_of_one_phone_send_everything_once(phone, assessment):
    other = phone.context.new_page()
    other.goto(address(assessment))
    other.wait_for_selector("[data-walk=offline][data-kept=yes]", state="attached")
    phone.context.set_offline(True)
    answer(phone, "district.01", "Yes", photos=[picture("red")])
    says(other, "1 answer and 1 photo are only on this phone")
    other.goto(address(assessment) + "#digital.01")
    answer(other, "digital.01", "No", photos=[picture("blue")])
    says(phone, "2 answers and 2 photos are only on this phone")
    phone.context.set_offline(False)
    for page in (phone, other):
        all_sent(page)
    assert sorted(received(assessment).values()) == [1, 1]
    assert len(photos_are_whole(assessment)) == 2


def test_what_somebody_left_on_a_phone_is_shown_to_and_sent_by_nobody_else(
    phone, assessment, officer, administrator, live_server
):
    phone.context.set_offline(True)
    answer(phone, "district.01", "No", note="Of Ray", photos=[picture("red")])
    phone.context.add_cookies([session_cookie(administrator, live_server.url)])
    # Also the page of the first that is still open sends nothing in the name of the second.
    phone.context.set_offline(False)
    says(phone, "Another account is signed in on this phone. 1 answer and 1 photo are only on")
    open_walk(phone, assessment)
    all_sent(phone)
    assert "Of Ray" not in phone.content()
    ours = Answer.objects.filter(assessment=assessment)
    assert not ours.exists()

    phone.context.add_cookies([session_cookie(officer, live_server.url)])
    open_walk(phone, assessment)
    all_sent(phone)
    assert [each.answered_by for each in ours.all()] == [officer]
    assert len(photos_are_whole(assessment)) == 1


def test_what_the_portal_does_not_take_says_why_and_stays(phone, assessment):
    phone.context.set_offline(True)
    answer(phone, "district.01", "No")
    type(assessment).objects.filter(pk=assessment.pk).update(items=["digital.01"])
    phone.context.set_offline(False)
    says(phone, "1 answer was not taken. This walk does not ask that item.")
    type(assessment).objects.filter(pk=assessment.pk).update(items=assessment.items)
    phone.click("text=Try again")
    expect(phone.locator(SAYS)).to_have_text(NOTHING_HERE)
    assert received(assessment) == {("district.01", "no", "", 0): 1}
