"""Passkeys: nothing else that is sent gets in, and nothing counts twice."""

import json

import pytest
from allauth.mfa.models import Authenticator
from fido2.utils import websafe_encode

from safety_portal.core.accounts.models import SignInEvent
from tests.builders import PASSWORD
from tests.core.accounts.passkey_pages import ADD, DOOR, is_in, outcomes
from tests.core.accounts.soft_key import SoftKey, question

pytestmark = pytest.mark.django_db

REFUSED_AT_THE_DOOR = "No account here has that passkey, or the page was open too long."
DEEP = "[" * 5000


def wrong_challenge(key, options):
    return key.answer({"publicKey": {"challenge": websafe_encode(b"0" * 32)}})


def of_nobody(key, options):
    key.owner = websafe_encode(b"999999999999999999999")
    return key.answer(options)


def of_a_word(key, options):
    key.owner = websafe_encode(b"dana")
    return key.answer(options)


def without_a_finger(key, options):
    key.flags = 1
    return key.answer(options)


def from_elsewhere(key, options):
    key.origin = "http://safety-portal.evil.example:8000"
    return key.answer(options)


def without_its_owner(key, options):
    sent = json.loads(key.answer(options))
    del sent["response"]["userHandle"]
    return json.dumps(sent)


def of_another_key(key, options):
    other = SoftKey()
    other.owner = key.owner
    return other.answer(options)


LIES = [
    wrong_challenge,
    of_nobody,
    of_a_word,
    without_a_finger,
    from_elsewhere,
    without_its_owner,
    of_another_key,
]
RUBBISH = ["", "{}", "[]", "null", "1", '"text"', "not JSON", DEEP, '{"response": 1}', '{"rawId": "x", "response": {}}',
           '{"id": "a", "rawId": "b"}', '{"rawId": "AAAA", "response": {"clientDataJSON": "e30", "authenticatorData": "AAAA"}}',
           '{"rawId": "AAAA", "response": {"attestationObject": "' + "gYGB" * 4000 + '", "clientDataJSON": "e30"}}']  # fmt: skip


def test_what_is_no_answer_of_the_key_does_not_get_in(client, dana, key):
    before = len(outcomes())
    owner, flags, origin = key.owner, key.flags, key.origin
    for lie in LIES:
        key.owner, key.flags, key.origin = owner, flags, origin
        answer = client.post(DOOR, {"credential": lie(key, question(client))}, follow=True)
        assert (REFUSED_AT_THE_DOOR in answer.content.decode(), is_in(client)) == (True, False), (
            lie.__name__
        )
    for rubbish in RUBBISH:
        question(client)
        answer = client.post(DOOR, {"credential": rubbish}, follow=True)
        assert (REFUSED_AT_THE_DOOR in answer.content.decode(), is_in(client)) == (True, False), (
            rubbish[:40]
        )
    noted = outcomes()[before:]
    assert noted == ["wrong_passkey"] * len(noted)
    assert len(noted) >= len(LIES)
    assert not SignInEvent.objects.filter(outcome="wrong_passkey", account__isnull=False).exists()


def test_an_answer_counts_once(client, dana, key):
    given = key.answer(question(client))
    client.post(DOOR, {"credential": given})
    client.post("/accounts/logout/")
    assert (
        REFUSED_AT_THE_DOOR
        in client.post(DOOR, {"credential": given}, follow=True).content.decode()
    )
    # Nor does a challenge that was answered wrongly once.
    options = question(client)
    client.post(DOOR, {"credential": "{}"})
    client.post(DOOR, {"credential": of_another_key(key, options)})
    client.post(DOOR, {"credential": key.answer(options)})
    assert not is_in(client)


def test_what_is_no_new_key_is_not_added(signed_in, dana):
    signed_in.post(f"/accounts/reauthenticate/?next={ADD}", {"password": PASSWORD})

    def refused(made):
        options = signed_in.get(ADD).context["js_data"]["creation_options"]
        answer = signed_in.post(ADD, {"name": "Phone", "credential": made(options)})
        return "The passkey was not added" in answer.content.decode()

    keys = [
        SoftKey(verifies=False),
        SoftKey(origin="https://evil.example"),
        SoftKey(belongs_to="evil.example"),
    ]
    assert [refused(key.made) for key in keys] == [True] * 3
    assert [refused(lambda _, sent=rubbish: sent) for rubbish in RUBBISH] == [True] * len(RUBBISH)
    assert not Authenticator.objects.exists()
