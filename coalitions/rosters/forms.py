"""A roster: the file, and what its words and organizations mean here."""

from django import forms

from coalitions.table_layouts.role_words import FROM_FILES, SKIP
from safety_portal.core.imports.forms import TABLE_ENDINGS, TableFileForm

SCHOOLS = [
    ("", "Not decided: kept without a membership"),
    ("nowhere", "Leave without a membership"),
]
ROLES = [
    ("", "Not decided: these rows are refused"),
    *((role.value, role.label) for role in FROM_FILES),
    (SKIP, "Do not import"),
]


class PeopleFileForm(TableFileForm):
    """A delivery, or one list."""

    too_large = "This file is larger than 25 MB; a zip archive of users, roles and orgs is enough."

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["file"].help_text = (
            "A zip archive of OneRoster or School Data Sync, or one list as Excel (.xlsx, .xls), "
            "OpenDocument (.ods) or CSV. At most 25 MB."
        )
        self.fields["file"].widget.attrs["accept"] = f"{TABLE_ENDINGS},.zip"


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
