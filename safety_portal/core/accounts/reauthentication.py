"""Is it still you.

The password once more, or a passkey, before a signature or the like, and before another way in is
made.

Who holds a session holds the browser, or a copy of its cookie, and need not be the owner of the
account. So nothing that outlasts the session (a password, a passkey, an address, an issuer,
somebody who signs in one's place) comes of it alone: those addresses stand behind still_you.

A form derives from StillYou and is made with account=; its page includes
account/snippets/still-you.html where the password goes and loads js/core/accounts/passkey.js; what
the form guards asks confirm_identity(request, form.cleaned_data) first.
"""

import time
from functools import wraps

from allauth.account import app_settings
from allauth.account.adapter import get_adapter
from allauth.account.authentication import get_authentication_records
from allauth.account.decorators import reauthentication_required
from allauth.core import ratelimit
from django import forms
from django.contrib import messages
from django.shortcuts import redirect

from safety_portal.core.accounts.events import note
from safety_portal.core.accounts.models import Outcome
from safety_portal.core.accounts.passkeys import challenges
from safety_portal.core.accounts.passkeys.fields import NOT_ACCEPTED, AnswerField
from safety_portal.core.authority import Allowed, Denied

# What is missing, by what the account has: a password, a passkey.
MISSING = {
    (True, True): "Type your password, or use a passkey.",
    (True, False): "Type your password.",
    (False, True): "Use a passkey to show that it is you.",
    (False, False): "Your account has no password. Choose one, or add a passkey, and come back.",
}
NOTHING_TO_SHOW = (
    "Your account has neither a password nor a passkey by which you could show that it is you."
    " Have a link sent to your mailbox first: it lets you choose a password."
)
READING = ("GET", "HEAD")


def still_you(view, *, reading=False):
    """Put a view behind showing once more that it is the owner: password, passkey or code, lately.

    What was sent then goes on.

    With `reading`, only sending something is. Where the account has nothing to show, as one entered
    by an issuer alone, its mailbox is asked instead; for some minutes after an invitation was
    accepted, its link has been that.
    """
    asking = reauthentication_required(view)

    @wraps(view)
    def guarded(request, *args, **kwargs):
        if reading and request.method in READING:
            return view(request, *args, **kwargs)
        signed_in = request.user.is_authenticated
        if (
            signed_in
            and not get_adapter().get_reauthentication_methods(request.user)
            and not _shown_lately(request)
        ):
            messages.warning(request, NOTHING_TO_SHOW)
            return redirect("account_reset_password")
        return asking(request, *args, **kwargs)

    return guarded


def _shown_lately(request):
    recent = [
        record["at"]
        for record in get_authentication_records(request, request.user)
        if record.get("reauthenticated")
    ]
    return bool(recent) and time.time() - recent[-1] < app_settings.REAUTHENTICATION_TIMEOUT


class StillYou(forms.Form):
    """The fields by which the owner of `account` shows once more that it is them.

    One of the two is filled in.
    """

    password = forms.CharField(
        label="Your password",
        help_text="To show that it is you.",
        required=False,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    passkey = AnswerField(required=False)

    def __init__(self, *args, account, **kwargs):
        super().__init__(*args, **kwargs)
        self.has_password, self.has_passkey = (
            account.has_usable_password(),
            challenges.has_any(account),
        )
        self.fields["password"].hint_says_when = True
        if not self.has_password:
            self.fields["password"].widget = forms.HiddenInput()

    def clean(self):
        """Say what is missing where neither is given."""
        cleaned = super().clean()
        if not (self.errors.get("passkey") or cleaned.get("passkey") or cleaned.get("password")):
            self.add_error("password", MISSING[self.has_password, self.has_passkey])
        return cleaned


def confirm_identity(request, cleaned):
    """Whether it is still the signed-in person, by what a StillYou form read: Allowed, or Denied
    with the sentence for its field "password".

    At most as many tries as ACCOUNT_RATE_LIMITS["reauthenticate"] says, right or wrong; counted in
    PostgreSQL. A refusal is noted as a SignInEvent. A passkey's answer counts once.
    """
    if not ratelimit.consume(request, action="reauthenticate", user=request.user):
        note(request, Outcome.TOO_MANY_TRIES, account=request.user)
        return Denied("Too many tries. Wait a few minutes, then try again.")
    if cleaned.get("passkey"):
        return _by_passkey(request, cleaned["passkey"])
    return _by_password(request, cleaned["password"])


def _by_passkey(request, answer):
    passkey = challenges.answered(request, challenges.IN_A_FORM, answer, request.user)
    if passkey is None:
        note(request, Outcome.WRONG_PASSKEY, account=request.user)
        return Denied(NOT_ACCEPTED)
    passkey.record_usage()
    return Allowed()


def _by_password(request, password):
    if not request.user.check_password(password):
        note(request, Outcome.WRONG_PASSWORD, account=request.user)
        return Denied("The password is not right.")
    return Allowed()
