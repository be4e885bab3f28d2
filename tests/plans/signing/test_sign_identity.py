"""Signing asks whether it is still you.

The password or a passkey will do, nothing else, and each answer once.
"""

import pytest
from django.urls import reverse

from plans.signing.models import Signature
from safety_portal.core.accounts.models import SignInEvent
from safety_portal.core.accounts.passkeys import challenges
from safety_portal.core.accounts.passkeys.fields import NOT_ACCEPTED
from tests import builders
from tests.core.accounts.soft_key import SoftKey, add_passkey, question
from tests.plans import life

pytestmark = pytest.mark.django_db
QUESTION = "/accounts/2fa/passkeys/question/"


@pytest.fixture(autouse=True)
def a_place_of_its_own(client):
    """Throttling counts by network address: each test comes from one of its own."""
    number = next(builders.serial)
    client.defaults["REMOTE_ADDR"] = f"10.6.{number // 256 % 256}.{number % 256}"


@pytest.fixture
def frozen(coalition, administrator):
    scene = life.make_scene(coalition=coalition, administrator=administrator)
    life.freeze(scene)
    return scene


@pytest.fixture
def key(client, frozen):
    """A passkey of the fire chief, who is signed in."""
    client.force_login(frozen.fire)
    return add_passkey(client, password=builders.PASSWORD)


def address(scene):
    row = life.asked(scene, scene.fire)
    return reverse(
        "signing_sign",
        args=[scene.coalition.slug, scene.edition.plan_id, scene.edition.number, row.pk],
    )


def sign(client, scene, **given):
    told = {"typed_name": "Tom Hesse", "fingerprint": scene.edition.content_hash}
    return client.post(address(scene), told | given, follow=True).content.decode()


def asked(client):
    return client.post(QUESTION).json()["request_options"]


def signed():
    return list(Signature.objects.filter(state="signed").values_list("signer_name", flat=True))


def test_a_passkey_signs_in_place_of_the_password(client, frozen, key):
    page = client.get(address(frozen), HTTP_HOST="localhost").content.decode()
    assert (
        "Or use a passkey" in page,
        'name="password"' in page,
        "accounts/passkey.js" in page,
    ) == (
        True,
        True,
        True,
    )
    assert "You signed edition 1." in sign(client, frozen, passkey=key.answer(asked(client)))
    assert signed() == ["Tom Hesse"]


def test_without_a_passkey_the_page_asks_for_the_password_alone(client, frozen):
    client.force_login(frozen.fire)
    page = client.get(address(frozen), HTTP_HOST="localhost").content.decode()
    assert ("passkey</" in page, 'name="password"' in page) == (False, True)


def test_what_is_no_answer_to_the_question_signs_nothing(client, frozen, key):
    other = SoftKey()
    other.owner = key.owner
    unverified = SoftKey(verifies=False)
    unverified.private, unverified.owner = key.private, key.owner
    for wrong in (other, unverified):
        assert NOT_ACCEPTED in sign(client, frozen, passkey=wrong.answer(asked(client)))
    # A challenge of the sign-in page is none of this page.
    client.logout()
    options = question(client)
    client.force_login(frozen.fire)
    assert NOT_ACCEPTED in sign(client, frozen, passkey=key.answer(options))
    for rubbish in ("{}x", "[" * 5000, '{"rawId": "AAAA"}'):
        assert NOT_ACCEPTED in sign(client, frozen, passkey=rubbish)
    assert signed() == []
    assert SignInEvent.objects.filter(outcome="wrong_passkey", account=frozen.fire).count() == 4


def test_an_answer_is_good_once_and_for_five_minutes(client, frozen, key):
    given = key.answer(asked(client))
    assert "Type the name as it is spelled here" in sign(
        client, frozen, passkey=given, typed_name="Tim Hesse"
    )
    assert NOT_ACCEPTED in sign(client, frozen, passkey=given)
    late = key.answer(asked(client))
    session = client.session
    waiting = session[challenges.CHALLENGES][challenges.IN_A_FORM]
    waiting["asked_at"] -= challenges.SECONDS_TO_ANSWER + 1
    session.save()
    assert NOT_ACCEPTED in sign(client, frozen, passkey=late)
    assert signed() == []


def test_the_passkey_of_another_account_does_not_sign(client, frozen, key):
    client.force_login(frozen.law)
    theirs = add_passkey(
        client, password=builders.PASSWORD, key=SoftKey(name=b"another of sixteen")
    )
    client.force_login(frozen.fire)
    assert NOT_ACCEPTED in sign(client, frozen, passkey=theirs.answer(asked(client)))
    assert signed() == []


def test_tries_by_passkey_are_throttled_with_those_by_password(client, frozen, key):
    for _ in range(2):
        sign(client, frozen, passkey='{"rawId": "AAAA"}')
        sign(client, frozen, password="wrong")
    assert "Too many tries." in sign(client, frozen, passkey=key.answer(asked(client)))
    assert signed() == []


def test_who_has_neither_password_nor_passkey_is_told_the_way(client, frozen):
    frozen.fire.set_unusable_password()
    frozen.fire.save()
    client.force_login(frozen.fire)
    page = client.get(address(frozen)).content.decode()
    way = f'<a href="/accounts/password/set/?next={address(frozen)}">choose one</a>'
    assert (way in page, 'name="password"' in page) == (True, False)
    assert "Your account has no password. Choose one, or add a passkey, and come back." in sign(
        client, frozen
    )
    assert "no password" in sign(client, frozen, password="anything")


def test_who_has_a_passkey_and_no_password_signs_by_it(client, frozen, key):
    frozen.fire.set_unusable_password()
    frozen.fire.save()
    client.force_login(frozen.fire)
    page = client.get(address(frozen), HTTP_HOST="localhost").content.decode()
    assert (">Use a passkey</button>" in page, 'name="password"' in page) == (True, False)
    assert "Use a passkey to show that it is you." in sign(client, frozen)
    assert "You signed edition 1." in sign(client, frozen, passkey=key.answer(asked(client)))
