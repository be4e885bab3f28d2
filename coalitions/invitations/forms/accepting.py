"""The answer to an invitation."""

from typing import Any

from crispy_forms.helper import FormHelper
from django import forms
from django.contrib.auth.password_validation import validate_password

from coalitions.access import roles
from coalitions.invitations.models import Invitation
from safety_portal.core.accounts.models import User
from safety_portal.core.names import tidy_name


def promise_of_confidentiality(role: str) -> str:
    """What who accepts an invitation promises, in the words the table of roles gives their role."""
    levels = roles.levels(role)
    if roles.RESTRICTED in levels:
        return "I keep confidential what is marked members or restricted."
    if roles.MEMBERS in levels:
        return "I keep confidential what is marked members. Restricted sections are not shown to my role."
    return "I read what is public. Sections for members and restricted sections are not shown to my role."


class AcceptForm(forms.Form):
    """Name and promise; for somebody new also the password of the account that acceptance makes."""

    name = forms.CharField(label="Your name, as it should stand on the plan", max_length=200)
    password = forms.CharField(
        label="Password",
        help_text="12 characters or more. A short sentence is easy to remember and hard to guess.",
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        strip=False,
        max_length=128,
    )
    promise = forms.BooleanField(
        error_messages={"required": "Tick this to accept: what you read here is confidential."}
    )

    def __init__(
        self, *args: Any, invitation: Invitation, with_password: bool, **kwargs: Any
    ) -> None:
        kwargs.setdefault("initial", {"name": invitation.name})
        super().__init__(*args, **kwargs)
        self.invitation = invitation
        self.fields["name"].widget.attrs["autocomplete"] = "name"
        self.fields["promise"].label = promise_of_confidentiality(invitation.role)
        if not with_password:
            del self.fields["password"]
        self.helper = FormHelper()
        self.helper.form_tag = False

    def clean_name(self) -> str:
        name = tidy_name(self.cleaned_data["name"])
        if not name:
            raise forms.ValidationError("Write your name with letters.")
        return name

    def clean_password(self) -> str:
        password = self.cleaned_data["password"]
        validate_password(
            password, user=User(email=self.invitation.email, name=self.data.get("name", ""))
        )
        return password
