"""Secrets that travel in links: made from the system's randomness, kept as SHA-256 only."""

import hashlib
import secrets


def new_token() -> str:
    """43 characters that fit into an address: 32 random bytes."""
    return secrets.token_urlsafe(32)


def hash_of(token: str) -> str:
    """What is kept of a token. It is random and long, so a plain SHA-256 cannot be guessed back."""
    return hashlib.sha256(token.encode()).hexdigest()
