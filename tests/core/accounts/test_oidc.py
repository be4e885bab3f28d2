"""Signing in by an issuer of ours, over real HTTP.

Who gets in, who does not, and what happens when it goes wrong.
"""

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.adapter import get_adapter as second_step
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.urls import reverse

from coalitions.access.roles import Role
from safety_portal.core.accounts.models import SignInEvent, User
from safety_portal.core.audit.models import AuditRow
from safety_portal.core.notices.models import Message
from tests import builders
from tests.core.accounts.own_issuer import BACK, BEGIN, OWN, is_in, sign_in, text_of
from tests.plugins.issuer import come_back, way_to

pytestmark = pytest.mark.django_db


def outcomes():
    return list(SignInEvent.objects.order_by("id").values_list("outcome", "account", "through"))


def test_without_an_issuer_there_is_no_button_and_no_address(client, ines):
    assert "Sign in with" not in client.get("/accounts/login/").content.decode()
    client.force_login(ines)
    assert "Linked sign-ins" not in client.get("/account/").content.decode()
    answers = [
        client.get(BEGIN),
        client.post(BEGIN),
        client.get(BACK + "?state=x&code=y"),
        client.get(OWN),
    ]
    assert [answer.status_code for answer in answers] == [404] * 4


def test_the_page_leads_to_the_issuer_with_everything_it_asks_for(client, issuer):
    assert "Sign in with Cedar sign-in" in client.get("/accounts/login/").content.decode()
    asked = client.get(BEGIN, {"next": "/help/"})
    assert (asked.status_code, "Sign in with Cedar sign-in?" in text_of(asked)) == (200, True)
    page = client.post(BEGIN, {"next": "/help/"})
    assert page["Content-Security-Policy"].count("form-action 'self';") == 1
    assert "no-store" in page["Cache-Control"]
    assert way_to(page).startswith(f"{issuer.url}/authorize?")
    come_back(client, page)
    asked = issuer.asked[-1]
    assert set(asked) == {
        "response_type", "client_id", "redirect_uri", "scope", "state", "nonce", "code_challenge", "code_challenge_method",
    }  # fmt: skip
    assert asked["redirect_uri"] == f"http://localhost:8000{BACK}"
    assert (asked["scope"], asked["code_challenge_method"]) == ("openid profile email", "S256")


@pytest.mark.parametrize(
    ("next_url", "lands"), [("/help/?a=b", "/help/?a=b"), ("https://evil.example/", "/"), ("", "/")]
)
def test_a_linked_account_signs_in_and_goes_on_safely(client, linked, next_url, lands):
    answer = sign_in(client, next=next_url)
    assert (answer.status_code, answer.url, is_in(client)) == (302, lands, str(linked.pk))
    assert outcomes() == [("signed_in", linked.pk, "Cedar sign-in")]
    assert {"began_at", "seen_at"} <= set(client.session.keys())
    assert "Signed in with Cedar sign-in" in text_of(client.get("/account/"))
    assert (Message.objects.count(), AuditRow.objects.count()) == (0, 0)


def test_the_link_holds_when_the_address_changes_but_not_at_another_issuer(
    client, issuer, linked, settings
):
    issuer.person = {**issuer.person, "email": "married@example.org", "email_verified": False}
    sign_in(client)
    assert is_in(client) == str(linked.pk)
    client.logout()
    SocialAccount.objects.update(provider="https://another.example")
    assert sign_in(client).status_code == 403
    assert is_in(client) is None


@pytest.mark.parametrize(
    ("email", "verified"),
    [
        ("ines@example.org", True),
        ("nobody@example.org", True),
        ("", None),
        ("ines@example.org", False),
    ],
)
def test_who_is_not_linked_reads_the_same_whoever_it_is(client, issuer, ines, email, verified):
    """The issuer is trusted with no address: it may say of anybody that they are Ines."""
    issuer.person = {"sub": "9", "email": email, "email_verified": verified}
    answer = sign_in(client)
    assert answer.status_code == 403
    assert text_of(answer) == (
        "You are not signed in No account here is linked with your account at Cedar sign-in. If you have one here, sign in"
        " another way and link it on the page Linked sign-ins. If you have none, ask an administrator of your coalition for an"
        " invitation. Back to signing in"
    )
    assert (is_in(client), SocialAccount.objects.count(), User.objects.count()) == (None, 0, 1)
    assert [(outcome, through) for outcome, _, through in outcomes()] == [
        ("not_linked", "Cedar sign-in")
    ]


def test_a_believed_address_finds_the_account_links_it_and_tells_the_owner(client, believed, ines):
    sign_in(client)
    assert is_in(client) == str(ines.pk)
    linked = SocialAccount.objects.get()
    assert (linked.user, linked.provider, linked.uid) == (ines, believed.url, "248289761001")
    row = AuditRow.objects.get()
    assert (row.action, row.detail) == ("sign_in.linked", {"issuer": "Cedar sign-in"})
    told = Message.objects.get()
    assert (told.to_address, told.subject) == (
        ines.email,
        "A sign-in with Cedar sign-in was linked with your account",
    )
    assert "If that was not you" in told.text
    client.logout()
    sign_in(client)
    assert (SocialAccount.objects.count(), Message.objects.count(), AuditRow.objects.count()) == (
        1,
        1,
        1,
    )


@pytest.mark.parametrize(
    "what", ["unverified here", "unverified there", "silent", "other domain", "closed"]
)
def test_what_is_not_believed_finds_nobody(client, believed, ines, what):
    changes = {"unverified there": {"email_verified": False}, "silent": {"email_verified": None}}
    believed.person = believed.person | changes.get(what, {})
    if what == "unverified here":
        EmailAddress.objects.update(verified=False)
    elif what == "other domain":
        EmailAddress.objects.update(email="ines@example.net")
        believed.person = {**believed.person, "email": "ines@example.net"}
    elif what == "closed":
        User.objects.update(is_active=False)
    assert sign_in(client).status_code == 403
    assert (is_in(client), SocialAccount.objects.count()) == (None, 0)


def test_a_closed_account_stays_closed(client, linked):
    User.objects.update(is_active=False)
    assert sign_in(client).url == reverse("account_inactive")
    assert is_in(client) is None
    assert outcomes() == [("closed", linked.pk, "Cedar sign-in")]


def test_the_second_step_is_asked_for_all_the_same(client, linked, coalition, settings):
    settings.SECOND_FACTOR_REQUIRED = True
    builders.make_member(coalition=coalition, role=Role.SRO, account=linked)
    people = reverse("membership_people", args=[coalition.slug])
    sign_in(client)
    assert client.get(people).url == reverse("mfa_index")
    client.logout()
    secret = second_step().encrypt("JBSWY3DPEHPK3PXP")
    Authenticator.objects.create(user=linked, type=Authenticator.Type.TOTP, data={"secret": secret})
    assert sign_in(client, next=people).url == reverse("mfa_authenticate")
    assert is_in(client) is None


def test_whoever_is_signed_in_gives_way_to_who_comes_back(client, linked):
    client.force_login(builders.make_account())
    sign_in(client)
    assert is_in(client) == str(linked.pk)


def test_a_state_serves_once_in_its_own_browser(client, linked):
    page, used = client.post(BEGIN), []
    come_back(client, page, change=lambda back: used.append(back) or back)
    assert is_in(client) == str(linked.pk)
    client.logout()
    again = client.get(used[0].removeprefix("http://localhost:8000"))
    elsewhere = type(client)().get(way_back(client.post(BEGIN), client))
    nothing = client.get(BACK)
    for answer in (again, elsewhere, nothing):
        assert (answer.status_code, "This sign-in has run out" in text_of(answer)) == (400, True)
    assert is_in(client) is None


def way_back(page, client):
    found = []
    come_back(client, page, change=lambda back: found.append(back) or f"{BACK}?state=other&code=1")
    return found[0].removeprefix("http://localhost:8000")


def test_who_cancels_at_the_issuer_finds_a_way_back(client, issuer, linked):
    issuer.cancels = True
    answer = sign_in(client)
    assert (answer.status_code, "You came back without signing in" in text_of(answer)) == (
        200,
        True,
    )
    assert 'href="/accounts/login/"' in answer.content.decode()
    assert is_in(client) is None


def test_nobody_begins_too_often(client, issuer, settings):
    settings.ACCOUNT_RATE_LIMITS = {"login": "2/m/ip"}
    assert [client.post(BEGIN).status_code for _ in range(3)] == [200, 200, 429]


def test_an_address_told_by_userinfo_alone_counts(client, believed, ines):
    believed.says_address_by_userinfo = True
    sign_in(client)
    assert is_in(client) == str(ines.pk)
