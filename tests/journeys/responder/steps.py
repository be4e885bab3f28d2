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


def told(page):
    """Until what was opened without a signal is told to the portal; a context of what leads there."""
    return page.expect_response(lambda answer: answer.url.endswith("/responder/openings/"))


def keeps(page, number):
    """Until the phone has so many stores: of pages, and of openings to be told."""
    page.evaluate(
        """async (number) => {
          while ((await caches.keys()).length !== number) await new Promise(requestAnimationFrame);
        }""",
        number,
    )
