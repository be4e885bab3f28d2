"""A question to a passkey, and what a browser says that it answered.

A question serves once, for what it was asked for.
"""

import struct
import time

from allauth.account.utils import url_str_to_user_pk
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from cryptography.exceptions import UnsupportedAlgorithm
from django.contrib.auth import get_user_model
from fido2.cose import CoseKey
from fido2.server import Fido2Server
from fido2.utils import websafe_decode, websafe_encode
from fido2.webauthn import (
    PublicKeyCredentialRpEntity,
    PublicKeyCredentialUserEntity,
    RegistrationResponse,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from safety_portal.core.accounts.passkeys import address

CHALLENGES = "passkey_challenges"
# What a question is asked for. The pages that ask may be open side by side.
SIGN_IN, SECOND_STEP, AGAIN, IN_A_FORM, ADD = "sign_in", "second_step", "again", "in_a_form", "add"
SECONDS_TO_ANSWER = 5 * 60
# What fido2 raises over bytes that no key has written.
UNREADABLE = (
    *(ValueError, TypeError, KeyError, IndexError, AttributeError, AssertionError),
    *(OverflowError, RecursionError, NotImplementedError, UnsupportedAlgorithm, struct.error),
)
VERIFIED = UserVerificationRequirement.REQUIRED


def has_any(account):
    """Whether the account has a passkey."""
    return get_adapter().is_mfa_enabled(account, [Authenticator.Type.WEBAUTHN])


def ask(request, purpose, account=None):
    """What a browser needs to ask for a passkey of `account`, or of whoever is there.

    The challenge waits in the session.
    """
    known = [_credential(passkey) for passkey in _passkeys_of(account)] if account else []
    options, state = _server().authenticate_begin(credentials=known, user_verification=VERIFIED)
    _keep(request, purpose, state)
    return {"request_options": dict(options)}


def answered(request, purpose, answer, account=None):
    """The passkey that gave `answer` (what an AnswerField read) to what was asked, or None.

    It is one of `account`; where that is not known yet, of the owner that the answer names.
    Whatever becomes of it, the same challenge is never answered again.
    """
    state = _taken(request, purpose)
    if state is None:
        return None
    try:
        passkeys = {
            _credential(each).credential_id: each
            for each in _passkeys_of(account or _owner_in(answer))
        }
        known = [_credential(passkey) for passkey in passkeys.values()]
        return passkeys[_server().authenticate_complete(state, known, answer).credential_id]
    except UNREADABLE:
        return None


def ask_for_new(request, account):
    """What a browser needs to make a passkey of `account`, which signs in by itself.

    The challenge waits in the session.
    """
    options, state = _server().register_begin(
        user=PublicKeyCredentialUserEntity(
            **get_adapter().get_public_key_credential_user_entity(account)
        ),
        credentials=[_credential(passkey) for passkey in _passkeys_of(account)],
        resident_key_requirement=ResidentKeyRequirement.REQUIRED,
        user_verification=VERIFIED,
    )
    _keep(request, ADD, state)
    return {"creation_options": dict(options)}


def made(request, answer):
    """What is kept of a new passkey, from the `answer` to ask_for_new.

    None where it is none. The challenge is used up.
    """
    state = _taken(request, ADD)
    if state is None:
        return None
    try:
        _server().register_complete(state, answer)
        return _what_to_keep(answer)
    except UNREADABLE:
        return None


def _what_to_keep(answer):
    """Of the answer of a new passkey, the key itself; the rest of what was sent is not stored.

    Raises one of UNREADABLE for a key of a kind that this portal cannot check.
    """
    read = RegistrationResponse.from_dict(answer)
    attested = read.response.attestation_object
    if (
        attested.auth_data.credential_data.public_key.ALGORITHM
        not in CoseKey.supported_algorithms()
    ):
        raise ValueError("A kind of key that cannot be checked here.")
    name = websafe_encode(read.raw_id)
    proof = {
        "clientDataJSON": read.response.client_data.b64,
        "attestationObject": websafe_encode(attested),
    }
    return {
        "id": name,
        "rawId": name,
        "type": "public-key",
        "response": proof,
        "clientExtensionResults": {},
    }


def _server():
    return Fido2Server(PublicKeyCredentialRpEntity(id=address.host(), name="Safety Portal"))


def _passkeys_of(account):
    return Authenticator.objects.filter(user=account, type=Authenticator.Type.WEBAUTHN)


def _credential(passkey):
    return passkey.wrap().authenticator_data.credential_data


def _owner_in(answer):
    """The account that an answer says it is of.

    Raises one of UNREADABLE where it says none, or nobody's.
    """
    name = websafe_decode(answer["response"]["userHandle"]).decode()
    account = get_user_model().objects.filter(pk=url_str_to_user_pk(name)).first()
    if account is None:
        raise ValueError("Nobody here.")
    return account


def _keep(request, purpose, state):
    waiting = request.session.get(CHALLENGES, {})
    request.session[CHALLENGES] = waiting | {purpose: state | {"asked_at": int(time.time())}}


def _taken(request, purpose):
    """What waits for an answer, and waits no longer.

    None if nothing does, or did so for too long.
    """
    waiting = dict(request.session.get(CHALLENGES, {}))
    state = waiting.pop(purpose, None)
    request.session[CHALLENGES] = waiting
    if state is None or time.time() - state["asked_at"] > SECONDS_TO_ANSWER:
        return None
    return state
