"""Signing in and one's own account, page by page.

Our words, and the whole second step once through.
"""

import base64
import hmac
import re
import struct
import time

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator

from safety_portal.core.accounts.models import User
from safety_portal.core.notices.models import Message

PASSWORD = "correct horse battery staple"


@pytest.fixture
def dana(db):
    user = User.objects.create_user("dana@cedar.example", PASSWORD, name="Dana Whitlock")
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user


@pytest.fixture
def signed_in(client, dana):
    client.post("/accounts/login/", {"login": dana.email, "password": PASSWORD})
    return client


def code_now(secret):
    """What an authenticator app shows for `secret` (RFC 6238)."""
    digest = hmac.new(
        base64.b32decode(secret), struct.pack(">Q", int(time.time()) // 30), "sha1"
    ).digest()
    start = digest[-1] & 15
    return f"{(struct.unpack('>I', digest[start : start + 4])[0] & 0x7FFFFFFF) % 10**6:06}"


def heading(response):
    return " ".join(re.search(r"<h1>(.*?)</h1>", response.content.decode(), re.S)[1].split())


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("/accounts/login/", "Sign in"),
        ("/accounts/password/reset/", "Choose a new password"),
        ("/accounts/password/reset/done/", "Check your e-mail"),
        ("/accounts/password/reset/key/1-none/", "This link does not work any more"),
        ("/accounts/signup/", "There is no sign-up"),
        ("/accounts/inactive/", "This account is closed"),
    ],
)
def test_pages_before_the_door(client, db, address, words):
    assert heading(client.get(address)) == words


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("/accounts/password/change/", "Change your password"),
        ("/accounts/email/", "Your account has 1 e-mail address"),
        ("/accounts/2fa/", "Your account is protected by a password alone"),
        ("/accounts/sessions/", "1 device is signed in with your account"),
        ("/accounts/logout/", "Sign out of the portal?"),
        ("/accounts/reauthenticate/", "Confirm it’s you"),
    ],
)
def test_pages_of_ones_own_account(signed_in, address, words):
    response = signed_in.get(address)

    assert (response.status_code, heading(response)) == (200, words)


def test_no_page_before_the_door_tells_whether_an_address_has_an_account(client, dana):
    answers = [
        client.post("/accounts/login/", {"login": address, "password": "wrong"}).content.decode()
        for address in (dana.email, "nobody@cedar.example")
    ]

    known, unknown = (re.sub(r'value="[^"]*"', "", html) for html in answers)
    assert known == unknown
    assert "1 thing needs your attention" in known


def test_nobody_signs_up_unasked(client, db):
    words = {"email": "stranger@elsewhere.example", "password1": PASSWORD, "password2": PASSWORD}

    answer = client.post("/accounts/signup/", words)

    assert heading(answer) == "There is no sign-up"
    assert not User.objects.exists()


def test_the_mail_that_resets_a_password_is_ours_and_its_link_works(client, dana):
    client.post("/accounts/password/reset/", {"email": dana.email})

    sent = Message.objects.get()
    assert sent.subject == "Choose a new password for the Safety Portal"
    assert sent.text.startswith(
        "Somebody, probably you, asked to choose a new password for your account."
    )
    page = client.get(re.search(r"http://localhost:8000(\S+)", sent.text)[1], follow=True)
    assert heading(page) == "Choose a new password"


def test_the_second_step_from_setting_up_to_signing_in(signed_in, dana):
    setting_up = "/accounts/2fa/totp/activate/"
    assert heading(signed_in.get(setting_up, follow=True)) == "Confirm it’s you"
    page = signed_in.post(
        "/accounts/reauthenticate/", {"password": PASSWORD, "next": setting_up}, follow=True
    )
    assert heading(page) == "Set up your authenticator app in 2 steps"
    secret = re.search(r'<span class="seal">(\w+)</span>', page.content.decode())[1]

    done = signed_in.post(setting_up, {"code": code_now(secret)}, follow=True)
    assert heading(done) == "10 of 10 recovery codes are left"
    codes = re.findall(r"<li>(\w{8})</li>", done.content.decode())
    assert len(codes) == 10
    assert (
        heading(signed_in.get("/accounts/2fa/")) == "Your account asks for a code from your phone"
    )
    assert (
        heading(signed_in.get("/accounts/2fa/recovery-codes/generate/"))
        == "Make new recovery codes?"
    )
    assert (
        heading(signed_in.get("/accounts/2fa/totp/deactivate/"))
        == "Turn the code from your phone off?"
    )

    signed_in.post("/accounts/logout/")
    asked = signed_in.post(
        "/accounts/login/", {"login": dana.email, "password": PASSWORD}, follow=True
    )
    assert heading(asked) == "Now the code from your phone"
    signed_in.post("/accounts/2fa/authenticate/", {"code": codes[0]})
    assert signed_in.get("/accounts/email/").status_code == 200
    assert Authenticator.objects.filter(user=dana).count() == 2
