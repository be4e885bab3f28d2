"""An account comes to be: only when an invitation is accepted."""

from allauth.account.models import EmailAddress
from django.contrib.auth.password_validation import validate_password
from django.db import IntegrityError, transaction

from safety_portal.core.accounts.models import User
from safety_portal.core.audit.record import unrecorded
from safety_portal.core.authority import unasked
from safety_portal.core.refusals import refusing
from safety_portal.core.states import WrongState


@unasked("Whoever accepts an invitation gets an account: the link is the right to.")
@unrecorded("The acceptance that it is a step of is recorded.")
@transaction.atomic
def open_account(*, email: str, name: str, password: str | None) -> User | None:
    """Make the account of an address that was just shown to be the person's own; returns it.

    Without a password (None) it is entered another way. Raises WrongState when the address has one,
    Refused for a password that is too weak.
    """
    if password is not None:
        with refusing("password"):
            validate_password(password, user=User(email=email, name=name))
    try:
        with transaction.atomic():
            account = User.objects.create_user(email, password, name=name)
    except IntegrityError as taken:
        raise WrongState(f"{email} has an account already. Sign in with it to accept.") from taken
    EmailAddress.objects.create(user=account, email=account.email, verified=True, primary=True)
    return account
