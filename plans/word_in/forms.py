"""A Word file, the plan it becomes, and what a passage of it stands for."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Submit
from django import forms
from django.conf import settings

from plans.word_in.models.passage import Choice


class WordFileForm(forms.Form):
    """A Word file, and the title of the plan it becomes.

    What is in the file is judged when it is read.
    """

    title = forms.CharField(
        label="Title of the plan", max_length=200, initial="Emergency operations plan"
    )
    file = forms.FileField(
        label="Word file",
        help_text="Word (.docx), Markdown or plain text, up to 25 MB. We read headings, tables, lists and images. "
        "The upload starts when you have chosen it.",
        allow_empty_file=True,
        max_length=255,
        error_messages={"required": "Choose the file first."},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_class = "form-narrow"
        self.helper.add_input(Submit("look", "Look at the file"))

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file.size > settings.UPLOAD_LIMIT_BYTES:
            raise forms.ValidationError(
                "This file is larger than 25 MB. Save its pictures smaller, and bring it again."
            )
        return file


class PassageForm(forms.Form):
    """What one passage stands for, with the reason where it is left out."""

    choice = forms.CharField(required=False)
    reason = forms.CharField(required=False)

    def clean(self):
        given = super().clean()
        if given.get("choice") == Choice.LEFT_OUT and not given.get("reason"):
            self.add_error("reason", "Say why this passage is left out.")
        return given
