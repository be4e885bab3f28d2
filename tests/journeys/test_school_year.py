"""A school year in a browser.

People from a file, training from a file, and the turn of the year that ends memberships.
"""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from coalitions.memberships.models.membership import Membership
from tests.journeys.looking import look
from tests.plugins.skips import needs_browser
from training.records.models import TrainingRecord

pytestmark = [needs_browser, pytest.mark.django_db(transaction=True)]
PEOPLE = (
    b"Name,Username,E-mail,Role,Password\nAda Byron,ada,ada@juniper.example,Teacher,hunter22\n"
    b"Pia Mills,pia,,Nurse,x\nTim Young,tim,,Student,x\n"
)


def transcript():
    held = timezone.localdate() - timedelta(days=40)
    rows = f"{held:%m/%d/%Y},Radio drill,2,Passed\n{held:%m/%d/%Y},Door check,1.5,Failed\n{held:%Y} Hours,3.5,,\n"
    return f"Date,Course,Hours,Status\n{rows}".encode()


def test_people_and_training_come_in_and_the_year_turns(visit, coalition, administrator, cast):
    page = visit(administrator)
    people_come_in(page)
    assert TrainingRecord.objects.count() == 0
    training_comes_in(visit(cast.sro, width=390))
    it_is_verified(page)
    the_year_turns(page)


def people_come_in(page):
    page.goto("/c/juniper/people/")
    page.get_by_role("link", name="Import from a file").click()
    choose(page, "staff.csv", PEOPLE)
    expect(page.locator("h1")).to_have_text("2 people are new")
    look(page, "people-file")
    assert Membership.objects.filter(person__name="Ada Byron").count() == 0
    page.get_by_role("button", name="Import 2 people").click()
    expect(page.locator("h1")).to_have_text("2 people were imported")
    look(page, "people-brought")
    rows = Membership.objects.filter(person__account=None).order_by("person__name")
    assert list(rows.values_list("person__name", "role")) == [
        ("Ada Byron", "teacher"),
        ("Pia Mills", "health"),
    ]


def training_comes_in(page):
    """An officer's own transcript, on a phone."""
    page.goto("/c/juniper/training/")
    page.get_by_role("link", name="Import a transcript").click()
    choose(page, "transcript.csv", transcript())
    expect(page.locator("h1")).to_have_text("1 new training, 0 unchanged, 2 skipped, 0 refused")
    look(page, "training-file")
    page.get_by_role("button", name="Import 1 training").click()
    expect(page.locator("h1")).to_have_text("1 training was imported")
    look(page, "training-brought")


def it_is_verified(page):
    page.goto("/c/juniper/training/to-verify/")
    page.get_by_label("Verify Radio drill").check()
    page.get_by_role("button", name="Verify 1 record").click()
    expect(page.locator(".toast-line").first).to_contain_text("1 record")
    assert TrainingRecord.objects.get().state == "verified"


def the_year_turns(page):
    page.goto("/c/juniper/people/")
    page.get_by_role("link", name="School year rollover").click()
    page.get_by_label("Ada Byron, Teacher").check()
    page.get_by_role("button", name="Look at what happens").click()
    expect(page.locator("h1")).to_have_text("End 1 membership?")
    look(page, "turn-sure")
    page.get_by_role("button", name="Turn the year").click()
    expect(page.locator(".toast-line").first).to_have_text("1 membership ended.")
    assert (
        not Membership.objects.current(timezone.localdate())
        .filter(person__name="Ada Byron")
        .exists()
    )


def choose(page, name, content):
    page.set_input_files("[name=file]", {"name": name, "mimeType": "text/csv", "buffer": content})
    page.get_by_role("button", name="Look at the file").click()
