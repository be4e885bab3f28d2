"""A walk where there is no signal: nothing that was answered is lost, and nothing is there twice.

What the phone kept and what the portal has are compared by hash.
"""

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import expect

from tests.builders import PASSWORD
from tests.journeys.conftest import sign_in
from tests.journeys.walk.steps import (
    add_photos,
    address,
    all_sent,
    answer,
    choose,
    kill,
    on_phone,
    open_walk,
    photos_are_whole,
    picture,
    received,
    says,
    shows,
)
from tests.plugins.skips import needs_browser

pytestmark = [needs_browser, pytest.mark.django_db(transaction=True)]


def test_an_answer_is_sent_and_counts(phone, assessment):
    all_sent(phone)
    answer(phone, "district.01", "No", note="Nobody is named.")
    all_sent(phone)
    assert received(assessment) == {("district.01", "no", "Nobody is named.", 0): 1}
    shows(phone, "digital.01")
    expect(phone.locator("[data-walk=where]")).to_have_text(
        "Digital infrastructure · 1 of 6 answered, 5 left"
    )


def test_offline_twice_all_arrives_once(phone, assessment, officer):
    phone.context.set_offline(True)
    answer(phone, "district.01", "Yes")
    answer(phone, "digital.01", "No", note="Old locks", photos=[picture("red"), picture("blue")])
    says(phone, "No signal. 2 answers and 2 photos are only on this phone")
    kept = on_phone(phone, officer, "photos", "sha256")
    assert received(assessment) == {}

    phone.context.set_offline(False)
    all_sent(phone)
    phone.context.set_offline(True)
    answer(phone, "perimeter.01", "Partly", photos=[picture("green")])
    says(phone, "No signal. 1 answer and 1 photo are only on this phone")
    kept += [each for each in on_phone(phone, officer, "photos", "sha256") if each not in kept]
    phone.context.set_offline(False)
    all_sent(phone)

    assert received(assessment) == {
        ("district.01", "yes", "", 0): 1,
        ("digital.01", "no", "Old locks", 2): 1,
        ("perimeter.01", "partly", "", 1): 1,
    }
    assert photos_are_whole(assessment) == set(kept)
    assert len(kept) == 3


def test_without_a_signal_the_walk_opens_and_goes_on(phone, assessment):
    phone.context.set_offline(True)
    answer(phone, "district.01", "Yes")
    phone.reload()
    says(phone, "No signal. 1 answer is only on this phone")
    shows(phone, "digital.01")
    phone.goto(address(assessment) + "#district.01")
    expect(phone.locator("[data-walk=given] li")).to_contain_text("Yes, only on this phone.")
    phone.goto(address(assessment) + "#digital.01")
    answer(phone, "digital.01", "Does not apply")
    phone.context.set_offline(False)
    all_sent(phone)
    assert sum(received(assessment).values()) == 2


def test_a_browser_that_is_killed_keeps_answers_photos_and_what_was_not_saved(
    own_browser, assessment, officer
):
    page = own_browser(officer)
    open_walk(page, assessment)
    page.context.set_offline(True)
    answer(page, "district.01", "No", photos=[picture("red"), picture("blue")])
    says(page, "No signal. 1 answer and 2 photos are only on this phone")
    choose(page, "Partly")
    page.fill("#note", "Half of the")
    add_photos(page, picture("green"))
    expect_draft = (
        "() => document.querySelector('[data-walk=says]').textContent.includes('3 photos')"
    )
    page.wait_for_function(expect_draft)
    kept = on_phone(page, officer, "photos", "sha256")
    kill(page)

    page = own_browser(officer)
    page.goto(address(assessment))
    shows(page, "digital.01")
    assert page.input_value("#note") == "Half of the"
    expect(page.locator("[data-walk=photos] figure")).to_have_count(1)
    says(page, "1 photo is only on this phone.")
    page.click("text=Save, next item")
    all_sent(page)
    assert received(assessment) == {
        ("district.01", "no", "", 2): 1,
        ("digital.01", "partly", "Half of the", 1): 1,
    }
    assert photos_are_whole(assessment) == set(kept)


def test_a_session_that_ends_keeps_everything_and_goes_on_after_signing_in(
    phone, assessment, officer
):
    Session.objects.all().delete()
    answer(phone, "district.01", "No", photos=[picture("red")])
    says(phone, "You are signed out. 1 answer and 1 photo are only on this phone")
    answer(phone, "digital.01", "Yes")
    says(phone, "You are signed out. 2 answers and 1 photo are only on this phone")
    kept = on_phone(phone, officer, "photos", "sha256")
    phone.click("text=Sign in and go on")
    sign_in(phone, officer.email, PASSWORD)
    all_sent(phone)
    shows(phone, "perimeter.01")
    assert received(assessment) == {
        ("district.01", "no", "", 1): 1,
        ("digital.01", "yes", "", 0): 1,
    }
    assert photos_are_whole(assessment) == set(kept)
