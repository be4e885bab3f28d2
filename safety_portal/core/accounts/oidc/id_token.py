"""Reading an ID token: signed by a key of the issuer, for this portal, just now, and for this round
trip."""

from authlib.oidc.core import CodeIDToken
from joserfc import jwk, jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet
from joserfc.jws import JWSRegistry

from safety_portal.core.accounts.oidc.issuers import Issuer

# Signatures by a key of two halves alone: whoever knows the half that is published cannot sign.
ALGORITHMS = (
    *("RS256", "RS384", "RS512", "PS256", "PS384", "PS512"),
    *("ES256", "ES384", "ES512", "EdDSA", "Ed25519"),
)
KINDS_OF_KEYS = ("RSA", "EC", "OKP")
REGISTRY = JWSRegistry(algorithms=list(ALGORITHMS), strict_check_header=False)
# Seconds by which the clocks of two machines may differ.
LEEWAY = 60


def read_token(issuer: Issuer, text: str, *, keys: dict, nonce: str) -> dict:
    """The claims of an ID token that is to be believed.

    `keys` is what the issuer publishes at its jwks_uri.

    Raises JoseError, or TypeError, ValueError or KeyError for what is no token or no set of keys.
    """
    token = jwt.decode(text, _usable(keys), registry=REGISTRY)
    expected = {
        "iss": {"essential": True, "value": issuer.url},
        "aud": {"essential": True, "value": issuer.client_id},
    }
    of_trip = {"nonce": nonce, "client_id": issuer.client_id}
    claims = CodeIDToken(token.claims, token.header, expected, of_trip)
    claims.validate(leeway=LEEWAY)
    return token.claims


def _usable(keys):
    """Those of the published keys that a signature may be checked with; a kind that nobody knows
    yet does no harm."""
    found = [
        key for key in keys["keys"] if isinstance(key, dict) and key.get("kty") in KINDS_OF_KEYS
    ]
    read = [_imported(key) for key in found if key.get("use") != "enc"]
    return KeySet([key for key in read if key])


def _imported(key):
    try:
        return jwk.import_key(key)
    except (JoseError, ValueError, TypeError, KeyError):
        return None
