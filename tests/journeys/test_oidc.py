"""An invitation accepted with an issuer's sign-in, and the way in with it, in a real browser that
holds forms to the policy.
"""

import os
from pathlib import Path

import pytest
from django.urls import reverse

from coalitions.access.roles import Role
from coalitions.invitations.actions import inviting
from safety_portal.core.accounts.models import User
from tests.journeys.accessibility import faults
from tests.plugins.skips import needs_browser

pytestmark = [needs_browser, pytest.mark.django_db(transaction=True)]
PICTURES = os.environ.get("PORTAL_PICTURES")


def look(page, name):
    """Nothing that axe finds and nothing sideways, wide and on a phone."""
    for width in (1280, 390):
        page.set_viewport_size({"width": width, "height": 900})
        assert faults(page) == [], name
        assert page.evaluate("document.scrollingElement.scrollWidth <= window.innerWidth"), (
            f"{name} scrolls sideways"
        )
        if PICTURES:
            page.screenshot(path=Path(PICTURES) / f"oidc-{name}-{width}.png", full_page=True)


def test_invited_accepted_out_and_in_again(
    visit, live_server, issuer, settings, coalition, administrator
):
    settings.PORTAL_ADDRESS = live_server.url
    issuer.asks = True
    _, link = inviting.invite(
        coalition=coalition, email="ines@example.org", role=Role.HEALTH, by=administrator
    )
    page = visit()
    page.goto(link)
    look(page, "invitation")
    page.get_by_label("Your name, as it should stand on the plan").fill("Ines Marsh")
    page.get_by_label("I keep confidential").check()
    page.get_by_role("button", name="Accept with Cedar sign-in").click()
    page.get_by_role("link", name="Go on as Ines Marsh").click()
    page.get_by_text("You are a member of Juniper Elementary.").wait_for()
    assert not User.objects.get(email="ines@example.org").has_usable_password()

    page.goto(reverse("account_sign_ins"))
    look(page, "linked")
    page.get_by_role("button", name="Remove the sign-in with Cedar sign-in").click()
    page.get_by_text("Cedar sign-in is the only way in to your account.").wait_for()

    page.goto(reverse("account_logout"))
    page.get_by_role("button", name="Sign out").click()
    page.wait_for_url(lambda url: "/logout/" not in url)
    page.goto(reverse("account_login"))
    look(page, "sign-in")
    bare = visit(java_script_enabled=False)
    bare.goto(f"{reverse('account_login')}?next={reverse('membership_account')}")
    bare.get_by_role("button", name="Sign in with Cedar sign-in").click()
    bare.get_by_role("link", name="Go on as Ines Marsh").click()
    bare.wait_for_url(f"**{reverse('membership_account')}")
    assert bare.get_by_text("Signed in with Cedar sign-in").count() == 2

    issuer.person = {"sub": "9", "email": "nobody@example.org", "name": "Nobody"}
    page.goto(reverse("account_issuer", args=["own"]))
    look(page, "confirm")
    page.get_by_role("button", name="Go on to Cedar sign-in").click()
    page.get_by_role("link", name="Go on as Nobody").click()
    page.get_by_role("heading", name="You are not signed in").wait_for()
    look(page, "refused")
