"""Asking an issuer.

Authlib's client, held to so many bytes and seconds, and to the address that was asked.
"""

import logging
from time import monotonic
from urllib.parse import urlsplit

from authlib.integrations.requests_client import OAuth2Session
from django.conf import settings
from requests import Timeout

from safety_portal.core.accounts.oidc.issuers import Issuer

logger = logging.getLogger(__name__)
SCOPE = "openid profile email"
# Bytes. The longest answer of a vendor, Microsoft's keys, has some 20,000.
LARGEST_ANSWER = 512 * 1024


class Unusable(Exception):
    """An issuer answered what cannot be used.

    Says what in words of ours, with nothing of what it answered.
    """


class IssuerSession(OAuth2Session):
    """Authlib's session with one issuer.

    Close it: `with IssuerSession(issuer, callback) as session`.

    Unusable for an answer that is larger than LARGEST_ANSWER or leads on to another address;
    requests' exceptions for one that takes longer than settings.OIDC_TIMEOUT seconds, and for
    whoever cannot be reached.
    """

    def __init__(self, issuer: Issuer, callback: str, **options):
        super().__init__(
            issuer.client_id,
            issuer.client_secret,
            scope=SCOPE,
            redirect_uri=callback,
            code_challenge_method="S256",
            default_timeout=settings.OIDC_TIMEOUT,
            **options,
        )
        # What is packed has a length that nobody knows before it is unpacked.
        self.headers["Accept-Encoding"] = "identity"
        self.hooks["response"] += [_bound, _log_refusal]

    def request(self, method, url, **options):
        """Ask; where it leads on to is never followed, a secret may be in what is sent."""
        return super().request(method, url, **options | {"allow_redirects": False})

    def object_at(self, url: str, **options) -> dict:
        """The JSON object that the issuer answers with.

        Raises Unusable, ValueError or what requests raises.
        """
        answer = self.get(url, withhold_token=True, **options)
        answer.raise_for_status()
        found = answer.json()
        if not isinstance(found, dict):
            raise Unusable("it answered with something else than an object")
        return found


class _Bounded:
    """The body of an answer as it comes from the network, until it is too much or too late."""

    def __init__(self, raw, *, until):
        self._raw, self._until = raw, until

    def __getattr__(self, name):
        return getattr(self._raw, name)

    def stream(self, size, decode_content=None):
        """What came so far, in pieces, never waiting for a whole one."""
        total = 0
        while piece := self._raw.read1(size, decode_content=False):
            total += len(piece)
            if total > LARGEST_ANSWER:
                raise Unusable("its answer is too large")
            if monotonic() > self._until:
                raise Timeout("the answer takes too long")
            yield piece


def _bound(answer, **options):
    """Refuse an answer that leads on, and hold the body of any other to its bounds."""
    if answer.is_redirect:
        raise Unusable("it leads on to another address")
    answer.raw = _Bounded(answer.raw, until=monotonic() + settings.OIDC_TIMEOUT)


def _log_refusal(answer, **options):
    """A line for the operator: which address refused, and by which code, but nothing of what was
    sent."""
    if answer.status_code < 400:
        return
    try:
        code = str(answer.json().get("error", ""))[:40]
    except (ValueError, AttributeError, RecursionError):
        code = ""
    code = code if code.replace("_", "").isalnum() else "no code"
    logger.warning("%s answered %s, %s", urlsplit(answer.url).netloc, answer.status_code, code)
