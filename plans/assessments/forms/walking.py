"""One question a screen, as a plain form, which the script of the walk builds upon."""

from typing import Any

from django import forms

from plans.assessments.actions.walking import NOTE_MOST, PHOTOS_MOST
from plans.assessments.scales import AnswerCode, Severity, Sureness


class PhotosInput(forms.ClearableFileInput):
    """Several pictures at once."""

    allow_multiple_selected = True


class PhotosField(forms.FileField):
    """The files that were chosen, cleaned to a list; an empty one without any."""

    widget = PhotosInput(
        attrs={"accept": "image/jpeg,image/png", "multiple": True, "class": "form-control"}
    )

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        """Each file as FileField takes it."""
        files = data if isinstance(data, list | tuple) else [data]
        chosen = [super(PhotosField, self).clean(file, initial) for file in files if file]
        if len(chosen) > PHOTOS_MOST:
            raise forms.ValidationError(
                f"An answer has at most {PHOTOS_MOST} photos. Leave some out."
            )
        return chosen


class AnswerForm(forms.Form):
    """An answer. `key` was given when the page was made, so that a double click is one answer."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    answer = forms.ChoiceField(
        label="What do you see?",
        choices=AnswerCode,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose yes, partly, no, or does not apply."},
    )
    note = forms.CharField(
        label="Note",
        required=False,
        max_length=NOTE_MOST,
        help_text="What you saw and where. No names of students.",
        widget=forms.Textarea(attrs={"rows": 3, "class": "form-control"}),
    )
    severity = forms.TypedChoiceField(
        label="How bad it is",
        choices=[("", "Not rated"), *Severity.choices],
        coerce=int,
        empty_value=None,
        required=False,
        widget=forms.Select(attrs={"class": "form-select"}),
    )
    sureness = forms.ChoiceField(
        label="How sure you are",
        choices=[("", "Not said"), *Sureness.choices],
        required=False,
        widget=forms.Select(attrs={"class": "form-select"}),
    )
    photos = PhotosField(
        label="Photos",
        required=False,
        help_text="JPEG or PNG, up to 25 MB each. Photograph faults, not people.",
    )
