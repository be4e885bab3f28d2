"""The forms of signing in and of one's own account.

allauth's checks, worded as the rest of the portal is.
"""

from allauth.account import forms as account
from allauth.account.adapter import get_adapter
from allauth.core import context
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp import forms as totp
from django.db import transaction

from safety_portal.core.accounts.events import note
from safety_portal.core.accounts.models import Outcome

LENGTH = "12 characters or more. A few words in a row are easy to remember and hard to guess."
CODE = "6 digits from the app, or a recovery code"


class Worded:
    """Gives the fields named in `words` their label and hint, and takes placeholders away.

    A label says what goes in.
    """

    words = {}

    def __init__(self, *args, **kwargs):
        """Say the fields of an account's form in words of ours, without placeholders."""
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
            detail = {"added_email": added.email}
            get_adapter(request).send_notification_mail(
                "account/email/email_added", self.user, detail
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
