"""A checklist from a file, and from the field that carries it from the preview to its import."""

from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout, Submit
from django import forms

from plans.assessments.checklist_text import LARGEST, ChecklistText, read_text
from safety_portal.core.files.filetypes import decode
from safety_portal.core.refusals import Refused


def _read(text: str) -> ChecklistText:
    try:
        return read_text(text)
    except Refused as refused:
        raise forms.ValidationError(str(refused)) from refused


class ChecklistField(forms.FileField):
    """A YAML file, cleaned to what it says."""

    widget = forms.FileInput(attrs={"accept": ".yaml,.yml,text/yaml,application/yaml"})

    def clean(self, data: Any, initial: Any = None) -> ChecklistText:
        """What the file says, or a ValidationError with the line."""
        file = super().clean(data, initial)
        if file.size > LARGEST:
            raise forms.ValidationError("This file is larger than a checklist is.")
        return _read(decode(file.read()))


class ChecklistFileForm(forms.Form):
    """Choose a file."""

    file = ChecklistField(
        label="Checklist file",
        help_text="YAML, as a checklist is downloaded here, up to 400 KB.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.include_media = False
        self.helper.form_class = "form-narrow"
        self.helper.attrs = {"enctype": "multipart/form-data"}
        self.helper.layout = Layout("file", Submit("submit", "See what it changes"))


class ChecklistTextForm(forms.Form):
    """What was seen in the preview, sent back as it was read."""

    text = forms.CharField(widget=forms.HiddenInput, max_length=LARGEST, strip=False)

    def clean_text(self) -> ChecklistText:
        """What the text says, read again: it came over the wire."""
        return _read(self.cleaned_data["text"].replace("\r\n", "\n"))
