"""Where an issuer is asked what: its discovery document, read anew for each round trip, so that
nothing of it grows old."""

from authlib.oidc.discovery import get_well_known_url

from safety_portal.core.accounts.oidc.answers import IssuerSession, Unusable
from safety_portal.core.accounts.oidc.issuers import Issuer, is_on_this_machine, is_safe

NEEDED = ("authorization_endpoint", "token_endpoint", "jwks_uri")


def discover(session: IssuerSession, issuer: Issuer) -> dict:
    """The discovery document.

    Raises Unusable if it is another issuer's, or names an address that is not safe.
    """
    config = session.object_at(get_well_known_url(issuer.url, external=True))
    if config.get("issuer") != issuer.url:
        raise Unusable("its discovery document is that of another issuer")
    for name in NEEDED:
        if not may_ask(issuer, config.get(name)):
            raise Unusable(f"its discovery document has no usable {name}")
    return config


def may_ask(issuer: Issuer, address) -> bool:
    """Whether an address that the issuer names is safe to ask; what runs beside the portal is no
    outsider's to name."""
    if not is_safe(address):
        return False
    return is_on_this_machine(issuer.url) or not is_on_this_machine(address)


def secret_goes_by(config: dict) -> str:
    """By which of its two ways the secret is sent; without a word about it, the standard says by
    the header."""
    ways = config.get("token_endpoint_auth_methods_supported", ["client_secret_basic"])
    return "client_secret_post" if "client_secret_post" in ways else "client_secret_basic"
