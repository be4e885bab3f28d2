"""Somebody guesses a signer's password on purpose, to shut them out while a signature is due.

It does not work.
"""

import pytest
from django.conf import settings
from django.core import signing
from django.test import Client
from django.urls import reverse

from safety_portal.core.accounts import known_browsers
from tests import builders

pytestmark = pytest.mark.django_db
COOKIE = settings.KNOWN_BROWSER_COOKIE_NAME
WRONG = "not the password"
TOO_MANY = "Too many tries. Wait 5 minutes"


@pytest.fixture
def chief():
    return builders.make_account(email="chief@example.org", name="Ines Farrow")


def attempt(client, address="chief@example.org", password=WRONG, place="10.0.0.1"):
    """Whether it let somebody in.

    False where the password was wrong, the words where there were too many tries.
    """
    answer = client.post(
        reverse("account_login"), {"login": address, "password": password}, REMOTE_ADDR=place
    )
    if answer.status_code == 302:
        client.post(reverse("account_logout"))
        return True
    return TOO_MANY if TOO_MANY in answer.content.decode() else False


def guess(times, place="10.0.0.1"):
    return [attempt(Client(), place=place) for _ in range(times)][-1]


def test_guesses_elsewhere_do_not_shut_the_owner_out(chief):
    own = Client()
    assert attempt(own, password=builders.PASSWORD) is True
    assert guess(6) == TOO_MANY
    assert attempt(Client(), password=builders.PASSWORD) == TOO_MANY
    assert attempt(own, password=builders.PASSWORD) is True
    assert attempt(Client(), password=builders.PASSWORD, place="10.0.0.2") is True


def test_guesses_from_everywhere_do_not_shut_a_known_browser_out(chief, settings):
    settings.ACCOUNT_RATE_LIMITS = settings.ACCOUNT_RATE_LIMITS | {
        "login_failed_elsewhere": "10/h/key"
    }
    own = Client()
    assert attempt(own, password=builders.PASSWORD) is True
    assert guess(5, place="10.0.1.1") is guess(5, place="10.0.1.2") is False
    assert guess(1, place="10.0.1.3") == TOO_MANY
    assert attempt(Client(), password=builders.PASSWORD, place="10.0.1.4") == TOO_MANY
    assert attempt(own, password=builders.PASSWORD) is True


def test_a_right_password_from_a_new_browser_counts_for_no_try(chief, settings):
    settings.ACCOUNT_RATE_LIMITS = settings.ACCOUNT_RATE_LIMITS | {
        "login_failed_elsewhere": "3/h/key"
    }
    assert [attempt(Client(), password=builders.PASSWORD) for _ in range(5)] == [True] * 5


def test_guesses_in_a_known_browser_are_limited_too(chief):
    own = Client()
    attempt(own, password=builders.PASSWORD)
    assert [attempt(own) for _ in range(6)] == [False] * 5 + [TOO_MANY]
    assert attempt(own, password=builders.PASSWORD) == TOO_MANY
    assert attempt(Client(), password=builders.PASSWORD) is True


def test_a_browser_that_knows_another_account_knows_this_one_no_better(chief):
    builders.make_account(email="guest@example.org", name="Guest")
    guest = Client()
    assert attempt(guest, "guest@example.org", builders.PASSWORD) is True
    guess(6)
    assert attempt(guest, password=builders.PASSWORD) == TOO_MANY


@pytest.mark.parametrize("made_up", ["", "x", "a:b:c", "of another salt"])
def test_a_cookie_that_we_did_not_sign_is_none(chief, made_up):
    client = Client()
    client.cookies[COOKIE] = (
        signing.dumps(["name", "0" * 16], salt=made_up) if " " in made_up else made_up
    )
    assert attempt(client) is False
    guess(5)
    assert attempt(client, password=builders.PASSWORD) == TOO_MANY


def test_the_cookie_lets_nobody_in_and_names_nobody(chief):
    own = Client()
    attempt(own, password=builders.PASSWORD)
    stolen = Client()
    stolen.cookies[COOKIE] = own.cookies[COOKIE].value
    assert stolen.get(reverse("membership_account")).status_code == 302
    assert "chief" not in str(signing.loads(own.cookies[COOKIE].value, salt=known_browsers.SALT))
    assert own.cookies[COOKIE]["httponly"]
    assert own.cookies[COOKIE]["samesite"] == "Lax"


def test_a_computer_of_a_staff_room_knows_the_last_ten(rf):
    client = Client()
    for number in range(known_browsers.MOST + 1):
        builders.make_account(email=f"teacher{number}@example.org", name=f"Teacher {number}")
        assert attempt(client, f"teacher{number}@example.org", builders.PASSWORD) is True
    request = rf.get("/")
    request.COOKIES[COOKIE] = client.cookies[COOKIE].value
    browser = known_browsers.browser_of(request)
    assert [browser.knows(f"Teacher{number}@example.org") for number in range(11)] == [False] + [
        True
    ] * 10
