"""Keys of authenticator apps and seeds of recovery codes, encrypted with SECRET_KEY.

A copy of the database alone makes no codes.

What was encrypted with a former key (SECRET_KEY_FALLBACKS) is read as well, and `seal_anew` puts
the present key in its place, after which the former one may go.
"""

from base64 import urlsafe_b64encode

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.utils.crypto import salted_hmac

# Where allauth keeps what it encrypts, in the data of an authenticator.
SEALED = ("secret", "seed")


def seal(text: str) -> str:
    """The text encrypted with SECRET_KEY."""
    return _ciphers().encrypt(text.encode()).decode()


def open_sealed(sealed: str) -> str:
    """What was encrypted with SECRET_KEY or one of the fallbacks.

    Raises cryptography's InvalidToken otherwise.
    """
    return _ciphers().decrypt(sealed.encode()).decode()


def sealed_anew(sealed: str) -> str | None:
    """Encrypted with SECRET_KEY; None where it is already."""
    try:
        _cipher(settings.SECRET_KEY).decrypt(sealed.encode())
    except InvalidToken:
        return _ciphers().rotate(sealed.encode()).decode()
    return None


def _ciphers() -> MultiFernet:
    return MultiFernet(
        [_cipher(key) for key in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)]
    )


def _cipher(secret: str) -> Fernet:
    key = salted_hmac(
        "safety_portal.core.accounts.second_step", "key", secret=secret, algorithm="sha256"
    ).digest()
    return Fernet(urlsafe_b64encode(key))
