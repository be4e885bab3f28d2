"""What the portal and an issuer tell each other.

OpenID Connect's code flow, with PKCE, state and nonce.

allauth keeps the states, makes the PKCE pair and fetches the token. Reading the answers is done
here: allauth takes a discovery document for whoever's it is, knows no nonce, leaves the signature
of an ID token unread, lets userinfo speak of another subject, and ends in a traceback where an
issuer answers nonsense.
"""

import logging
import secrets
from dataclasses import dataclass
from urllib.parse import urlencode, urlsplit

import jwt
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter, get_adapter
from allauth.socialaccount.internal import statekit
from allauth.socialaccount.providers.oauth2.client import OAuth2Client, OAuth2Error
from allauth.socialaccount.providers.oauth2.utils import generate_code_challenge
from django.conf import settings
from django.urls import reverse
from requests import RequestException

from safety_portal.core.accounts.oidc.identity import Identity, identity_of
from safety_portal.core.accounts.oidc.issuers import Issuer, is_safe

logger = logging.getLogger(__name__)
SCOPE = "openid profile email"
ALGORITHMS = (
    "RS256",
    "RS384",
    "RS512",
    "PS256",
    "PS384",
    "PS512",
    "ES256",
    "ES384",
    "ES512",
    "EdDSA",
)
NEEDED = ("authorization_endpoint", "token_endpoint", "jwks_uri")
# Seconds by which the clocks of two machines may differ.
LEEWAY = 60
# What code that reads somebody else's JSON raises when it is not what was agreed upon.
NONSENSE = (OAuth2Error, jwt.PyJWTError, KeyError, TypeError, ValueError, AttributeError)


class Failed(Exception):
    """The round trip ended without an identity.

    `kind` says how, `state` is what was kept for it, if it was found.
    """

    def __init__(self, kind, *, state=None):
        super().__init__(kind)
        self.kind, self.state = kind, state or {}


CANCELLED, STALE, UNREACHABLE, UNUSABLE = "cancelled", "stale", "unreachable", "unusable"


@dataclass(frozen=True)
class Trip:
    """A round trip that ended well.

    What it was for, where to go on to, what was kept for it, and who came back.
    """

    process: str
    next: str
    kept: dict
    identity: Identity


class SocialAdapter(DefaultSocialAccountAdapter):
    """allauth's questions about issuers.

    Which there are stands in PORTAL_OIDC, never in the database.
    """

    def list_apps(self, request, provider=None, client_id=None):
        """None: allauth's own pages for issuers are not used."""
        return []

    def get_requests_session(self):
        """allauth's, which waits settings.SOCIALACCOUNT_REQUESTS_TIMEOUT seconds.

        What is refused is logged.
        """
        session = super().get_requests_session()
        session.hooks["response"].append(_log_refusal)
        return session


def begin(request, issuer: Issuer, *, process, next_url="", kept=None) -> str:
    """The address at the issuer where the round trip begins.

    Its state is kept in the session, for 10 minutes and one use.

    `kept` is JSON that comes back with the trip. Raises Failed.
    """
    config = _asked(issuer, lambda: discover(issuer))
    pair, nonce = generate_code_challenge(), secrets.token_urlsafe(24)
    state = {
        "process": process,
        "next": next_url,
        "kept": kept or {},
        "nonce": nonce,
        "verifier": pair["code_verifier"],
    }
    query = {
        "response_type": "code",
        "client_id": issuer.client_id,
        "redirect_uri": callback_of(issuer),
        "scope": SCOPE,
        "state": statekit.stash_state(request, provider_id=issuer.code, state=state),
        "nonce": nonce,
        "code_challenge": pair["code_challenge"].decode(),
        "code_challenge_method": pair["code_challenge_method"],
    }
    address = config["authorization_endpoint"]
    return f"{address}{'&' if '?' in address else '?'}{urlencode(query)}"


def finish(request, issuer: Issuer) -> Trip:
    """Read what the issuer sent the reader back with, and ask it who that is. Raises Failed.

    A state serves once.
    """
    state_id = request.GET.get("state", "")
    state = (
        statekit.unstash_state(request, provider_id=issuer.code, state_id=state_id)
        if state_id
        else None
    )
    if state is None:
        raise Failed(STALE)
    if "code" not in request.GET:
        cancelled = request.GET.get("error") == "access_denied"
        logger.warning("sign-in with %s came back without a code", issuer.code)
        raise Failed(CANCELLED if cancelled else UNUSABLE, state=state)
    identity = _asked(issuer, lambda: _identify(request, issuer, state), state=state)
    return Trip(process=state["process"], next=state["next"], kept=state["kept"], identity=identity)


def callback_of(issuer: Issuer) -> str:
    """The one address that the issuer has to know.

    On the portal's own host, whatever host a request named.
    """
    return settings.PORTAL_ADDRESS + reverse("account_issuer_back", args=[issuer.code])


def discover(issuer: Issuer) -> dict:
    """The discovery document.

    Raises OAuth2Error if it is another issuer's, or names an address that is not safe.
    """
    config = _fetched(f"{issuer.url.rstrip('/')}/.well-known/openid-configuration")
    if config.get("issuer") != issuer.url:
        raise OAuth2Error("its discovery document is that of another issuer")
    if wrong := [name for name in NEEDED if not is_safe(config.get(name))]:
        raise OAuth2Error(f"its discovery document has no usable {wrong[0]}")
    return config


def _asked(issuer, ask, *, state=None):
    """What `ask` returns.

    Failed, and a line in the log, for an issuer that does not answer or answers nonsense.
    """
    try:
        return ask()
    except (
        NONSENSE
    ) as error:  # what is no JSON belongs here too, though requests counts it among its own
        logger.warning("%s answered what cannot be used: %s", issuer.code, _in_short(error))
        raise Failed(UNUSABLE, state=state) from None
    except RequestException as error:
        logger.warning("%s does not answer: %s", issuer.code, type(error).__name__)
        raise Failed(UNREACHABLE, state=state) from None


def _in_short(error):
    """What went wrong, without anything that was received: tokens may stand in it."""
    own = isinstance(error, OAuth2Error) and "retrieving" not in str(error)
    return str(error) if own else type(error).__name__


def _identify(request, issuer, state):
    config = discover(issuer)
    client = OAuth2Client(
        request, issuer.client_id, issuer.client_secret, "POST", config["token_endpoint"], callback_of(issuer),
        basic_auth=_is_basic(config),
    )  # fmt: skip
    told = client.get_access_token(request.GET["code"], pkce_code_verifier=state["verifier"])
    token = read_token(
        issuer, told["id_token"], keys=_fetched(config["jwks_uri"]), nonce=state["nonce"]
    )
    identity = identity_of(issuer, token, _more(config, told["access_token"], token))
    if identity is None:
        raise OAuth2Error("its subject cannot be kept")
    return identity


def _is_basic(config):
    """By which of its two ways the secret is sent.

    Without a word about it, the standard says by the header.
    """
    ways = config.get("token_endpoint_auth_methods_supported", ["client_secret_basic"])
    return "client_secret_post" not in ways


def read_token(issuer: Issuer, text: str, *, keys: dict, nonce: str) -> dict:
    """The claims of an ID token.

    Raises PyJWTError or OAuth2Error unless it was signed for us, just now and for this trip.
    """
    claims = jwt.decode(
        text,
        _key(keys, jwt.get_unverified_header(text).get("kid")),
        algorithms=ALGORITHMS,
        audience=issuer.client_id,
        issuer=issuer.url,
        leeway=LEEWAY,
        options={"require": ["iss", "sub", "aud", "exp", "iat"]},
    )
    if claims.get("azp", issuer.client_id) != issuer.client_id:
        raise OAuth2Error("its ID token was made for somebody else")
    if not secrets.compare_digest(str(claims.get("nonce", "")).encode(), nonce.encode()):
        raise OAuth2Error("its ID token belongs to another round trip")
    return claims


def _key(keys, wanted):
    """The key of that name; a token that names none is of the only one there is."""
    found = list(jwt.PyJWKSet.from_dict(keys))
    if wanted is None and len(found) == 1:
        return found[0]
    for key in found:
        if key.key_id == wanted:
            return key
    raise OAuth2Error("its ID token is signed with a key it does not publish")


def _more(config, access_token, token):
    """What userinfo adds, where an ID token has no address.

    Raises OAuth2Error if it speaks of somebody else.
    """
    if token.get("email") or not is_safe(config.get("userinfo_endpoint")):
        return {}
    more = _fetched(
        config["userinfo_endpoint"], headers={"Authorization": f"Bearer {access_token}"}
    )
    if more.get("sub") != token["sub"]:
        raise OAuth2Error("its userinfo speaks of somebody else")
    return more


def _fetched(url, **options):
    with get_adapter().get_requests_session() as session:
        answer = session.get(url, **options)
        answer.raise_for_status()
        found = answer.json()
    if not isinstance(found, dict):
        raise OAuth2Error("it answered with something else than an object")
    return found


def _log_refusal(answer, **options):
    """A line for the operator.

    Which address of the issuer refused, and by which code, but nothing of what was sent.
    """
    if answer.status_code < 400:
        return
    try:
        code = str(answer.json().get("error", ""))[:40]
    except (ValueError, AttributeError):
        code = ""
    code = code if code.replace("_", "").isalnum() else "no code"
    logger.warning("%s answered %s, %s", urlsplit(answer.url).netloc, answer.status_code, code)
