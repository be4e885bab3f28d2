"""An agency."""

from typing import Any

from django import forms

from coalitions.agencies.models import Agency, AgencyKind
from safety_portal.core.look.layout import one_column
from safety_portal.core.names import tidy_name


class AgencyForm(forms.Form):
    """An outside partner."""

    name = forms.CharField(max_length=200)
    kind = forms.ChoiceField(choices=AgencyKind.choices, label="What it does")
    phone = forms.CharField(
        required=False, max_length=40, widget=forms.TextInput(attrs={"inputmode": "tel"})
    )

    def __init__(self, *args: Any, agency: Agency | None = None, **kwargs: Any) -> None:
        if agency:
            kwargs["initial"] = {field: getattr(agency, field) for field in self.base_fields}
        super().__init__(*args, **kwargs)
        self.helper = one_column(*self.fields, button="Save agency" if agency else "Add agency")

    def clean_name(self) -> str:
        if name := tidy_name(self.cleaned_data["name"]):
            return name
        raise forms.ValidationError("Write the name with letters.")
