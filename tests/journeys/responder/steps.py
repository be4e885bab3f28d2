"""What one does on a phone that keeps schools, and what the portal has of it."""

from playwright.sync_api import expect

from coalitions.openings.models import Opening

SCHOOL, PLAN = "/responder/schools/juniper/", "/responder/schools/juniper/plan/"
FROM_PHONE = "[data-hand=from-phone]"
CACHES = "() => caches.keys().then((names) => names.length)"


def keep(page):
    """Open the list, until all of it is on the phone and the worker answers."""
    page.goto("/responder/")
    page.wait_for_selector("[data-hand=says][data-kept=yes]", state="attached")
    page.wait_for_function("() => navigator.serviceWorker.controller !== null")


def is_from_phone(page):
    expect(page.locator(FROM_PHONE)).to_be_visible()


def openings(account, way="without_signal"):
    """What the portal's log has of an account, as (page, slug)."""
    rows = Opening.objects.filter(account=account, way=way)
    return sorted(rows.values_list("page", "coalition__slug"))


def none_waits(page, account):
    """Until nothing waits on the phone to be told."""
    page.wait_for_function(
        "name => caches.has(name).then((is) => !is)", arg=f"safety-portal-openings {account.pk}"
    )
