"""Planning a walk, and the reason for what is done to one."""

from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout, Submit
from django import forms

from plans.assessments.actions.planning import REASON_MOST


class ReasonForm(forms.Form):
    """Why something is done that others will ask about."""

    reason = forms.CharField(max_length=REASON_MOST, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args: Any, button: str, about: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].label = about
        self.helper = FormHelper()
        self.helper.form_class = "form-narrow"
        self.helper.layout = Layout("reason", Submit("submit", button))
