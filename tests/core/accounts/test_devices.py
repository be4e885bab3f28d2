"""Where one is signed in.

Each browser in words, signed out one by one or all but this one, at once.
"""

import time

import pytest
from allauth.usersessions.models import UserSession
from django.test import Client
from django.urls import reverse

from safety_portal.core.accounts.models import SignInEvent
from safety_portal.core.accounts.sessions import SEEN
from safety_portal.core.audit.models import AuditRow
from tests import builders

pytestmark = pytest.mark.django_db
PAGE = "/accounts/sessions/"
IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605.1.15 Version/17.0 Mobile/15E148 Safari/604.1"
WINDOWS = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/129.0 Safari/537.36"


@pytest.fixture
def dana():
    return builders.make_account(email="dana@example.org", name="Dana Whitlock")


def browser(account, *, named=WINDOWS):
    """A browser of its own, at a place of its own, in which the account has signed in."""
    number = next(builders.serial)
    client = Client(REMOTE_ADDR=f"10.7.{number // 256 % 256}.{number % 256}", HTTP_USER_AGENT=named)
    client.post("/accounts/login/", {"login": account.email, "password": builders.PASSWORD})
    return client


def session_of(client):
    return UserSession.objects.get(session_key=client.session.session_key)


def is_in(client):
    return client.get("/account/").status_code == 200


def test_the_page_tells_devices_apart_and_marks_this_one(dana):
    here, phone = browser(dana), browser(dana, named=IPHONE)
    page = here.get(PAGE).content.decode()

    assert "2 devices are signed in with your account" in page
    for words in (
        "Chrome on Windows",
        "Safari on an iPhone",
        here.defaults["REMOTE_ADDR"],
        phone.defaults["REMOTE_ADDR"],
    ):
        assert words in page
    assert (page.count("This one"), page.count(">Sign out this device<")) == (1, 1)
    assert PAGE in here.get("/account/").content.decode()


def test_one_is_signed_out_with_its_next_request(dana):
    here, phone, laptop = browser(dana), browser(dana, named=IPHONE), browser(dana)
    answer = here.post(reverse("usersessions_end", args=[session_of(phone).pk]), follow=True)

    assert "Safari on an iPhone is signed out." in answer.content.decode()
    assert [is_in(client) for client in (here, phone, laptop)] == [True, False, True]
    assert list(AuditRow.objects.values_list("action", "by_id")) == [("session.ended", dana.pk)]


def test_all_others_are_signed_out_at_once(dana):
    here, phone, laptop = browser(dana), browser(dana, named=IPHONE), browser(dana)
    answer = here.post(PAGE, follow=True)

    assert "2 other devices signed out." in answer.content.decode()
    assert "1 device is signed in with your account" in answer.content.decode()
    assert [is_in(client) for client in (here, phone, laptop)] == [True, False, False]
    assert AuditRow.objects.get().detail == {"count": 2}


def test_neither_this_one_nor_somebody_elses_is_ended(dana):
    here, stranger = browser(dana), browser(builders.make_account())
    addresses = [
        reverse("usersessions_end", args=[session_of(client).pk]) for client in (here, stranger)
    ]

    assert [here.post(address).status_code for address in addresses] == [404, 404]
    here.post(PAGE)
    assert (is_in(here), is_in(stranger)) == (True, True)
    assert stranger.defaults["REMOTE_ADDR"] not in here.get(PAGE).content.decode()


def test_what_would_not_be_let_in_any_more_is_not_listed(dana, settings):
    here, idle, old = browser(dana), browser(dana, named=IPHONE), browser(dana)
    session = idle.session
    session[SEEN] = int(time.time()) - settings.SESSION_IDLE_AGE - 1
    session.save()
    new = "another long sentence to type"
    here.post(
        "/accounts/password/change/",
        {"oldpassword": builders.PASSWORD, "password1": new, "password2": new},
    )

    assert "1 device is signed in with your account" in here.get(PAGE).content.decode()
    assert [is_in(client) for client in (here, idle, old)] == [True, False, False]


def test_when_it_was_seen_last_follows_its_use(dana):
    here = browser(dana)
    UserSession.objects.update(last_seen_at="2026-01-05T12:00:00Z")
    session = here.session
    session[SEEN] -= 301
    session.save()
    assert is_in(here)
    assert time.time() - session_of(here).last_seen_at.timestamp() < 60


def test_every_way_in_is_listed(client, cast, settings, district):
    settings.DEMO, settings.DEMO_DISTRICT = True, district.nces_id
    client.post(reverse("invitation_demo_sign_in"), {"email": cast.teacher.email})
    assert "1 device is signed in with your account" in client.get(PAGE).content.decode()


def test_the_page_asks_the_database_as_often_for_many_as_for_one(dana, django_assert_num_queries):
    here = browser(dana)
    with django_assert_num_queries(5):
        here.get(PAGE)
    for _ in range(4):
        browser(dana)
    with django_assert_num_queries(5):
        here.get(PAGE)


def test_the_last_20_events_of_ones_own_are_shown_with_their_device(dana):
    stranger = builders.make_account(email="stranger@example.org")
    theirs = browser(stranger)
    here = browser(dana, named=IPHONE)
    event = {
        "account": dana,
        "address_hash": "0" * 64,
        "outcome": "wrong_password",
        "ip": "192.0.2.1",
        "device": WINDOWS,
    }
    SignInEvent.objects.bulk_create(SignInEvent(**event) for _ in range(21))
    page = here.get("/account/").content.decode()

    assert page.count("Chrome on Windows, from 192.0.2.1") == 20
    assert theirs.defaults["REMOTE_ADDR"] not in page
