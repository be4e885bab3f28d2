"""Browsers in which somebody has signed in before.

Guesses made elsewhere do not shut the owner of an account out of these.

A cookie holds a name of the browser, and for the accounts that signed in there a keyed hash of the
address, signed. It lets nobody in; it only says whose guesses are counted together (OWASP's device
cookies).
"""

from dataclasses import dataclass
from uuid import uuid4

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponseRedirect

from safety_portal.core.accounts.events import address_hash

SALT = "safety_portal.core.accounts.known_browsers"
SECONDS = 365 * 24 * 60 * 60
# A computer of a staff room; who signed in before these is counted as elsewhere.
MOST = 10


@dataclass(frozen=True)
class Browser:
    """Its name ("" while nobody has signed in), and hashes of the addresses that did, the latest
    first.
    """

    name: str = ""
    addresses: tuple[str, ...] = ()

    def knows(self, address: str) -> bool:
        """Whether the account of an address has signed in here."""
        return _short(address) in self.addresses


def browser_of(request: HttpRequest) -> Browser:
    """The browser that a request comes from; a cookie that we did not sign is none."""
    try:
        name, *addresses = signing.loads(
            request.COOKIES.get(settings.KNOWN_BROWSER_COOKIE_NAME, ""), salt=SALT, max_age=SECONDS
        )
    except signing.BadSignature:
        return Browser()
    return Browser(name, tuple(addresses))


def remember(request: HttpRequest, response: HttpResponseRedirect, address: str) -> None:
    """Keep in the browser that the account of the address has signed in there."""
    browser, short = browser_of(request), _short(address)
    others = [each for each in browser.addresses if each != short]
    response.set_cookie(
        settings.KNOWN_BROWSER_COOKIE_NAME,
        signing.dumps([browser.name or uuid4().hex, short, *others[: MOST - 1]], salt=SALT),
        max_age=SECONDS,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def _short(address: str) -> str:
    return address_hash(address.strip().lower())[:16]
