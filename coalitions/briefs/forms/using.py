"""An answer, a meeting to discuss a brief at, a role to send it to, a file of briefs."""

from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout, Submit
from django import forms

from coalitions.access.roles import Role
from coalitions.briefs.models.answer import LONGEST_ANSWER
from coalitions.briefs.readers.briefs_file import LARGEST, read_briefs
from coalitions.briefs.text.content import CodedBrief
from coalitions.coalition.models import Coalition
from coalitions.meetings.forms.choosing import PlannedMeetingField
from safety_portal.core.files.filetypes import decode
from safety_portal.core.look.layout import one_column
from safety_portal.core.refusals import Refused


class AnswerForm(forms.Form):
    """An answer to the question, or to somebody's answer."""

    text = forms.CharField(
        max_length=LONGEST_ANSWER, label="Your answer", widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = one_column("text", button="Save")


class MeetingForm(forms.Form):
    """At which of the meetings that are planned."""

    def __init__(self, *args: Any, coalition: Coalition, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["meeting"] = PlannedMeetingField(coalition)
        self.helper = one_column("meeting", button="Put it on the agenda")


class RoleForm(forms.Form):
    """To the members who hold which role."""

    role = forms.ChoiceField(choices=Role.choices, label="Role")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = one_column("role", button="Send it")


def _read(text: str) -> tuple[CodedBrief, ...]:
    try:
        return read_briefs(text)
    except Refused as refused:
        raise forms.ValidationError(str(refused)) from refused


class BriefsField(forms.FileField):
    """A YAML file, cleaned to its briefs."""

    widget = forms.FileInput(attrs={"accept": ".yaml,.yml,text/yaml,application/yaml"})

    def clean(self, data: Any, initial: Any = None) -> tuple[CodedBrief, ...]:
        """What the file says, or a ValidationError with the line."""
        file = super().clean(data, initial)
        if file.size > LARGEST:
            raise forms.ValidationError("This file is larger than 1 MB. Bring fewer at once.")
        return _read(decode(file.read()))


class BriefsFileForm(forms.Form):
    """Choose a file."""

    file = BriefsField(
        label="File of briefs", help_text="YAML, as briefs are downloaded here, up to 1 MB."
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.include_media = False
        self.helper.form_class = "form-narrow"
        self.helper.attrs = {"enctype": "multipart/form-data"}
        self.helper.layout = Layout("file", Submit("submit", "See what it changes"))


class BriefsTextForm(forms.Form):
    """What was seen in the preview, sent back as it was read."""

    text = forms.CharField(widget=forms.HiddenInput, max_length=LARGEST, strip=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if "text" not in cleaned:
            return cleaned
        return {"briefs": _read(cleaned["text"].replace("\r\n", "\n"))}
