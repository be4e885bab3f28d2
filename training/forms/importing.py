"""A transcript: the file, whose it is, and which of its columns is which."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Submit
from django import forms
from django.conf import settings

ME, EACH_ROW = "me", "rows"


class TrainingFileForm(forms.Form):
    """One file of at most 25 MB, and whose trainings it holds; `people` are those one may log for, None: only oneself."""

    file = forms.FileField(
        label="File",
        help_text="CSV, or the web page of a transcript. At most 25 MB.",
        allow_empty_file=True,
        max_length=200,
        error_messages={"required": "Choose the file first."},
    )

    def __init__(self, *args, people=None, own=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.people = {str(person.pk): person for person in people or () if person != own}
        self.own = own
        if people is not None:
            choices = [(ME, "Mine"), (EACH_ROW, "Each row says it, by e-mail address or ID")]
            choices += [(key, person.name) for key, person in self.people.items()]
            self.fields["whose"] = forms.ChoiceField(label="Whose training is it", choices=choices, initial=ME)
        self.helper = FormHelper()
        self.helper.add_input(Submit("look", "Look at the file"))

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file.size > settings.UPLOAD_LIMIT_BYTES:
            raise forms.ValidationError("This file is larger than 25 MB; bring it in parts.")
        return file

    @property
    def person(self):
        """Whose it is, None where each row says it. Only of a valid form."""
        whose = self.cleaned_data.get("whose", ME)
        return self.own if whose == ME else self.people.get(whose)


class TrainingColumnsForm(forms.Form):
    """A choice of column for each field. `labels`: field -> its word; `names`: columns; `chosen`: field -> column."""

    def __init__(self, *args, labels, names, chosen, needed, **kwargs):
        super().__init__(*args, **kwargs)
        self.labels = labels
        columns = [("", "Not in the file"), *((name, name) for name in names)]
        for field, label in labels.items():
            self.fields[field] = forms.ChoiceField(
                label=label, choices=columns, initial=chosen.get(field, ""), required=field in needed
            )

    def clean(self):
        given = super().clean()
        given["mapping"] = {field: given.get(field, "") for field in self.labels}
        return given
