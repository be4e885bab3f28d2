"""A passkey in software.

Makes keys and answers challenges as a browser would send them, and lies where a test asks it to.
"""

import json
from hashlib import sha256

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from fido2.cose import ES256
from fido2.utils import websafe_encode
from fido2.webauthn import (
    Aaguid,
    AttestationObject,
    AttestedCredentialData,
    AuthenticatorData,
    CollectedClientData,
)

ORIGIN = "http://localhost:8000"
PRESENT, VERIFIED, WITH_KEY = 0x01, 0x04, 0x40


class SoftKey:
    """One passkey of one account."""

    def __init__(
        self, *, origin=ORIGIN, name=b"a key of sixteen", verifies=True, belongs_to="localhost"
    ):
        self.origin, self.name, self.owner = origin, name, ""
        self.flags = PRESENT | (VERIFIED if verifies else 0)
        self.belongs_to = sha256(belongs_to.encode()).digest()
        self.private = ec.generate_private_key(ec.SECP256R1())

    def made(self, options):
        """What the browser sends for creation options: a new key, as JSON."""
        question = options["publicKey"]
        self.owner = question["user"]["id"]
        key = ES256.from_cryptography_key(self.private.public_key())
        known = AttestedCredentialData.create(Aaguid.NONE, self.name, key)
        data = AuthenticatorData.create(
            self.belongs_to, AuthenticatorData.FLAG(self.flags | WITH_KEY), 0, known
        )
        attested = AttestationObject.create("none", data, {})
        client = CollectedClientData.create("webauthn.create", question["challenge"], self.origin)
        return self._sent(clientDataJSON=client.b64, attestationObject=websafe_encode(attested))

    def answer(self, options):
        """What the browser sends for request options: the challenge signed, as JSON."""
        client = CollectedClientData.create(
            "webauthn.get", options["publicKey"]["challenge"], self.origin
        )
        data = AuthenticatorData.create(self.belongs_to, AuthenticatorData.FLAG(self.flags), 1)
        signature = self.private.sign(data + client.hash, ec.ECDSA(hashes.SHA256()))
        return self._sent(
            clientDataJSON=client.b64,
            authenticatorData=websafe_encode(data),
            signature=websafe_encode(signature),
            userHandle=self.owner,
        )

    def _sent(self, **response):
        name = websafe_encode(self.name)
        sent = {
            "id": name,
            "rawId": name,
            "type": "public-key",
            "response": response,
            "clientExtensionResults": {},
        }
        return json.dumps(sent)


def add_passkey(client, *, password, key=None, name="Phone"):
    """Add a passkey to the account that `client` is signed in as, by the page; returns the key."""
    key, page = key or SoftKey(), "/accounts/2fa/passkeys/add/"
    client.post(f"/accounts/reauthenticate/?next={page}", {"password": password})
    options = client.get(page).context["js_data"]["creation_options"]
    answer = client.post(page, {"name": name, "credential": key.made(options)})
    assert answer.status_code == 302, answer.content.decode()
    return key


def question(client, address="/accounts/2fa/passkeys/sign-in/"):
    """The challenge of the sign-in page, or of another address that answers with JSON."""
    return client.get(address, headers={"accept": "application/json"}).json()["request_options"]
