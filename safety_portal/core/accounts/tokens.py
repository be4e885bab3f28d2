"""Secrets that travel in links: random ones, kept as SHA-256 only, and signed ones, not kept.

A signed one names a row and the address that it was mailed to, so that it ends with either; by it
somebody answers without signing in. What its holder may do says the noun whose `salt` it has.
"""

import hashlib
import secrets
from datetime import timedelta

from django.core import signing

# Of a signed one.
GOOD_FOR = timedelta(days=90)


def new_token() -> str:
    """43 characters that fit into an address: 32 random bytes."""
    return secrets.token_urlsafe(32)


def hash_of(token: str) -> str:
    """What is kept of a token. It is random and long, so a plain SHA-256 cannot be guessed back."""
    return hashlib.sha256(token.encode()).hexdigest()


def signed_for(key: int, address: str, *, salt: str) -> str:
    """What stands in a link about the row of that key, mailed to `address`."""
    return signing.dumps([key, _mark(address)], salt=salt)


def read_signed(token: str, *, salt: str) -> tuple[int, str] | None:
    """(the row's key, the mark of its address); None for one we never signed, or too old."""
    try:
        key, mark = signing.loads(token, salt=salt, max_age=GOOD_FOR)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return key, mark


def is_mark_of(mark: str, address: str) -> bool:
    """Whether a mark is that of the address."""
    return mark == _mark(address)


def _mark(address: str) -> str:
    return hashlib.sha256(address.lower().encode()).hexdigest()[:16]
