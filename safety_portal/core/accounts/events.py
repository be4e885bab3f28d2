"""What happened at the door: one row for each sign-in, refusal and sign-out."""

from allauth.account.adapter import get_adapter
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from safety_portal.core.accounts.models import Outcome, SignInEvent, User

DEVICE_LENGTH = 200


def note(
    request: HttpRequest,
    outcome: Outcome,
    *,
    account: User | None = None,
    address: str = "",
    through: str = "",
) -> None:
    """Write one row. An address as typed is kept only as a keyed hash.

    People type passwords into that field.

    `through` is the name of the issuer that said who it is, for a sign-in with Google or the like.

    Looks the account up by the address where it is not given, known or not, so that both cost the
    same.
    """
    typed = (account.email if account else address).strip().lower()
    if account is None:
        account = User.objects.filter(email=typed).first()
    SignInEvent.objects.create(
        account=account,
        address_hash=address_hash(typed),
        outcome=outcome,
        through=through,
        ip=get_adapter().get_client_ip(request),
        device=request.META.get("HTTP_USER_AGENT", "")[:DEVICE_LENGTH],
    )


def address_hash(address: str) -> str:
    """The keyed SHA-256 of an address.

    The same address can be recognized, none can be read back.
    """
    return salted_hmac(
        "safety_portal.core.accounts.events", address, algorithm="sha256"
    ).hexdigest()
