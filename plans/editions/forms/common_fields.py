"""A day, a due day, and why: what the forms of several nouns ask for."""

from typing import Any

from django import forms

from safety_portal.core.look.dates import DateInput


class DueForm(forms.Form):
    """By when."""

    due_on = forms.DateField(label="Answer by", widget=DateInput())


class BecauseForm(forms.Form):
    """One reason, needed."""

    because = forms.CharField(label="Why", max_length=500, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args: Any, label: str = "Why", help_text: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["because"].label, self.fields["because"].help_text = label, help_text
