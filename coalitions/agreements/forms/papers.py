"""A file of an agreement, and who opens it."""

from typing import Any

from django import forms

from coalitions.access.roles import MEMBERS, RESTRICTED
from safety_portal.core.look.layout import one_column

READERS = [
    (MEMBERS, "Members: everybody who reads agreements here"),
    (RESTRICTED, "Restricted: administrators, officers and responders; each opening is recorded"),
]


class PaperForm(forms.Form):
    """One file at a time."""

    title = forms.CharField(
        max_length=200, label="What it is", help_text="Such as: Agreement, signed."
    )
    file = forms.FileField(
        help_text="PDF, docx, JPEG, PNG or HEIC, up to 25 MB. No student names.",
        widget=forms.ClearableFileInput(attrs={"accept": "image/*,.heic,.pdf,.docx"}),
    )
    sensitivity = forms.ChoiceField(
        choices=READERS, initial=MEMBERS, label="Who opens it", widget=forms.RadioSelect
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = one_column(*self.fields, button="Add the paper")
