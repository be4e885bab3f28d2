"""A roster: the file, its columns, and what its words and organizations mean here."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Submit
from django import forms
from django.conf import settings

from coalitions.table_layouts.role_words import FROM_FILES, SKIP

SCHOOLS = [
    ("", "Not decided: kept without a membership"),
    ("nowhere", "Leave without a membership"),
]
ROLES = [
    ("", "Not decided: these rows are refused"),
    *((role.value, role.label) for role in FROM_FILES),
    (SKIP, "Do not bring in"),
]


class PeopleFileForm(forms.Form):
    """One file, of at most 25 MB; what is in it is judged later."""

    file = forms.FileField(
        label="File",
        help_text="A zip archive of OneRoster or School Data Sync, or one CSV. At most 25 MB.",
        allow_empty_file=True,
        max_length=200,
        error_messages={"required": "Choose the file first."},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.add_input(Submit("look", "Look at the file"))

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file.size > settings.UPLOAD_LIMIT_BYTES:
            raise forms.ValidationError(
                "This file is larger than 25 MB; a zip archive of users, roles and orgs is enough."
            )
        return file


class PeopleColumnsForm(forms.Form):
    """A choice of column for each field. `labels`: field -> its word; `names`: columns; `chosen`.

    Field -> column.
    """

    def __init__(self, *args, labels, names, chosen, **kwargs):
        super().__init__(*args, **kwargs)
        self.labels = labels
        columns = [("", "Not in the file"), *((name, name) for name in names)]
        for field, label in labels.items():
            self.fields[field] = forms.ChoiceField(
                label=label, choices=columns, initial=chosen.get(field, ""), required=False
            )

    def clean(self):
        given = super().clean()
        given["mapping"] = {field: given.get(field, "") for field in self.labels}
        return given


class DecideForm(forms.Form):
    """What the words and organizations of a roster mean.

    `words` and `orgs`: (key, label, initial) each; a key may be anything.

    `doubted`: (key, label) of rows whose ID may have passed to somebody else.
    `cleaned_data["choices"]` is role, roles, orgs and same as Choices has them; `same` goes on from
    what was said before.
    """

    role = forms.ChoiceField(
        label="Role of people for whom the file says none",
        choices=[("", "None: these rows are refused"), *ROLES[1:-1]],
        required=False,
    )

    def __init__(self, *args, words, orgs, schools, role="", doubted=(), same=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.words, self.orgs, self.doubted, self.same = words, orgs, doubted, list(same)
        self.fields["role"].initial = role
        for place, (_, label, initial) in enumerate(words):
            self.fields[f"role-{place}"] = forms.ChoiceField(
                label=label, choices=ROLES, initial=initial, required=False
            )
        for place, (_, label, initial) in enumerate(orgs):
            self.fields[f"org-{place}"] = forms.ChoiceField(
                label=label, choices=[*SCHOOLS, *schools], initial=initial, required=False
            )

        for place, (_, label) in enumerate(doubted):
            self.fields[f"same-{place}"] = forms.BooleanField(label=label, required=False)

        for field in self.fields.values():
            # Its first choice says what leaving it means.
            field.hint_says_when = True

    def clean(self):
        given = super().clean()
        given["choices"] = {
            "role": given.get("role", ""),
            "roles": self.answers(self.words, "role", given),
            "orgs": self.answers(self.orgs, "org", given),
            "same": [
                *self.same,
                *(key for place, (key, _) in enumerate(self.doubted) if given.get(f"same-{place}")),
            ],
        }
        return given

    @staticmethod
    def answers(asked, name, given) -> dict[str, str]:
        """key -> answer, for those that were answered."""
        answers = ((key, given.get(f"{name}-{place}")) for place, (key, _, _) in enumerate(asked))
        return {key: answer for key, answer in answers if answer}
