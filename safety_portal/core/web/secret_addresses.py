"""Addresses of which the rest is a secret: whoever has such a link may act.

One list, asked by logs, mail, headers and nginx.

A new address of that kind is written into STARTS; a test compares it with the addresses of urls.py
and with docs/server/nginx.conf. Nothing here needs Django: the web server's own log asks it too.
"""

import re

# What stands before the secret, from the first slash on.
STARTS = (
    "/invitations/",
    "/accounts/password/reset/key/",
    "/accounts/confirm-email/",
    "/calendar/",
    "/meetings/answer/",
    "/contacts/confirm/",
    "/champions/confirm/",
)
# Parts of a query that are secrets: what an issuer (OpenID Connect) gives along on the way back.
IN_QUERY = ("code", "state", "id_token", "access_token", "token", "key")
# In a query an address may stand encoded, once or more often: ?next=%2Finvitations%2F...
SLASH = r"(?:/|%(?:25)*2[Ff])"
_START = "|".join(start.replace("/", SLASH) for start in STARTS)
_SECRET = re.compile(rf"({_START})(?:(?!{SLASH})[^\s\"'<>\\&?#])+")
_QUERY = re.compile(
    rf"((?:[?&]|%(?:25)*(?:3[Ff]|26))(?:{'|'.join(IN_QUERY)})(?:=|%(?:25)*3[Dd]))[^\s\"'<>\\&#%]+"
)
_LINK = re.compile(rf"https?://[^/\s]+(?:{'|'.join(STARTS)})[^\s\"'<>]")


def masked(text: str) -> str:
    """The text with *** in place of the secret in every address that carries one, wherever in it
    that stands.
    """
    return _QUERY.sub(r"\1***", _SECRET.sub(r"\1***", text))


def carries_secret(address: str) -> bool:
    """Whether an address is one of these, or names one in its query, such as the one to come back
    to after signing in.
    """
    return masked(address) != address


def holds_link(text: str) -> bool:
    """Whether a text holds a link to one of these addresses, under whatever name of the portal."""
    return bool(_LINK.search(text))
