"""A whole section suggested in a real browser: the page stays until the portal has the words."""

import pytest
from django.contrib.sessions.models import Session
from django.urls import reverse
from playwright.sync_api import expect

from plans.comments.models.suggestion import Suggestion
from tests import builders
from tests.journeys.test_drafts import WHEN
from tests.journeys.writing import TEXT, put_cursor_after
from tests.plugins.skips import needs_browser

pytestmark = [needs_browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def tess(coalition):
    return builders.make_member(coalition=coalition, role="teacher", name="Tess Amory")


@pytest.fixture
def writing(visit, section, tess):
    """The page of a suggestion in which Tess has added a word."""
    edition = section.edition
    builders.force_status(edition, "in_review")
    page = visit(tess)
    place = [edition.plan.coalition.slug, edition.plan_id, edition.number, section.pk]
    page.goto(reverse("comment_suggest_whole", args=place))
    page.wait_for_selector(TEXT)
    put_cursor_after(page, "every semester.")
    page.keyboard.type(" Twice.")
    return page


def test_a_suggestion_goes_to_the_section_and_is_said(writing):
    writing.click("#save")
    writing.wait_for_selector("text=Your suggestion is added.")
    assert writing.url.endswith(f"#suggestion-{Suggestion.objects.get().pk}")
    assert "every semester. Twice.</p>" in Suggestion.objects.get().html


def test_without_a_network_the_page_stays_and_says_so(writing):
    writing.context.set_offline(True)
    writing.click("#save")
    expect(writing.locator("#says")).to_contain_text(
        "Not sent: there is no connection. Your words are kept on this device."
    )
    writing.context.set_offline(False)
    writing.click("#save")
    writing.wait_for_selector("text=Your suggestion is added.")
    assert writing.evaluate("Object.keys(localStorage).length") == 0


def test_signed_out_the_words_are_offered_after_signing_in(writing, tess):
    Session.objects.all().delete()
    writing.click("#save")
    expect(writing.locator("#says")).to_contain_text("Not sent: you are signed out.")
    writing.click("text=Sign in again")
    writing.fill("input[name=login]", tess.email)
    writing.fill("input[name=password]", builders.PASSWORD)
    writing.keyboard.press("Enter")
    writing.wait_for_selector(TEXT)
    expect(writing.locator("#local-when")).to_have_text(WHEN)
    writing.click("#local-use")
    writing.click("#save")
    writing.wait_for_selector("text=Your suggestion is added.")
    assert "every semester. Twice.</p>" in Suggestion.objects.get().html


def test_a_page_older_than_the_sign_in_says_so(writing):
    writing.context.clear_cookies(name="csrftoken")
    writing.click("#save")
    expect(writing.locator("#says")).to_contain_text(
        "Not sent: this page is older than your sign-in"
    )
    assert Suggestion.objects.count() == 0


def test_what_the_form_refuses_is_shown_as_ever(writing):
    put_cursor_after(writing, "Twice.")
    for _ in " Twice.":
        writing.keyboard.press("Backspace")
    writing.click("#save")
    writing.wait_for_selector("text=It says that already. Change the words first.")
