"""The second step of an account is taken away.

By the operator, for somebody who lost the app or key and every recovery code.
"""

from uuid import uuid4

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.db import transaction
from django.urls import reverse

from safety_portal.core.accounts.actions.ending_sessions import end_all
from safety_portal.core.accounts.mail import NOTICE
from safety_portal.core.accounts.models import User
from safety_portal.core.audit.record import record
from safety_portal.core.authority import unasked
from safety_portal.core.notices.mail import render_mail
from safety_portal.core.notices.outbox import post


@unasked("Only a command of the operator's does it; no page leads there.")
@transaction.atomic
def reset_second_step(*, account: User, by: User | None) -> None:
    """Remove the apps, passkeys and recovery codes of an account and end its sessions.

    Returns how many there were.

    Who has to have a second step sets one up at the next sign-in, which takes the password. Tells
    the owner by mail and writes an audit row; where there is none, nothing changes.
    """
    account = User.objects.select_for_update(no_key=True).get(pk=account.pk)
    count, _ = Authenticator.objects.filter(user=account).delete()
    if count:
        end_all(account=account)
        record(by=by, action="second_step.reset", subject=account, removed=count)
        _tell(account)
    return count


def _tell(account: User) -> None:
    context = {
        "heading": "Your second step was removed",
        "lines": [
            "Whoever runs the portal removed your passkeys, authenticator app and recovery codes, and signed you out everywhere.",
            "Sign in with your password and set up a second step anew. If you have none, choose one under “I forgot my password”.",
            "If you did not ask for this, say so to an administrator of your coalition at once.",
        ],
        "url": settings.PORTAL_ADDRESS + reverse("account_login"),
        "button": "Sign in",
        "foot": "You get this because you have an account on Safety Portal.",
    }
    post(
        key=f"second-step-reset:{uuid4()}",
        kind=NOTICE,
        to=account.email,
        name=str(account),
        account=account,
        **render_mail("mail/message", context)._asdict(),
    )
