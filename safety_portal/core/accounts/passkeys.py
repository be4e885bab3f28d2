"""Passkeys.

Keys in a phone, a computer or a USB key, which answer for their owner after a finger, a face or a
PIN.

allauth keeps them and signs in with them. Here stands what it leaves open: under which name they
work, what of a browser's answer is believed, and an answer that is asked for in the middle of
another form.
"""

import json
import struct
import time
from ipaddress import ip_address
from urllib.parse import urlsplit

from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.internal import auth
from cryptography.exceptions import UnsupportedAlgorithm
from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from fido2.cose import CoseKey
from fido2.utils import websafe_encode
from fido2.webauthn import UserVerificationRequirement

CHALLENGE = "passkey_challenge"
SECONDS_TO_ANSWER = 5 * 60
# Characters; the answer of a key has some hundreds, with a long attestation some thousands.
LONGEST_ANSWER = 20_000
NOT_ACCEPTED = "The passkey was not accepted: it is not one of this account, or the page was open too long. Try again."
# What fido2 raises over bytes that no key has written.
UNREADABLE = (
    *(ValueError, TypeError, KeyError, IndexError, AttributeError, AssertionError),
    *(OverflowError, RecursionError, NotImplementedError, UnsupportedAlgorithm, struct.error),
)


def host():
    """The name that passkeys belong to: the portal's. For a number of this machine it is localhost.

    They need a name.
    """
    name = urlsplit(settings.PORTAL_ADDRESS).hostname
    return "localhost" if _is_this_machine(name) else name


def elsewhere(request):
    """The address of the same page where passkeys work, if they do not under the name it was asked
    by; else "".
    """
    name, here = host(), urlsplit(f"//{request.get_host()}").hostname
    if here == name or here.endswith(f".{name}"):
        return ""
    own = urlsplit(settings.PORTAL_ADDRESS)
    return f"{own.scheme}://{name}{f':{own.port}' if own.port else ''}{request.path}"


def has_any(account):
    """Whether the account has a passkey."""
    return get_adapter().is_mfa_enabled(account, [Authenticator.Type.WEBAUTHN])


def ask(request):
    """What a browser needs to ask for a passkey of the signed-in account.

    The challenge waits in the session, for one answer.
    """
    options, state = auth.get_server().authenticate_begin(
        credentials=auth.get_credentials(request.user),
        user_verification=UserVerificationRequirement.REQUIRED,
    )
    request.session[CHALLENGE] = state | {"asked_at": int(time.time())}
    return {"request_options": dict(options)}


def answered(request, answer):
    """The passkey of the signed-in account that gave `answer` (what an AnswerField read) to what
    was asked, or None.

    Whatever becomes of it, the same challenge is never answered again. Marks the passkey as used.
    """
    state = request.session.pop(CHALLENGE, None)
    if not state or time.time() - state["asked_at"] > SECONDS_TO_ANSWER:
        return None
    try:
        key = auth.get_server().authenticate_complete(
            state, auth.get_credentials(request.user), answer
        )
    except UNREADABLE:
        return None
    passkey = auth.get_authenticator_by_credential_id(request.user, key.credential_id)
    passkey.record_usage()
    return passkey


def what_to_keep(answer):
    """Of the answer of a new passkey, the key itself; the rest of what was sent is not stored.

    Raises one of UNREADABLE for what is no key, or a key of a kind that this portal cannot check.
    """
    read = auth.RegistrationResponse.from_dict(answer)
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


class OnceInput(forms.HiddenInput):
    """Filled in by the browser's script, and never shown again."""

    def format_value(self, value):
        return None


class AnswerField(forms.Field):
    """What a passkey answered, as JSON.

    Its value is what the JSON says, and nothing is known of it yet.
    """

    widget = OnceInput
    default_error_messages = {"required": NOT_ACCEPTED, "invalid": NOT_ACCEPTED}

    def to_python(self, value):
        """The JSON read, or "". Raises ValidationError for anything else."""
        if value in self.empty_values:
            return ""
        try:
            return json.loads(value[: LONGEST_ANSWER + 1])
        except (ValueError, RecursionError) as unreadable:
            raise ValidationError(self.error_messages["invalid"], code="invalid") from unreadable


def _is_this_machine(name):
    try:
        return ip_address(name).is_loopback
    except ValueError:
        return False
