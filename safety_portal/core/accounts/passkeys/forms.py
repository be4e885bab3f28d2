"""The forms in which a browser answers for a passkey.

Whatever is no answer to the page's question is one refusal.
"""

from allauth.account.adapter import get_adapter as account_adapter
from allauth.core import context, ratelimit
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn import forms as webauthn
from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction

from safety_portal.core.accounts.events import note
from safety_portal.core.accounts.forms import Worded
from safety_portal.core.accounts.models import Outcome
from safety_portal.core.accounts.passkeys import challenges
from safety_portal.core.accounts.passkeys.fields import NOT_ACCEPTED, AnswerField
from safety_portal.core.audit.record import record

KNOW_IT_AGAIN = (
    "So that you know it again: what keeps it, such as Phone, Laptop at school, Blue USB key."
)
UNKNOWN_PASSKEY = (
    "No account here has that passkey, or the page was open too long."
    " Try again, or use your password."
)
NOT_ADDED = (
    "The passkey was not added: the page was open too long, or the device gave no answer that"
    " counts. Try again."
)


class AddPasskeyForm(Worded, forms.Form):
    """The name of a new passkey, and what the browser says of it.

    Every passkey of the portal signs in by itself.
    """

    words = {"name": ("Name of the passkey", KNOW_IT_AGAIN)}
    name = forms.CharField(max_length=60, required=False)
    credential = AnswerField(error_messages={"required": NOT_ADDED, "invalid": NOT_ADDED})

    def __init__(self, *args, user, **kwargs):
        self.user = user
        super().__init__(*args, **kwargs)
        self.initial.setdefault("name", self._first_name())

    def clean_name(self):
        """The name; a first one where none was typed: by now the device has made the key."""
        return self.cleaned_data["name"] or self._first_name()

    def clean_credential(self):
        """The key alone, where the browser has answered this page's challenge with it."""
        key = challenges.made(context.request, self.cleaned_data["credential"])
        if key is None:
            raise ValidationError(NOT_ADDED)
        return key

    def _first_name(self):
        return get_adapter().generate_authenticator_name(self.user, Authenticator.Type.WEBAUTHN)


class RenamePasskeyForm(Worded, webauthn.EditWebAuthnForm):
    """Another name for a passkey of one's own."""

    words = {"name": ("Name of the passkey", KNOW_IT_AGAIN)}
    name = forms.CharField(max_length=60)

    @transaction.atomic
    def save(self):
        """Rename it; writes an audit row."""
        passkey = super().save()
        record(
            by=passkey.user,
            action="passkey.renamed",
            subject=passkey.user,
            passkey=str(passkey),
        )
        return passkey


class PasskeyForm(forms.Form):
    """Refuses in one sentence whatever is not the answer of a passkey to the challenge, and notes
    it.

    Beside one of allauth's forms, which begins or confirms the session with what clean_credential
    returns.
    """

    purpose = ""
    refused = NOT_ACCEPTED
    credential = AnswerField()

    def clean_credential(self):
        """The passkey that answered. Raises ValidationError with the sentence for the page."""
        self._count()
        answer = self.cleaned_data["credential"]
        passkey = challenges.answered(context.request, self.purpose, answer, self.user)
        if passkey is None:
            note(context.request, Outcome.WRONG_PASSKEY, account=self.user)
            raise ValidationError(self.refused)
        self._forget_tries()
        return passkey

    def _count(self):
        """Refuse after too many tries for an account that is known; at the door the answer names
        it, and may name anybody."""
        if self.user and not ratelimit.consume(
            context.request, action="login_failed", key=self._tries()
        ):
            note(context.request, Outcome.WRONG_PASSKEY, account=self.user)
            raise account_adapter().validation_error("too_many_login_attempts")

    def _forget_tries(self):
        if self.user:
            ratelimit.clear(context.request, action="login_failed", key=self._tries())

    def _tries(self):
        return f"passkey {self.user.pk}"


class SignInByPasskeyForm(PasskeyForm, webauthn.LoginWebAuthnForm):
    """A passkey instead of e-mail, password and second step."""

    purpose, refused = challenges.SIGN_IN, UNKNOWN_PASSKEY
    credential = AnswerField(
        error_messages={"required": UNKNOWN_PASSKEY, "invalid": UNKNOWN_PASSKEY}
    )


class SecondStepByPasskeyForm(PasskeyForm, webauthn.AuthenticateWebAuthnForm):
    """A passkey as the second step of signing in."""

    purpose = challenges.SECOND_STEP


class PasskeyAgainForm(PasskeyForm, webauthn.ReauthenticateWebAuthnForm):
    """A passkey once more, before something that is worth protecting."""

    purpose = challenges.AGAIN
