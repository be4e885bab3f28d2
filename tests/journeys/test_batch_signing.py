"""A fire chief signs three plans at once, on a phone.

Then a designee signs for the superintendent.
"""

import os
from pathlib import Path

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from coalitions.access.roles import Role
from coalitions.memberships.models.designation import Designation
from plans.signing.models import Signature
from tests import builders
from tests.builders import PASSWORD
from tests.journeys.accessibility import faults
from tests.plans import life
from tests.plugins.skips import needs_browser

pytestmark = [needs_browser, pytest.mark.django_db(transaction=True)]
PICTURES = os.environ.get("PORTAL_PICTURES")


def looked_at(page, name):
    if PICTURES:
        page.screenshot(path=Path(PICTURES) / f"{name}.png", full_page=True)
    assert faults(page) == [], name
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), (
        f"{name} scrolls sideways"
    )


def test_three_plans_in_one_sitting_and_one_for_somebody_else(
    visit, coalition, sibling, district_coalition
):
    chief = builders.make_account(name="Tom Hesse")
    rows = [life.ask_in(place, chief) for place in (coalition, sibling, district_coalition)]
    page = visit(chief, width=390)
    page.goto(reverse("signing_to_sign", args=["juniper"]))
    page.get_by_role("link", name="Sign several at once").click()
    button = page.locator("main button[type=submit]")
    expect(button).to_have_text("Sign the plans you ticked")
    for tick in page.get_by_label("I have read it and sign it").all():
        tick.press("Space")
    expect(button).to_have_text("Sign 3 plans")
    looked_at(page, "sitting")
    page.get_by_label("Type your full name").fill("Tom Hesse")
    page.get_by_label("Your password").fill("not it")
    button.click()
    expect(page.locator(".errors")).to_contain_text("The password is not right.")
    expect(button).to_have_text("Sign 3 plans")
    looked_at(page, "sitting-refused")
    page.get_by_label("Your password").fill(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.locator(".toast-line")).to_contain_text("You signed 3 plans.")
    assert {Signature.objects.get(pk=row.pk).state for row in rows} == {"signed"}

    marian = builders.make_account(name="Marian Oyelaran")
    row = life.ask_in(district_coalition, marian, title="District plan", role=Role.ADMINISTRATOR)
    builders.make_member(coalition=district_coalition, role=Role.HEALTH, name="Joan Akers")
    name_a_designee(visit(marian, width=390), row)
    joan = Designation.objects.get().designee.person.account
    sign_as_designee(visit(joan, width=390, java_script_enabled=False), row)


def name_a_designee(page, row):
    page.goto(reverse("signing_sign", args=["cedar-county", row.edition.plan_id, 1, row.pk]))
    page.get_by_role("link", name="Let somebody sign for me").click()
    page.get_by_label("Who may sign").select_option(label="Joan Akers, Health")
    page.get_by_label("Last day").fill(life.in_days(30).isoformat())
    page.get_by_label("Why, or where it is written down").fill("On leave in May.")
    looked_at(page, "designee")
    page.get_by_role("button", name="Name this designee").click()
    expect(page.locator("h1")).to_have_text("Confirm it’s you")
    page.get_by_label("Your password").fill(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Joan Akers may sign for you")
    looked_at(page, "designee-named")


def sign_as_designee(page, row):
    page.goto(reverse("signing_to_sign", args=["cedar-county"]))
    page.get_by_role("link", name="Sign District plan, edition 1, for Marian Oyelaran").click()
    page.get_by_label("Type your full name").fill("Joan Akers")
    page.get_by_label("Your password").fill(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text(
        "Joan Akers, designee of Marian Oyelaran, signed edition 1"
    )
    assert Signature.objects.get(pk=row.pk).designee_name == "Joan Akers"
