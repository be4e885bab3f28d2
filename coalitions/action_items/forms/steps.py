"""What becomes of an action item: evidence, verified, sent back, a risk accepted, open again."""

from datetime import date
from typing import Any

from django import forms

from coalitions.action_items.forms.item import day_input, lines, people_of
from coalitions.action_items.models import ActionItem
from coalitions.action_items.queries import owners_of
from coalitions.people.naming import person_field
from safety_portal.core.files.uploads import Upload, accept_document
from safety_portal.core.look.layout import one_column
from safety_portal.core.refusals import Refused


class ProofField(forms.FileField):
    """A PDF or a photo; cleaned to an uploads.Upload, or None."""

    widget = forms.ClearableFileInput(attrs={"accept": "image/*,.heic,.pdf"})

    def clean(self, data: Any, initial: Any = None) -> Upload | None:
        """Raises ValidationError with the sentence of what is no such file."""
        file = super().clean(data, initial)
        if not file:
            return None
        try:
            return accept_document(file)
        except Refused as refused:
            raise forms.ValidationError(str(refused)) from refused


class EvidenceForm(forms.Form):
    """Show what was done: one of these at least."""

    words = forms.CharField(
        label="What was done",
        required=False,
        max_length=1000,
        widget=lines(3),
        help_text="Such as “New lock set, tried 20 times”. No student names.",
    )
    file = ProofField(
        label="Photo or file",
        required=False,
        help_text="PDF, JPEG, PNG or HEIC, up to 25 MB. The place a photo was taken at is removed.",
    )
    work_order = forms.CharField(
        label="Work order or invoice number", required=False, max_length=60
    )
    cost = forms.DecimalField(
        label="What it cost, in dollars",
        required=False,
        min_value=0,
        max_digits=10,
        decimal_places=2,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
    )

    def __init__(self, *args: Any, button: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = one_column("words", "file", "work_order", "cost", button=button)
        self.helper.attrs = {"enctype": "multipart/form-data"}


class VerifyForm(forms.Form):
    """Verify: what the second person saw, if they like."""

    words = forms.CharField(
        label="What you saw yourself",
        required=False,
        max_length=1000,
        widget=lines(2),
        help_text="Shown with your name.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = one_column("words", button="Verify")


class SendBackForm(forms.Form):
    """Send back: what is missing."""

    reason = forms.CharField(label="What is missing or wrong", max_length=500, widget=lines(3))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = one_column("reason", button="Return it")


class RiskForm(forms.Form):
    """Who accepts the risk, until when, and why."""

    until = forms.DateField(
        label="Until",
        widget=day_input(),
        help_text="On this day it is open again. Three years from now at most.",
    )
    because = forms.CharField(label="Because", max_length=500, widget=lines(3))

    def __init__(self, *args: Any, item: ActionItem, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        can = owners_of(item.coalition, is_restricted=item.is_restricted, on=on)
        self.fields["accepter"] = person_field(
            people_of(can), label="Who accepts the risk", nobody="Choose who accepts it"
        )
        self.fields["accepter"].required = True
        self.helper = one_column("accepter", "until", "because", button="Accept the risk")


class ReopenForm(forms.Form):
    """Why it is open again, and by when it is to be done now."""

    because = forms.CharField(label="Why it is open again", max_length=500, widget=lines(3))
    due_on = forms.DateField(label="Done by", widget=day_input())

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = one_column("because", "due_on", button="Open it again")
