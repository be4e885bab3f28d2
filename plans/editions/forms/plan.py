"""A new plan; and who may read a section, in words."""

from typing import Any

from crispy_forms.helper import FormHelper
from django import forms

from coalitions.access.roles import Sensitivity

SENSITIVITIES = {
    Sensitivity.PUBLIC: "Public: everybody the coalition reaches, parents and students too",
    Sensitivity.MEMBERS: "Members: everybody in the coalition but parents and students",
    Sensitivity.RESTRICTED: "Restricted: administrators, officers and responders; every reading is recorded",
}


class PlanForm(forms.Form):
    """Title and beginning of a new plan."""

    title = forms.CharField(label="Title", max_length=200, initial="Emergency operations plan")
    start = forms.ChoiceField(
        label="Start from",
        choices=[
            ("structure", "The federal structure, with starter text that you adapt"),
            ("nothing", "Nothing: an empty plan"),
        ],
        widget=forms.RadioSelect,
        initial="structure",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_tag = False
