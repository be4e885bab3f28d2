"""Who signs for the holder of a seat."""

from django import forms

from coalitions.forms.layout import one_column


class DesignationForm(forms.Form):
    """Who, through which day, and why."""

    designee = forms.ModelChoiceField(None, label="Who may sign", empty_label="Choose a member")
    last_on = forms.DateField(
        label="Last day", help_text="At most a year away.", widget=forms.DateInput(attrs={"type": "date"})
    )
    because = forms.CharField(
        max_length=500,
        label="Why, or where it is written down",
        help_text="For example: on leave in May; or the letter of designation of March 2.",
    )

    def __init__(self, *args, candidates, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["designee"].queryset = candidates
        self.fields["designee"].label_from_instance = _called
        self.helper = one_column(*self.fields, button="Name this designee")


def _called(membership):
    return f"{membership.person.name}, {membership.title or membership.get_role_display()}"
