"""Acting on a finding, attaching a report, entering one of its findings."""

from typing import Any, cast

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout, Submit
from django import forms
from django.db.models import QuerySet

from coalitions.people.models import Person
from plans.assessments.scales import Layer, Severity, Sureness
from safety_portal.core.files.uploads import Upload, accept_document
from safety_portal.core.refusals import Refused


def helper_of(*fields: str, button: str, has_file: bool = False) -> FormHelper:
    """One column with a button."""
    helper = FormHelper()
    helper.include_media = False
    helper.form_class = "form-narrow"
    if has_file:
        helper.attrs = {"enctype": "multipart/form-data"}
    helper.layout = Layout(*fields, Submit("submit", button))
    return helper


def day_input() -> forms.DateInput:
    """The browser's own calendar, which wants year-month-day whatever it shows."""
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class ActForm(forms.Form):
    """Open the action item that mends a finding."""

    what = forms.CharField(label="What is to be done", max_length=200)
    due_on = forms.DateField(label="Done by", widget=day_input())
    how_checked = forms.CharField(
        label="How it will be checked",
        max_length=500,
        help_text="What a second person does to see that it is done.",
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    owner: "forms.ModelChoiceField[Person]" = forms.ModelChoiceField(
        None, label="Who does it", help_text="Somebody who reads what is restricted here."
    )

    def __init__(self, *args: Any, owners: "QuerySet[Person]", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast("forms.ModelChoiceField[Person]", self.fields["owner"]).queryset = owners
        self.helper = helper_of(
            "what", "owner", "due_on", "how_checked", button="Open the action item"
        )


class DocumentField(forms.FileField):
    """A PDF or a picture, cleaned to an uploads.Upload."""

    widget = forms.ClearableFileInput(attrs={"accept": "image/*,.heic,.pdf"})

    def clean(self, data: Any, initial: Any = None) -> Upload:
        """The upload, or a ValidationError that says what is wrong with it."""
        file = super().clean(data, initial)
        try:
            return accept_document(file)
        except Refused as refused:
            raise forms.ValidationError(str(refused)) from refused


class ReportForm(forms.Form):
    """Attach what somebody else found."""

    title = forms.CharField(label="Title", max_length=200, help_text="As the report names itself.")
    source = forms.CharField(
        label="Who wrote it", max_length=200, help_text="Such as the fire marshal, or an insurer."
    )
    dated_on = forms.DateField(label="Its date", widget=day_input())
    file = DocumentField(label="File", help_text="PDF, JPEG, PNG or HEIC, up to 25 MB.")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = helper_of(*self.fields, button="Attach this report", has_file=True)


class FindingForm(forms.Form):
    """Enter a finding of a report."""

    title = forms.CharField(label="What was found", max_length=300)
    layer = forms.ChoiceField(label="Layer", choices=Layer)
    building = forms.CharField(label="Building", required=False, max_length=120)
    place = forms.CharField(label="Where in it", required=False, max_length=200)
    words = forms.CharField(
        label="In the words of the report",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    severity = forms.TypedChoiceField(
        label="How bad it is",
        choices=[("", "Not rated"), *Severity.choices],
        coerce=int,
        empty_value=None,
        required=False,
    )
    sureness = forms.ChoiceField(
        label="How sure you are", choices=[("", "Not said"), *Sureness.choices], required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = helper_of(*self.fields, button="Enter this finding")
