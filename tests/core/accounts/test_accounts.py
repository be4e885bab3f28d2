"""The door: who gets in, what is noted, what is throttled, how long it stays open."""

import logging
import statistics
import time

import pytest
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth.hashers import identify_hasher
from django.core.management import call_command
from django.test import RequestFactory
from django.urls import reverse

from coalitions.access.roles import Role
from safety_portal import env
from safety_portal.core.accounts.events import address_hash
from safety_portal.core.accounts.models import SignInEvent, User
from safety_portal.core.accounts.reauthentication import confirm_identity
from safety_portal.core.accounts.sessions import BEGAN, SEEN
from safety_portal.core.audit.models import AuditRow
from safety_portal.core.notices.models import Message
from safety_portal.core.operation import logs
from safety_portal.settings import base
from tests import builders
from tests.core.accounts.at_the_door import LOGIN, outcomes, sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def dana():
    return builders.make_account(email="dana@example.org", name="Dana Whitlock")


def test_every_try_is_noted_without_keeping_what_was_typed(client, dana):
    sign_in(client, "Nobody@example.org", "my secret word")
    sign_in(client, password="my secret word")
    sign_in(client)
    client.post(reverse("account_logout"))
    assert outcomes() == ["wrong_password", "wrong_password", "signed_in", "signed_out"]
    unknown, known, *_ = SignInEvent.objects.order_by("id")
    assert (unknown.account, known.account) == (None, dana)
    assert unknown.address_hash == address_hash("nobody@example.org")
    assert "nobody@" not in str(list(SignInEvent.objects.values()))


def test_sign_in_is_throttled_in_postgresql_for_known_and_unknown_alike(client, dana):
    assert settings.CACHES["default"]["BACKEND"].endswith("database.plain_cache.PlainCache")
    pages = {}
    for email in ("dana@example.org", "nobody@example.org"):
        for _ in range(5):
            sign_in(client, email, "wrong")
        # The right password does not help any more: guessing cannot be told from knowing.
        answer = sign_in(client, email)
        assert "_auth_user_id" not in client.session
        pages[email] = answer.content.decode().replace(email, "ADDRESS")
        assert "Too many tries. Wait 5 minutes" in pages[email]
    assert outcomes().count("too_many_tries") == 2
    known, unknown = (strip_secrets(page) for page in pages.values())
    assert known == unknown


def strip_secrets(page):
    return "\n".join(
        line
        for line in page.splitlines()
        if "csrfmiddlewaretoken" not in line and "nonce" not in line
    )


def test_one_place_cannot_try_many_addresses(client):
    for number in range(31):
        answer = sign_in(client, f"someone{number}@example.org", "wrong")
    assert "Too many tries" in answer.content.decode()


def test_asking_for_reset_mails_is_answered_with_429_past_the_limit(client, dana):
    for address, mails in ((dana.email, 5), ("x@example.org", 0)):
        answers = [
            client.post(reverse("account_reset_password"), {"email": address}) for _ in range(6)
        ]
        assert [answer.status_code for answer in answers] == [302] * 5 + [429]
        assert Message.objects.filter(to_address=address).count() == mails


def test_a_reset_answers_the_same_for_known_and_unknown_and_its_link_ignores_the_host(client, dana):
    url = reverse("account_reset_password")
    answers = [
        client.post(url, {"email": email}, HTTP_HOST="evil.example")
        for email in (dana.email, "nobody@example.org")
    ]
    assert [(answer.status_code, answer.url) for answer in answers] == [
        (302, reverse("account_reset_password_done"))
    ] * 2
    # Nobody has mail sent to an address that is no account's.
    mail = Message.objects.get()
    assert mail.to_address == dana.email
    assert f"{settings.PORTAL_ADDRESS}/accounts/password/reset/key/" in mail.text
    assert "evil.example" not in mail.text


def test_known_and_unknown_addresses_take_as_long_with_the_real_hasher(client, dana, settings):
    settings.PASSWORD_HASHERS = base.PASSWORD_HASHERS
    settings.ACCOUNT_RATE_LIMITS = {}
    dana.set_password(builders.PASSWORD)
    dana.save()
    assert identify_hasher(User.objects.get().password).algorithm == "argon2"

    def seconds(email):
        began = time.perf_counter()
        sign_in(client, email, "wrong")
        return time.perf_counter() - began

    seconds(dana.email)
    pairs = [(seconds(dana.email), seconds("nobody@example.org")) for _ in range(7)]
    known, unknown = (statistics.median(times) for times in zip(*pairs, strict=True))
    assert abs(known - unknown) < 0.5 * max(known, unknown)


def test_a_session_ends_when_idle_and_at_its_end(client, dana):
    def reached_after(**stamps):
        sign_in(client)
        session = client.session
        session.update(stamps)
        session.save()
        return client.get(reverse("membership_account")).status_code

    now = int(time.time())
    assert reached_after() == 200
    assert reached_after(**{SEEN: now - settings.SESSION_IDLE_AGE - 1}) == 302
    assert reached_after(**{BEGAN: now - settings.SESSION_COOKIE_AGE - 1}) == 302
    assert reached_after(**{SEEN: now - 600}) == 200
    assert client.session[SEEN] >= now


def test_every_way_in_dates_its_session(client, dana, settings, cast, district):
    settings.DEMO, settings.DEMO_DISTRICT = True, district.nces_id
    sign_in(client)
    assert {BEGAN, SEEN} <= set(client.session.keys())
    client.logout()
    client.post(reverse("invitation_demo_sign_in"), {"email": cast.teacher.email})
    assert {BEGAN, SEEN} <= set(client.session.keys())


def test_a_closed_account_is_out_at_once_and_cannot_come_back(client, dana, capsys):
    sign_in(client)
    assert client.get(reverse("membership_account")).status_code == 200
    call_command("close_account", "dana@example.org")
    assert client.get(reverse("membership_account")).status_code == 302
    assert not UserSession.objects.filter(user=dana).exists()
    assert sign_in(client).url == reverse("account_inactive")
    assert AuditRow.objects.get().action == "account.closed"
    call_command("close_account", "dana@example.org", "--open")
    assert sign_in(client).url == "/"


def test_the_password_once_more_is_throttled(dana):
    request = RequestFactory().post("/", REMOTE_ADDR="10.9.9.9")
    request.user = dana
    assert confirm_identity(request, {"password": builders.PASSWORD})
    assert confirm_identity(request, {"password": "wrong"}).reason == "The password is not right."
    for _ in range(3):
        confirm_identity(request, {"password": "wrong"})
    refused = confirm_identity(request, {"password": builders.PASSWORD})
    assert not refused
    assert refused.reason.startswith("Too many tries.")
    assert outcomes() == ["wrong_password"] * 4 + ["too_many_tries"]


def test_a_changed_password_is_told_and_recorded_and_ends_other_sessions(client, dana):
    other = type(client)(REMOTE_ADDR="10.8.8.8")
    sign_in(other)
    sign_in(client)
    new = "another long sentence to type"
    data = {"oldpassword": builders.PASSWORD, "password1": new, "password2": new}
    assert client.post(reverse("account_change_password"), data).status_code == 302
    assert [row.action for row in AuditRow.objects.all()] == ["password.changed"]
    assert Message.objects.get().to_address == dana.email
    assert client.get(reverse("membership_account")).status_code == 200
    assert other.get(reverse("membership_account")).status_code == 302


def test_the_demo_door_exists_only_in_the_demo(client, cast, settings, district):
    url = reverse("invitation_demo_sign_in")
    assert client.post(url, {"email": cast.teacher.email}).status_code == 404
    assert cast.teacher.email not in client.get(LOGIN).content.decode()
    settings.DEMO = True
    assert client.post(url, {"email": cast.teacher.email}).status_code == 404, (
        "of a district that the demo did not make"
    )
    settings.DEMO_DISTRICT = district.nces_id
    page = client.get(LOGIN).content.decode()
    assert page.count('name="email"') == len(Role)
    stranger = builders.make_account(email="stranger@example.org")
    assert client.post(url, {"email": stranger.email}).status_code == 404
    assert client.post(url, {"email": cast.teacher.email}).status_code == 302
    assert client.session["_auth_user_id"] == str(cast.teacher.pk)


def test_production_believes_one_proxy_and_asks_for_the_second_step():
    assert env.PROXIES == 1
    assert env.SECOND_FACTOR is True


@pytest.mark.parametrize(
    "way", ["/invitations/", "/accounts/password/reset/key/", "/accounts/confirm-email/"]
)
def test_secrets_in_addresses_stay_out_of_the_logs(way):
    line = {"request": f"GET {way}a-secret/", "event": f"Not Found: {way}a-secret/", "code": 404}
    for processor in logs.SHARED:
        line = processor(logging.getLogger("django.request"), "info", line)
    assert (line["request"], line["event"]) == (f"GET {way}***/", f"Not Found: {way}***/")
