"""One's own name."""

from typing import Any

from django import forms

from safety_portal.core.look.layout import one_column
from safety_portal.core.names import tidy_name


class NameForm(forms.Form):
    """The name, as it stands on plans and in lists."""

    name = forms.CharField(label="Your name, as it should stand on the plan", max_length=200)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].widget.attrs["autocomplete"] = "name"
        self.helper = one_column("name", button="Save your name")

    def clean_name(self) -> str:
        if name := tidy_name(self.cleaned_data["name"]):
            return name
        raise forms.ValidationError("Write your name with letters.")
