"""Record a board's vote, and add its minutes."""

from django import forms
from django.core.validators import URLValidator

from plans.approvals.lifecycle import Outcome
from plans.approvals.models import Meeting
from safety_portal.core.look.dates import DateInput

DOCUMENT = {"accept": "image/*,.heic,.pdf"}


class WebAddressField(forms.URLField):
    """An address that begins with http or https; without either it is https."""

    default_validators = [URLValidator(schemes=["http", "https"])]

    def __init__(self, **kwargs):
        super().__init__(assume_scheme="https", max_length=500, **kwargs)


class NumberField(forms.IntegerField):
    """How many members of a board."""

    def __init__(self, **kwargs):
        widget = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"})
        super().__init__(required=False, min_value=0, max_value=999, widget=widget, **kwargs)
        self.hint_says_when = True


class MinutesForm(forms.Form):
    """The minutes of a vote, as a file or where they are published."""

    minutes = forms.FileField(
        required=False,
        label="Minutes",
        help_text="PDF, JPEG, PNG or HEIC, up to 25 MB. Save a Word file as PDF first.",
        widget=forms.ClearableFileInput(attrs=DOCUMENT),
    )
    minutes_url = WebAddressField(required=False, label="Web address of the minutes")

    def __init__(self, *args, has_address=False, **kwargs):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.hint_says_when = True
        if has_address:
            del self.fields["minutes_url"]


class VoteForm(MinutesForm):
    """One vote of a board; where the coalition names its board, its name is not asked."""

    body = forms.CharField(
        label="Board", max_length=200, help_text="As it is called in its minutes."
    )
    voted_on = forms.DateField(label="Voted on", widget=DateInput())
    meeting = forms.ChoiceField(label="Meeting", choices=Meeting.choices)
    is_open_meeting = forms.BooleanField(
        required=False, initial=True, label="The meeting was open to the public"
    )
    outcome = forms.ChoiceField(
        label="What the board decided", choices=Outcome.choices, widget=forms.RadioSelect
    )
    ayes = NumberField(label="Ayes")
    noes = NumberField(label="Noes")
    abstained = NumberField(label="Abstained")
    remark = forms.CharField(
        required=False,
        label="Conditions or remark",
        help_text="Printed on the signature page. No student names.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    minutes_item = forms.CharField(
        required=False,
        max_length=60,
        label="Item in the minutes",
        help_text="Such as 7.2, or a resolution’s number.",
    )

    def __init__(self, *args, board, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["minutes_item"].hint_says_when = True
        if board:
            del self.fields["body"]
