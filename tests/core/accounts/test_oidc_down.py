"""Signing in by an issuer that is not there, or answers wrongly: nobody gets in, one plain page."""

import logging
import re

import pytest

from tests.core.accounts.own_issuer import BEGIN, is_in, sign_in, text_of

pytestmark = pytest.mark.django_db

DOWN, UNUSABLE = (
    (503, "Cedar sign-in does not answer"),
    (502, "The answer of Cedar sign-in could not be used"),
)
LEAK = b'{"access_token": "a-token", "error": "no-word-of-ours a-token"}'


@pytest.mark.parametrize(
    ("wrong", "expect"),
    [
        ({"broken": {"/.well-known/openid-configuration": (500, b"")}}, DOWN),
        ({"broken": {"/.well-known/openid-configuration": (200, b"[]")}}, UNUSABLE),
        ({"broken": {"/.well-known/openid-configuration": (200, b"<html>")}}, UNUSABLE),
        ({"slow": {"/.well-known/openid-configuration": 1}}, DOWN),
        ({"config": {"issuer": "https://another.example"}}, UNUSABLE),
        ({"config": {"authorization_endpoint": "javascript:alert(1)"}}, UNUSABLE),
        ({"config": {"token_endpoint": None}}, UNUSABLE),
    ],
)
def test_an_issuer_that_is_not_there_ends_in_one_plain_page(
    client, issuer, settings, wrong, expect
):
    if "slow" in wrong:
        settings.OIDC_TIMEOUT = 0.2
    for name, value in wrong.items():
        setattr(issuer, name, value)
    answer = client.post(BEGIN)
    assert (answer.status_code, expect[1] in text_of(answer)) == (expect[0], True)


@pytest.mark.parametrize(
    ("wrong", "expect"),
    [
        ({"broken": {"/token": (400, LEAK)}}, UNUSABLE),
        ({"broken": {"/token": (200, LEAK)}}, UNUSABLE),
        ({"broken": {"/token": (200, b"[]")}}, UNUSABLE),
        ({"broken": {"/token": (200, b"\xff\xfe{")}}, UNUSABLE),
        ({"slow": {"/token": 1}}, DOWN),
        ({"broken": {"/keys": (200, b'{"keys": [{"kty": "oct", "k": "AA"}, 7]}')}}, UNUSABLE),
        ({"broken": {"/keys": (200, b'{"keys": 7}')}}, UNUSABLE),
        ({"broken": {"/keys": (503, b"")}}, DOWN),
        ({"key_name": "unknown"}, UNUSABLE),
        ({"algorithm": "none", "signs_with": None}, UNUSABLE),
        ({"algorithm": "HS256", "signs_with": "a shared secret of more than 32 bytes"}, UNUSABLE),
        ({"signs_with": "other"}, UNUSABLE),
        ({"token": {"aud": "another-client"}}, UNUSABLE),
        ({"token": {"iss": "https://another.example"}}, UNUSABLE),
        ({"token": {"azp": "another-client"}}, UNUSABLE),
        ({"token": {"nonce": "of another round trip"}}, UNUSABLE),
        ({"token": {"nonce": None}}, UNUSABLE),
        ({"token": {"exp": 1_600_000_000}}, UNUSABLE),
        ({"token": {"exp": None}}, UNUSABLE),
        ({"token": {"sub": None}}, UNUSABLE),
        ({"token": {"sub": "x" * 192}}, UNUSABLE),
        ({"says_address_by_userinfo": True, "userinfo": {"sub": "somebody else"}}, UNUSABLE),
        ({"says_address_by_userinfo": True, "broken": {"/userinfo": (200, b"7")}}, UNUSABLE),
    ],
)
def test_an_answer_that_is_wrong_lets_nobody_in_and_is_logged_without_secrets(
    client, issuer, linked, settings, caplog, wrong, expect
):
    if "slow" in wrong:
        settings.OIDC_TIMEOUT = 0.2
    for name, value in wrong.items():
        setattr(issuer, name, issuer.other_key if value == "other" else value)
    with caplog.at_level(logging.WARNING):
        answer = sign_in(client)
    assert (answer.status_code, expect[1] in text_of(answer)) == (expect[0], True)
    assert is_in(client) is None
    logged = [record.getMessage() for record in caplog.records if "oidc" in record.name]
    assert logged
    assert not re.search(r"a-token|eyJ|a secret with", " ".join(logged))
