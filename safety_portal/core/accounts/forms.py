"""The forms of signing in and of one's own account.

allauth's checks, worded as the rest of the portal is.
"""

from allauth.account import forms as account
from allauth.account.adapter import get_adapter
from allauth.core import context
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as webauthn
from allauth.mfa.webauthn.internal import auth
from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction

from safety_portal.core.accounts import passkeys
from safety_portal.core.accounts.events import note
from safety_portal.core.accounts.models import Outcome
from safety_portal.core.audit.record import record

LENGTH = "12 characters or more. A few words in a row are easy to remember and hard to guess."
CODE = "6 digits from the app, or a recovery code"
KNOW_IT_AGAIN = (
    "So that you know it again: what keeps it, such as Phone, Laptop at school, Blue USB key."
)
UNKNOWN_PASSKEY = "No account here has that passkey, or the page was open too long. Try again, or use your password."
NOT_ADDED = "The passkey was not added: the page was open too long, or the device gave no answer that counts. Try again."


class Worded:
    """Gives the fields named in `words` their label and hint, and takes placeholders away.

    A label says what goes in.
    """

    words = {}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget.attrs.pop("placeholder", None)
        for name, (label, hint) in self.words.items():
            self.fields[name].label, self.fields[name].help_text = label, hint


class SignInForm(Worded, account.LoginForm):
    """E-mail and password; the cursor stands in the first field."""

    words = {"login": ("E-mail", ""), "password": ("Password", "")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["login"].widget.attrs |= {
            "autofocus": True,
            "autocomplete": "username webauthn",
        }


class ReauthenticateForm(Worded, account.ReauthenticateForm):
    """The password once more, before something that is worth protecting."""

    words = {"password": ("Your password", "")}


class ResetPasswordForm(Worded, account.ResetPasswordForm):
    """Where to send the link."""

    words = {"email": ("E-mail", "")}


class ResetPasswordKeyForm(Worded, account.ResetPasswordKeyForm):
    """The new password, behind the link."""

    words = {"password1": ("New password", LENGTH), "password2": ("The new password again", "")}


class ChangePasswordForm(Worded, account.ChangePasswordForm):
    """The new password, behind the present one."""

    words = {
        "oldpassword": ("Your password now", ""),
        "password1": ("New password", LENGTH),
        "password2": ("The new password again", ""),
    }


class SetPasswordForm(Worded, account.SetPasswordForm):
    """The first password of an account that has none."""

    words = {"password1": ("Password", LENGTH), "password2": ("The password again", "")}


class AddEmailForm(Worded, account.AddEmailForm):
    """A further address."""

    words = {
        "email": ("E-mail", "We send a link to it; the address counts once you have opened it.")
    }

    def save(self, request):
        """Add it, mail the link to it, and tell the owner at the address there was.

        Writes an audit row.
        """
        with transaction.atomic():
            added = super().save(request)
            told = {"added_email": added.email}
            get_adapter(request).send_notification_mail(
                "account/email/email_added", self.user, told
            )
        return added


class CodeForm(Worded, mfa.AuthenticateForm):
    """The second step of signing in; a wrong code is noted."""

    words = {"code": ("Code", CODE)}

    def _emit_authentication_failed(self, authenticator):
        note(context.request, Outcome.WRONG_CODE, account=self.user)
        super()._emit_authentication_failed(authenticator)


class CodeAgainForm(Worded, mfa.ReauthenticateForm):
    """A code once more, before something that is worth protecting."""

    words = {"code": ("Code", CODE)}


class ActivateForm(Worded, totp.ActivateTOTPForm):
    """The first code of an app that is being set up."""

    words = {"code": ("Code", "6 digits from the app")}


class AddPasskeyForm(Worded, webauthn.AddWebAuthnForm):
    """The name of a new passkey, and what the browser says of it.

    Every passkey of the portal signs in by itself.
    """

    words = {"name": ("Name of the passkey", KNOW_IT_AGAIN)}
    passwordless = None
    name = forms.CharField(max_length=60, required=False)
    credential = passkeys.AnswerField(error_messages={"required": NOT_ADDED, "invalid": NOT_ADDED})

    def clean(self):
        """Keep the key alone, once the browser has answered this page's challenge with it."""
        try:
            cleaned = super().clean()
            if "credential" in cleaned:
                cleaned["credential"] = passkeys.what_to_keep(cleaned["credential"])
        except (ValidationError, *passkeys.UNREADABLE) as refused:
            auth.clear_state()
            raise ValidationError(NOT_ADDED) from refused
        return cleaned


class RenamePasskeyForm(Worded, webauthn.EditWebAuthnForm):
    """Another name for a passkey of one's own."""

    words = {"name": ("Name of the passkey", KNOW_IT_AGAIN)}
    name = forms.CharField(max_length=60)

    @transaction.atomic
    def save(self):
        """Rename it; writes an audit row."""
        passkey = super().save()
        record(
            by=passkey.user, action="passkey.renamed", subject=passkey.user, passkey=str(passkey)
        )
        return passkey


class PasskeyForm(forms.Form):
    """Refuses in one sentence whatever is not the answer of a passkey to the challenge, and notes
    it. A challenge counts once.
    """

    refused = passkeys.NOT_ACCEPTED
    credential = passkeys.AnswerField()

    def clean_credential(self):
        """The passkey that answered. Raises ValidationError with the sentence for the page."""
        try:
            return super().clean_credential()
        except (ValidationError, *passkeys.UNREADABLE) as error:
            auth.clear_state()
            note(context.request, Outcome.WRONG_PASSKEY, account=self.user)
            if getattr(error, "code", "") == "too_many_login_attempts":
                raise
            raise ValidationError(self.refused) from error


class SignInByPasskeyForm(PasskeyForm, webauthn.LoginWebAuthnForm):
    """A passkey instead of e-mail, password and second step."""

    refused = UNKNOWN_PASSKEY
    credential = passkeys.AnswerField(
        error_messages={"required": UNKNOWN_PASSKEY, "invalid": UNKNOWN_PASSKEY}
    )


class SecondStepByPasskeyForm(PasskeyForm, webauthn.AuthenticateWebAuthnForm):
    """A passkey as the second step of signing in."""


class PasskeyAgainForm(PasskeyForm, webauthn.ReauthenticateWebAuthnForm):
    """A passkey once more, before something that is worth protecting."""
