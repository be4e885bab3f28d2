"""Keys of authenticator apps and seeds of recovery codes, encrypted with SECRET_KEY.

A copy of the database alone makes no codes.

What was encrypted with a former key (SECRET_KEY_FALLBACKS) is read as well, and `seal_anew` puts
the present key in its place, after which the former one may go.
"""

from base64 import urlsafe_b64encode

from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.db import transaction
from django.utils.crypto import salted_hmac

from safety_portal.core.accounts.models import User
from safety_portal.core.audit.record import record_each

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


@transaction.atomic
def seal_anew(*, by: User | None) -> tuple[int, int]:
    """Encrypt with SECRET_KEY what a former key encrypted.

    Returns (how many it did, how many no key here opens).

    Writes an audit row for each. What cannot be opened stays as it is: with its key it can be,
    later.
    """
    done, closed = [], 0
    rows = Authenticator.objects.select_for_update(no_key=True, of=["self"]).select_related("user")
    rows = rows.filter(data__has_any_keys=SEALED)
    for row in rows.order_by("pk"):
        try:
            changed = {name: _anew(row.data[name]) for name in SEALED if name in row.data}
        except InvalidToken:
            closed += 1
            continue
        if any(changed.values()):
            row.data |= {name: text for name, text in changed.items() if text}
            done.append(row)
    Authenticator.objects.bulk_update(done, ["data"], batch_size=500)
    told = {"by": by, "action": "second_step.sealed_anew"}
    record_each({**told, "subject": row.user, "detail": {"way": row.type}} for row in done)
    return len(done), closed


def _anew(sealed: str) -> str | None:
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
