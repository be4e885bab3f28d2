"""A transcript: the file, whose it is, and which of its columns is which."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Submit
from django import forms
from django.conf import settings

from training.records.forms.people import NamedPerson, listed

ME, EACH_ROW, NAMED = "me", "rows", "named"


class TrainingFileForm(forms.Form):
    """One file of at most 25 MB, and whose trainings it holds; `people` (a queryset) are those one
    may log for, None: oneself.
    """

    file = forms.FileField(
        label="File",
        help_text="CSV, or the web page of a transcript. At most 25 MB.",
        allow_empty_file=True,
        max_length=200,
        error_messages={"required": "Choose the file first."},
    )

    def __init__(self, *args, people=None, own=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.people, self.own = {}, own
        if people is not None:
            self._ask_whose(people)
        self.helper = FormHelper()
        self.helper.add_input(Submit("look", "Look at the file"))

    def _ask_whose(self, people):
        few = listed(people)
        choices = [(ME, "Mine"), (EACH_ROW, "Each row says it, by e-mail address or ID")]
        self.people = {str(person.pk): person for person in few or () if person != self.own}
        choices += [(key, person.name) for key, person in self.people.items()]
        choices += [(NAMED, "One person’s, named below")] if few is None else []
        self.fields["whose"] = forms.ChoiceField(
            label="Whose training is it", choices=choices, initial=ME
        )
        if few is None:
            self.fields["named"] = NamedPerson(people=people, label="Name or e-mail address")

    def clean(self):
        given = super().clean()
        if given.get("whose") == NAMED and not given.get("named") and "named" not in self.errors:
            self.add_error("named", "Say whose training it is.")
        return given

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file.size > settings.UPLOAD_LIMIT_BYTES:
            raise forms.ValidationError("This file is larger than 25 MB; bring it in parts.")
        return file

    @property
    def person(self):
        """Whose it is, None where each row says it. Only of a valid form."""
        whose = self.cleaned_data.get("whose", ME)
        if whose == NAMED:
            return self.cleaned_data["named"]
        return self.own if whose == ME else self.people.get(whose)


class TrainingColumnsForm(forms.Form):
    """A choice of column for each field. `labels`: field -> its word; `names`: columns; `chosen`.

    Field -> column.
    """

    def __init__(self, *args, labels, names, chosen, needed, **kwargs):
        super().__init__(*args, **kwargs)
        self.labels = labels
        columns = [("", "Not in the file"), *((name, name) for name in names)]
        for field, label in labels.items():
            self.fields[field] = forms.ChoiceField(
                label=label,
                choices=columns,
                initial=chosen.get(field, ""),
                required=field in needed,
            )

    def clean(self):
        given = super().clean()
        given["mapping"] = {field: given.get(field, "") for field in self.labels}
        return given
