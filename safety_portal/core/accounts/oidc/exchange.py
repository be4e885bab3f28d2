"""A round trip to an issuer and back: OpenID Connect's code flow, with PKCE, state and nonce.

Authlib and joserfc speak the protocol. Ours is how far an issuer is believed: the bounds of its
answers (answers), which addresses it may name (discovery), what has to stand in an ID token
(id_token), and that a state serves once (states).
"""

import logging
from dataclasses import dataclass

from authlib.common.errors import AuthlibBaseError
from authlib.common.security import generate_token
from django.conf import settings
from django.urls import reverse
from joserfc.errors import JoseError
from requests import HTTPError, RequestException

from safety_portal.core.accounts.oidc import states
from safety_portal.core.accounts.oidc.answers import IssuerSession, Unusable
from safety_portal.core.accounts.oidc.discovery import discover, may_ask, secret_goes_by
from safety_portal.core.accounts.oidc.id_token import read_token
from safety_portal.core.accounts.oidc.identity import Identity, identity_of
from safety_portal.core.accounts.oidc.issuers import Issuer

logger = logging.getLogger(__name__)
# What code that reads somebody else's JSON raises when it is not what was agreed upon.
NONSENSE = (
    *(Unusable, AuthlibBaseError, JoseError),
    *(KeyError, TypeError, ValueError, AttributeError, RecursionError),
)
# Characters of a PKCE verifier and of a nonce.
VERIFIER_LENGTH, NONCE_LENGTH = 64, 32


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
    """A round trip that ended well: what it was for, where to go on to, what was kept for it, and
    who came back."""

    process: str
    next: str
    kept: dict
    identity: Identity


def begin(request, issuer: Issuer, *, process, next_url="", kept=None) -> str:
    """The address at the issuer where the round trip begins; its state is kept in the session
    (states).

    `kept` is JSON that comes back with the trip. Raises Failed.
    """
    with IssuerSession(issuer, callback_of(issuer)) as session:
        config = _asked(issuer, lambda: discover(session, issuer))
        nonce, verifier = generate_token(NONCE_LENGTH), generate_token(VERIFIER_LENGTH)
        state = {
            "process": process,
            "next": next_url,
            "kept": kept or {},
            "nonce": nonce,
            "verifier": verifier,
        }
        address, _ = session.create_authorization_url(
            config["authorization_endpoint"],
            state=states.keep(request, issuer.code, state),
            nonce=nonce,
            code_verifier=verifier,
        )
    return address


def finish(request, issuer: Issuer) -> Trip:
    """Read what the issuer sent the reader back with, and ask it who that is.

    Raises Failed. A state serves once.
    """
    state = states.take(request, issuer.code, request.GET.get("state", ""))
    if state is None:
        raise Failed(STALE)
    if "code" not in request.GET:
        cancelled = request.GET.get("error") == "access_denied"
        logger.warning("sign-in with %s came back without a code", issuer.code)
        raise Failed(CANCELLED if cancelled else UNUSABLE, state=state)
    identity = _asked(issuer, lambda: _identify(issuer, request.GET, state), state=state)
    return Trip(process=state["process"], next=state["next"], kept=state["kept"], identity=identity)


def callback_of(issuer: Issuer) -> str:
    """The one address that the issuer has to know: on the portal's own host, whatever host a
    request named."""
    return settings.PORTAL_ADDRESS + reverse("invitation_sso_return", args=[issuer.code])


def _asked(issuer, ask, *, state=None):
    """What `ask` returns.

    Failed, and a line in the log, for an issuer that does not answer or answers nonsense.
    """
    try:
        return ask()
    except (
        NONSENSE
    ) as error:  # what is no JSON belongs here too, though requests counts it among its own
        failure, reason = UNUSABLE, _in_short(error)
    except HTTPError as error:
        code = error.response.status_code
        failure, reason = (UNREACHABLE if code >= 500 else UNUSABLE), f"HTTP {code}"
    except RequestException as error:
        failure, reason = UNREACHABLE, type(error).__name__
    logger.warning("sign-in with %s failed, %s: %s", issuer.code, failure, reason)
    raise Failed(failure, state=state) from None


def _in_short(error):
    """What went wrong, without anything that was received: tokens may stand in it."""
    return str(error) if isinstance(error, Unusable) else type(error).__name__


def _identify(issuer, answer, state):
    """The Identity behind the code that an issuer's `answer` has in its query."""
    with IssuerSession(issuer, callback_of(issuer)) as session:
        config = discover(session, issuer)
        _check_sender(issuer, config, answer.get("iss"))
        session.token_endpoint_auth_method = secret_goes_by(config)
        token_response = session.fetch_token(
            config["token_endpoint"],
            grant_type="authorization_code",
            code=answer["code"],
            code_verifier=state["verifier"],
        )
        keys = session.object_at(config["jwks_uri"])
        claims = read_token(issuer, token_response["id_token"], keys=keys, nonce=state["nonce"])
        userinfo = _userinfo(session, issuer, config, claims, token_response["access_token"])
    identity = identity_of(issuer, claims, userinfo)
    if identity is None:
        raise Unusable("its subject cannot be kept")
    return identity


def _check_sender(issuer, config, sender):
    """Refuse a code that another issuer handed out (RFC 9207), before it is shown to this one."""
    is_promised = config.get("authorization_response_iss_parameter_supported") is True
    if sender != issuer.url and (sender is not None or is_promised):
        raise Unusable("the way back does not name it as the one that sent the reader")


def _userinfo(session, issuer, config, claims, access_token):
    """What userinfo adds, where an ID token has no address.

    Raises Unusable if it speaks of somebody else.
    """
    address = config.get("userinfo_endpoint")
    if claims.get("email") or not may_ask(issuer, address):
        return {}
    found = session.object_at(address, headers={"Authorization": f"Bearer {access_token}"})
    if found.get("sub") != claims["sub"]:
        raise Unusable("its userinfo speaks of somebody else")
    return found
