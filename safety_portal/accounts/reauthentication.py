"""Is it still you: the password once more, before a signature or the like."""

from allauth.core.internal import ratelimit

from safety_portal.accounts.events import note
from safety_portal.accounts.models import Outcome
from safety_portal.authority import Allowed, Denied


def confirm_password(request, password):
    """Whether `password` is that of the signed-in account: Allowed, or Denied with the sentence for the form.

    At most as many tries as ACCOUNT_RATE_LIMITS["reauthenticate"] says, right or wrong; counted in PostgreSQL. A refusal
    is noted as a SignInEvent.
    """
    if not ratelimit.consume(request, app="allauth.account", action="reauthenticate", user=request.user):
        note(request, Outcome.TOO_MANY_TRIES, account=request.user)
        return Denied("Too many tries. Wait a few minutes, then type your password again.")
    if not request.user.check_password(password):
        note(request, Outcome.WRONG_PASSWORD, account=request.user)
        return Denied("The password is not right.")
    return Allowed()
