"""An issuer, or who passes for one, that means harm: over real HTTP, nobody gets in and the portal does not wait."""

import json
import logging
import time
from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialAccount
from django.utils import timezone

from safety_portal.core.accounts.models import SignInEvent
from safety_portal.core.accounts.oidc import answers, states
from safety_portal.core.accounts.oidc.discovery import may_ask
from tests import builders
from tests.plugins.issuer import come_back, way_to

pytestmark = pytest.mark.django_db
BEGIN, BACK = "/accounts/with/own/", "/accounts/with/own/back/"
UNUSABLE, DOWN = 502, 503
METADATA = "/.well-known/openid-configuration"


@pytest.fixture
def linked(issuer):
    """The account of Ines, linked with her sign-in at the issuer."""
    account = builders.make_account(email="ines@example.org", name="Ines Marsh")
    EmailAddress.objects.create(user=account, email=account.email, verified=True, primary=True)
    SocialAccount.objects.create(user=account, provider=issuer.url, uid=issuer.person["sub"])
    return account


def sign_in(client):
    return come_back(client, client.post(BEGIN))


def is_in(client):
    return "_auth_user_id" in client.session


def pem_of(issuer):
    return issuer.key.as_pem(private=False).decode()


def as_json_of(issuer):
    return json.dumps(issuer.key.as_dict(private=False))


@pytest.mark.parametrize("secret", [pem_of, as_json_of], ids=["PEM", "JWK"])
def test_the_published_key_is_no_secret_to_sign_with(client, issuer, linked, secret):
    issuer.algorithm, issuer.signs_with = "HS256", secret(issuer)
    assert (sign_in(client).status_code, is_in(client)) == (UNUSABLE, False)


@pytest.mark.parametrize("algorithm", ["none", "HS256"])
def test_a_token_signed_with_nothing_is_refused_also_where_no_key_is_named(
    client, issuer, linked, algorithm
):
    issuer.algorithm, issuer.signs_with, issuer.key_name = algorithm, "", None
    assert (sign_in(client).status_code, is_in(client)) == (UNUSABLE, False)


def test_a_shared_secret_among_the_published_keys_is_none_to_check_with(client, issuer, linked):
    """Who can write among the keys could sign with a secret of their own."""
    key = {"kty": "oct", "kid": "mine", "k": "YSBzZWNyZXQgb2YgbW9yZSB0aGFuIDMyIGJ5dGVzIQ"}
    keys = json.dumps({"keys": [key, *issuer.keys()["keys"]]}).encode()
    issuer.broken["/keys"] = (200, keys)
    issuer.algorithm, issuer.key_name = "HS256", "mine"
    issuer.signs_with = "a secret of more than 32 bytes!"
    assert (sign_in(client).status_code, is_in(client)) == (UNUSABLE, False)


@pytest.mark.parametrize(
    "claims",
    [
        {"aud": ["another-client"]},
        {"aud": ["portal-of-the-tests", "another-client"]},
        {"aud": []},
        {"aud": {"portal-of-the-tests": 1}},
        {"aud": None},
        {"iss": None},
        {"iss": "http://127.0.0.1"},
        {"nonce": ""},
        {"nonce": ["of another"]},
        {"exp": "tomorrow"},
        {"exp": float("inf")},
        {"iat": 4_000_000_000},
        {"iat": None},
        {"nbf": 4_000_000_000},
        {"sub": ""},
        {"sub": 248289761001},
    ],
    ids=str,
)
def test_what_a_token_claims_has_to_be_of_this_portal_and_this_moment(
    client, issuer, linked, claims
):
    issuer.token = claims
    assert (sign_in(client).status_code, is_in(client)) == (UNUSABLE, False)


def test_clocks_may_differ_by_a_minute_and_no_more(client, issuer, linked):
    issuer.token = {"exp": int(time.time()) - 120}
    assert sign_in(client).status_code == UNUSABLE
    issuer.token = {"exp": int(time.time()) - 30}
    assert (sign_in(client).status_code, is_in(client)) == (302, True)


def test_a_token_of_one_trip_does_not_serve_another(client, issuer, linked):
    """The nonce of the first trip comes back in the second, as somebody does who has caught a token."""
    sign_in(client)
    client.post("/accounts/logout/")
    issuer.token = {"nonce": issuer.asked[0]["nonce"]}
    assert (sign_in(client).status_code, is_in(client)) == (UNUSABLE, False)


def test_a_code_of_one_browser_does_not_serve_in_another(client, issuer, linked):
    """A reader is sent back with somebody else's code and their own state: PKCE and nonce are of another trip."""
    caught = []
    come_back(
        client,
        client.post(BEGIN),
        change=lambda back: caught.append(back) or f"{BACK}?state=x&code=1",
    )
    stolen = caught[0].partition("code=")[2]
    victim = type(client)(REMOTE_ADDR="10.99.0.1")
    answer = come_back(
        victim,
        victim.post(BEGIN),
        change=lambda back: f"{back.partition('code=')[0]}code={stolen}",
    )
    assert (answer.status_code, is_in(victim)) == (UNUSABLE, False)


def test_a_state_is_worth_nothing_the_second_time(client, issuer, linked):
    used = []
    come_back(client, client.post(BEGIN), change=lambda back: used.append(back) or back)
    client.post("/accounts/logout/")
    again = client.get(used[0].removeprefix("http://localhost:8000"))
    assert (again.status_code, is_in(client)) == (400, False)


def test_a_state_that_failed_is_used_up_too(client, issuer, linked):
    used, issuer.token = [], {"aud": "another-client"}
    come_back(client, client.post(BEGIN), change=lambda back: used.append(back) or back)
    issuer.token = {}
    assert client.get(used[0].removeprefix("http://localhost:8000")).status_code == 400
    assert not is_in(client)


def test_a_state_runs_out_and_a_browser_keeps_ten(client, issuer, linked, time_machine):
    pages = [client.post(BEGIN) for _ in range(states.MOST + 1)]
    assert len(client.session[states.KEY]) == states.MOST
    assert come_back(client, pages[0]).status_code == 400
    time_machine.move_to(timezone.now() + timedelta(seconds=states.SECONDS_TO_COME_BACK + 1))
    assert come_back(client, pages[-1]).status_code == 400
    assert (come_back(client, client.post(BEGIN)).status_code, is_in(client)) == (302, True)


def test_another_tab_keeps_its_own_trip_when_one_comes_back(client, issuer, linked):
    first, second = client.post(BEGIN), client.post(BEGIN)
    assert come_back(client, first).status_code == 302
    assert come_back(client, second).status_code == 302


def test_an_issuer_cannot_have_a_trip_to_another_one_end_with_it(client, issuer, linked, settings):
    """Mixed up: begun with one issuer, the way back leads to the address of the other, with its code."""
    settings.OIDC_ISSUERS += (issuer.as_setting(code="two", name="Two"),)
    page = client.post(BEGIN)
    answer = come_back(client, page, change=lambda back: back.replace("/own/back/", "/two/back/"))
    assert (answer.status_code, is_in(client)) == (400, False)


@pytest.mark.parametrize(
    ("config", "back", "status"),
    [
        ({}, {"iss": "https://evil.example"}, UNUSABLE),
        ({"authorization_response_iss_parameter_supported": True}, {}, UNUSABLE),
        ({"authorization_response_iss_parameter_supported": True}, {"iss": "OWN"}, 302),
        ({}, {"iss": "OWN"}, 302),
    ],
)
def test_who_sent_the_reader_back_is_the_one_they_were_sent_to(
    client, issuer, linked, config, back, status
):
    issuer.config = config
    issuer.back = {name: issuer.url if value == "OWN" else value for name, value in back.items()}
    assert (sign_in(client).status_code, is_in(client)) == (status, status == 302)
    assert bool(issuer.codes) is (status != 302), "a code that is not its own is not shown to it"


def test_a_key_that_was_rotated_is_read_at_once_and_the_old_one_no_more(client, issuer, linked):
    sign_in(client)
    client.post("/accounts/logout/")
    page = client.post(BEGIN)
    issuer.rotate()
    assert (come_back(client, page).status_code, is_in(client)) == (302, True)
    client.post("/accounts/logout/")
    issuer.signs_with, issuer.key_name = issuer.key, "key-1"
    assert (sign_in(client).status_code, is_in(client)) == (UNUSABLE, False)


def test_keys_of_kinds_that_nobody_knows_do_not_shut_the_door(client, issuer, linked):
    odd = [
        {"kty": "AKP", "kid": "post-quantum", "pub": "AA"},
        {"kty": "EC", "kid": "odd", "crv": "P-999", "x": "AA", "y": "AA"},
        {**issuer.keys()["keys"][0], "use": "enc"},
        "no key at all",
    ]
    keys = {"keys": [*odd, *issuer.keys()["keys"]]}
    issuer.broken["/keys"] = (200, json.dumps(keys).encode())
    assert (sign_in(client).status_code, is_in(client)) == (302, True)


@pytest.mark.parametrize("path", [METADATA, "/token", "/keys", "/userinfo"])
def test_an_answer_that_is_too_large_is_not_read_to_its_end(client, issuer, linked, path, caplog):
    issuer.says_address_by_userinfo = True
    page = None if path == METADATA else client.post(BEGIN)
    issuer.broken[path] = (200, b'{"keys": "' + b"x" * answers.LARGEST_ANSWER + b'"}')
    with caplog.at_level(logging.WARNING):
        answer = come_back(client, page) if page else client.post(BEGIN)
    assert (answer.status_code, is_in(client)) == (UNUSABLE, False)
    assert "its answer is too large" in caplog.text


@pytest.mark.parametrize("path", [METADATA, "/token", "/keys"])
def test_an_issuer_that_drips_its_answer_is_left_in_time(client, issuer, linked, settings, path):
    """Each byte comes soon enough; the whole of it would take minutes."""
    settings.OIDC_TIMEOUT = 0.3
    page = None if path == METADATA else client.post(BEGIN)
    issuer.drips[path] = 0.05
    answer = come_back(client, page) if page else client.post(BEGIN)
    assert (answer.status_code, is_in(client)) == (DOWN, False)


@pytest.mark.parametrize("path", [METADATA, "/token", "/keys"])
def test_what_is_nested_without_end_is_no_answer(client, issuer, linked, path):
    page = None if path == METADATA else client.post(BEGIN)
    issuer.broken[path] = (200, b'{"a":' + b"[" * 100_000)
    answer = come_back(client, page) if page else client.post(BEGIN)
    assert (answer.status_code, is_in(client)) == (UNUSABLE, False)


@pytest.mark.parametrize("path", [METADATA, "/token", "/keys"])
def test_an_issuer_does_not_lead_on_to_another_address(client, issuer, linked, path):
    """Least of all with the portal's secret in hand."""
    page = None if path == METADATA else client.post(BEGIN)
    issuer.leads_on = {path: f"{issuer.url}/elsewhere"}
    answer = come_back(client, page) if page else client.post(BEGIN)
    assert (answer.status_code, is_in(client)) == (UNUSABLE, False)
    assert (issuer.seen[-1], "/elsewhere" in issuer.seen) == (path, False)


@pytest.mark.parametrize(
    ("address", "of_outsider", "of_own_machine"),
    [
        ("https://keys.cedar.example/jwks", True, True),
        ("http://127.0.0.1:6379/", False, True),
        ("https://localhost/keys", False, True),
        ("http://[::1]:5432/", False, True),
        ("http://keys.cedar.example/", False, False),
        (None, False, False),
    ],
)
def test_an_outsider_cannot_name_what_runs_beside_the_portal(
    issuer, address, of_outsider, of_own_machine
):
    outsider = issuer.as_setting(url="https://login.cedar.example")
    assert may_ask(outsider, address) is of_outsider
    assert may_ask(issuer.as_setting(), address) is of_own_machine


def test_a_refusal_is_noted_nowhere_as_a_sign_in(client, issuer, linked):
    issuer.token = {"aud": "another-client"}
    sign_in(client)
    assert not SignInEvent.objects.exists()


def test_the_secret_goes_only_where_the_code_is_redeemed(client, issuer, linked):
    page = client.post(BEGIN)
    assert "a+secret" not in way_to(page)
    assert "a%20secret" not in way_to(page)
