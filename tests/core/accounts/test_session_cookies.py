"""The cookie of a session: set with it, taken by signing out, and left alone once it names nothing."""

import time

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.test import Client

from safety_portal.core.accounts.sessions import SEEN
from tests import builders

pytestmark = pytest.mark.django_db
NAME = settings.SESSION_COOKIE_NAME


@pytest.fixture
def dana():
    return builders.make_account(email="dana@example.org", name="Dana Whitlock")


@pytest.fixture
def client(dana):
    """A browser in which she is signed in."""
    client = Client()
    sign_in(client, dana)
    return client


def sign_in(client, account):
    return client.post("/accounts/login/", {"login": account.email, "password": builders.PASSWORD})


def taken(answer):
    """Whether an answer takes the cookie away."""
    return NAME in answer.cookies and not answer.cookies[NAME].value


def test_an_answer_that_comes_late_leaves_the_cookie_of_the_next_session_alone(client, dana):
    """As two requests of one browser: the first is answered when somebody has signed in again."""
    Session.objects.all().delete()
    late = Client()
    late.cookies[NAME] = client.cookies[NAME].value
    again = sign_in(client, dana)
    answer = late.get("/account/")
    assert (answer.status_code, answer.url.partition("?")[0]) == (302, "/accounts/login/")
    assert NAME not in answer.cookies
    assert "Cookie" in answer.headers["Vary"]
    client.cookies.update(answer.cookies)
    assert again.cookies[NAME].value == client.cookies[NAME].value
    assert client.get("/account/").status_code == 200


def test_signing_out_takes_the_cookie(client):
    answer = client.post("/accounts/logout/")
    assert taken(answer)
    assert not Session.objects.exists()


def test_a_session_that_nobody_used_takes_its_cookie_with_it(client):
    session = client.session
    session[SEEN] = int(time.time()) - settings.SESSION_IDLE_AGE - 1
    session.save()
    assert taken(client.get("/account/"))


def test_a_cookie_of_nothing_is_no_way_in_and_is_replaced_by_signing_in(dana):
    client = Client()
    client.cookies[NAME] = "a" * 32
    assert client.get("/account/").status_code == 302
    assert client.cookies[NAME].value == "a" * 32
    sign_in(client, dana)
    assert client.cookies[NAME].value != "a" * 32
    assert client.get("/account/").status_code == 200


def test_who_has_no_cookie_gets_none_by_reading():
    assert NAME not in Client().get("/help/").cookies
