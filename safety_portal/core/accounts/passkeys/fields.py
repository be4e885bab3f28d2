"""What a browser's script fills in: the answer of a passkey."""

import json

from django import forms
from django.core.exceptions import ValidationError

# Characters; the answer of a key has some hundreds, with a long attestation some thousands.
LONGEST_ANSWER = 20_000
NOT_ACCEPTED = (
    "The passkey was not accepted: it is not one of this account, or the page was open too long."
    " Try again."
)


class OnceInput(forms.HiddenInput):
    """Filled in by the browser's script, and never shown again."""

    def format_value(self, value):
        return None


class AnswerField(forms.Field):
    """What a passkey answered, as JSON; its value is what the JSON says, and nothing is known of it
    yet."""

    widget = OnceInput
    default_error_messages = {"required": NOT_ACCEPTED, "invalid": NOT_ACCEPTED}

    def to_python(self, value):
        """The JSON read, or "". Raises ValidationError for anything else."""
        if value in self.empty_values:
            return ""
        try:
            return json.loads(value[: LONGEST_ANSWER + 1])
        except (ValueError, RecursionError) as unreadable:
            raise ValidationError(self.error_messages["invalid"], code="invalid") from unreadable
