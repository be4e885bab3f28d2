"""A passkey in a real browser: added, used to sign in without a password, and to sign an edition.

What goes wrong is said.
"""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from plans.signing.models import Signature
from tests import builders
from tests.journeys.accessibility import faults
from tests.journeys.conftest import sign_in
from tests.plans import life
from tests.plugins.skips import needs_browser

pytestmark = [needs_browser, pytest.mark.django_db(transaction=True)]
# A phone's: it knows its owner, who looks at it when asked.
PHONE = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
         "isUserVerified": True, "automaticPresenceSimulation": True}  # fmt: skip


@pytest.fixture
def scene(coalition, administrator):
    scene = life.make_scene(coalition=coalition, administrator=administrator)
    life.freeze(scene)
    return scene


class Phone:
    """What keeps the passkeys of a page's browser, and whether its owner looks at it."""

    def __init__(self, page):
        self._session = page.context.new_cdp_session(page)
        self._session.send("WebAuthn.enable")
        self._id = self._session.send("WebAuthn.addVirtualAuthenticator", {"options": PHONE})[
            "authenticatorId"
        ]

    def owner_is(self, *, there):
        self._session.send(
            "WebAuthn.setUserVerified", {"authenticatorId": self._id, "isUserVerified": there}
        )


def test_a_passkey_from_adding_it_to_signing_a_plan(visit, scene):
    page = visit(width=390)
    phone = Phone(page)
    page.goto("/accounts/login/")
    sign_in(page, scene.fire.email, builders.PASSWORD)

    page.goto("/accounts/2fa/passkeys/add/")
    page.get_by_label("Your password").fill(builders.PASSWORD)
    page.get_by_role("button", name="Go on").click()
    page.get_by_label("Name of the passkey").wait_for()
    assert faults(page) == []
    page.get_by_label("Name of the passkey").fill("Phone")
    phone.owner_is(there=False)
    page.get_by_role("button", name="Add the passkey").press("Enter")
    expect(page.get_by_role("alert")).to_contain_text(
        "No passkey was made: it was canceled, or took too long."
    )
    phone.owner_is(there=True)
    page.get_by_label("Name of the passkey").press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("10 of 10 recovery codes are left")

    page.goto("/accounts/2fa/")
    assert faults(page) == []
    leave(page)
    phone.owner_is(there=False)
    page.goto("/accounts/login/")
    page.get_by_role("button", name="Use a passkey").click()
    expect(page.get_by_role("alert")).to_contain_text("The passkey was not used")
    phone.owner_is(there=True)
    page.get_by_role("button", name="Use a passkey").click()
    page.wait_for_url(lambda url: "/accounts/" not in url)

    row = life.asked(scene, scene.fire)
    page.goto(
        reverse(
            "signing_sign",
            args=[scene.coalition.slug, scene.edition.plan_id, scene.edition.number, row.pk],
        )
    )
    assert faults(page) == []
    page.get_by_label("Type your full name").fill("Tom Hesse")
    page.get_by_role("button", name="Or use a passkey").press("Enter")
    expect(page.get_by_role("status")).to_contain_text("Your passkey has shown that it is you.")
    page.get_by_role("button", name="Sign edition 1").click()
    expect(page.locator(".toast-line")).to_contain_text("You signed edition 1.")
    assert Signature.objects.get(pk=row.pk).state == "signed"

    # The browser offers the passkey by itself, and this phone's owner always takes it.
    leave(page)
    page.goto("/accounts/login/")
    page.wait_for_url(lambda url: "/accounts/" not in url)


def test_a_browser_that_knows_no_passkeys_or_lost_its_network_says_so(visit):
    page = visit(width=390)
    page.goto("/accounts/login/")
    page.context.set_offline(True)
    page.get_by_role("button", name="Use a passkey").click()
    expect(page.get_by_role("alert")).to_contain_text("The portal does not answer.")
    page.evaluate("delete window.PublicKeyCredential")
    page.get_by_role("button", name="Use a passkey").click()
    expect(page.get_by_role("alert")).to_contain_text("This browser cannot use passkeys here.")


def test_who_signs_in_with_a_password_is_asked_for_no_passkey_any_more(visit, administrator):
    """The question brings a session of nobody.

    Coming after the answer to the password it would end the new session.
    """
    page, question, order = visit(), "/2fa/passkeys/sign-in/", []
    # Never answered: it ends when the page gives it up.
    page.route(f"**{question}", lambda route: None)
    page.on(
        "requestfailed",
        lambda request: order.append("question") if request.url.endswith(question) else None,
    )
    page.on(
        "response",
        lambda response: order.append("password") if response.request.method == "POST" else None,
    )
    with page.expect_request(f"**{question}"):
        page.goto("/accounts/login/")
    sign_in(page, administrator.email, builders.PASSWORD)
    assert order[:2] == ["question", "password"]


def leave(page):
    """Sign out."""
    page.goto("/accounts/logout/")
    page.get_by_role("button", name="Sign out").click()
    page.wait_for_url(lambda url: "/logout/" not in url)
