"""Linking a sign-in with one's own account, seeing and removing it.

Never somebody else's, never the last way in.
"""

import pytest
from allauth.mfa import app_settings as mfa
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.urls import reverse

from safety_portal.core.accounts.oidc import states
from safety_portal.core.audit.models import AuditRow
from safety_portal.core.notices.models import Message
from tests import builders
from tests.plugins.issuer import come_back

pytestmark = pytest.mark.django_db
OWN, LINK = "/accounts/sign-ins/", "/accounts/sign-ins/with/own/"


@pytest.fixture
def dana(client):
    account = builders.make_account(email="dana@example.org", name="Dana Whitlock")
    client.post("/accounts/login/", {"login": account.email, "password": builders.PASSWORD})
    client.post(reverse("account_reauthenticate"), {"password": builders.PASSWORD})
    return account


def removal(linked):
    return reverse("account_sign_in_unlink", args=[linked.pk])


def test_linking_from_inside_needs_no_address(client, issuer, dana):
    """The issuer is trusted with none, and knows Dana under another."""
    assert "Link Cedar sign-in" in client.get(OWN).content.decode()
    answer = come_back(client, client.post(LINK))
    assert (answer.status_code, answer.url) == (302, OWN)
    page = client.get(OWN).content.decode()
    assert "Your account has 1 linked sign-in" in page
    assert "<b>Cedar sign-in</b>, ines@example.org" in page
    assert "Link Cedar sign-in" not in page
    linked = SocialAccount.objects.get()
    assert (linked.user, linked.provider, linked.uid) == (dana, issuer.url, "248289761001")
    assert Message.objects.get().to_address == dana.email
    client.post("/accounts/logout/")
    come_back(client, client.post("/accounts/with/own/"))
    assert client.session["_auth_user_id"] == str(dana.pk)

    client.post(reverse("account_reauthenticate"), {"password": builders.PASSWORD})
    assert client.post(removal(linked)).url == OWN
    assert not SocialAccount.objects.exists()
    assert [row.action for row in AuditRow.objects.order_by("id")] == [
        "sign_in.linked",
        "sign_in.unlinked",
    ]
    assert (
        Message.objects.order_by("id").last().subject
        == "A sign-in with Cedar sign-in was removed from your account"
    )


def test_linking_asks_for_the_password_again_and_then_goes_on(client, issuer):
    account = builders.make_account(email="dana@example.org")
    client.force_login(account)
    answer = client.post(LINK)
    assert answer.url.startswith(reverse("account_reauthenticate"))
    page = client.post(answer.url, {"password": builders.PASSWORD})
    assert come_back(client, page).url == OWN
    assert SocialAccount.objects.get().user == account


def test_what_is_linked_with_another_account_stays_there(client, issuer, dana):
    other = builders.make_account()
    SocialAccount.objects.create(user=other, provider=issuer.url, uid=issuer.person["sub"])
    come_back(client, client.post(LINK))
    assert "is linked with another account here" in client.get(OWN).content.decode()
    assert SocialAccount.objects.get().user == other
    assert (AuditRow.objects.count(), Message.objects.count()) == (0, 0)
    assert client.post(removal(SocialAccount.objects.get())).status_code == 404
    assert SocialAccount.objects.count() == 1


def test_a_trip_that_another_account_began_links_nothing(client, issuer, dana):
    page = client.post(LINK)
    session = client.session
    session[states.KEY] = {
        name: each | {"state": each["state"] | {"kept": {"account": dana.pk + 1}}}
        for name, each in session[states.KEY].items()
    }
    session.save()
    assert come_back(client, page).status_code == 400
    assert not SocialAccount.objects.exists()


def test_who_cancels_comes_back_to_the_page(client, issuer, dana):
    issuer.cancels = True
    answer = come_back(client, client.post(LINK))
    assert (answer.status_code, f'href="{OWN}"' in answer.content.decode()) == (200, True)


@pytest.mark.parametrize("other", [None, "password", "passkey", "issuer", "issuer that is gone"])
def test_the_last_way_in_stays(client, issuer, settings, other):
    account = builders.make_account(password=builders.PASSWORD if other == "password" else None)
    linked = SocialAccount.objects.create(user=account, provider=issuer.url, uid="1")
    if other == "passkey":
        Authenticator.objects.create(user=account, type=Authenticator.Type.WEBAUTHN, data={})
    elif other == "issuer":
        settings.OIDC_ISSUERS += (issuer.as_setting(code="two", url="https://two.example"),)
        SocialAccount.objects.create(user=account, provider="https://two.example", uid="1")
    elif other == "issuer that is gone":
        SocialAccount.objects.create(user=account, provider="https://gone.example", uid="1")
    client.force_login(account)
    session = client.session  # the password or the passkey was asked for once more
    session["account_authentication_methods"] = [
        {"method": "password", "at": 2**33, "reauthenticated": True}
    ]
    session["account_authentication_methods_user"] = str(account.pk)
    session.save()
    assert client.post(removal(linked)).url == OWN
    removed = other in ("password", "issuer") or (other == "passkey" and mfa.PASSKEY_LOGIN_ENABLED)
    assert SocialAccount.objects.filter(pk=linked.pk).exists() is not removed
    if not removed:
        assert (
            "Cedar sign-in is the only way in to your account." in client.get(OWN).content.decode()
        )


def test_a_linked_sign_in_whose_issuer_is_gone_can_be_seen(client, dana):
    SocialAccount.objects.create(user=dana, provider="https://gone.example", uid="1")
    assert "<b>https://gone.example</b>" in client.get(OWN).content.decode()
