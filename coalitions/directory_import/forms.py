"""A file of schools, and which of its columns is which."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Submit
from django import forms
from django.conf import settings

# Said for all rows at once rather than by a column.
EVERYWHERE = "state_everywhere"
OWN_DISTRICT = "own_district"
DISTRICT = ("district_nces_id", "district_state_id")
PARTS = (
    ("What identifies a row", ("nces_id", "state_id", "name", "state", EVERYWHERE)),
    (
        "The district of a school",
        (OWN_DISTRICT, "district_nces_id", "district_state_id", "district_name"),
    ),
    (
        "Address",
        (
            "street",
            "city",
            "postal_code",
            "postal_code_4",
            "county",
            "phone",
            "latitude",
            "longitude",
        ),
    ),
    (
        "About it",
        (
            "grades",
            "low_grade",
            "high_grade",
            "is_charter",
            "kind",
            "status",
            "locale",
            "students",
            "teachers",
        ),
    ),
)


class SchoolFileForm(forms.Form):
    """One file, of at most 25 MB; what is in it is judged later."""

    file = forms.FileField(
        label="File",
        help_text="CSV, or the table NCES serves as Excel. At most 25 MB.",
        allow_empty_file=True,
        max_length=200,
        error_messages={"required": "Choose the file first."},
        # No accept attribute: a file is judged by what is in it, and NCES serves web pages named
        # .xls.
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.add_input(Submit("look", "Look at the file"))

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file.size > settings.UPLOAD_LIMIT_BYTES:
            raise forms.ValidationError("This file is larger than 25 MB; bring it in parts.")
        return file


class ColumnsForm(forms.Form):
    """A choice of column for each field; `cleaned_data["mapping"]` is what differs from the layout
    the file has.

    `labels`: field -> its word; `names`: the columns of the file; `known`: field -> column by the
    layout it has, empty if nobody knows it; `chosen`: field -> column as it stands (= and a value
    for all rows); `states`: codes to choose from.
    """

    def __init__(self, *args, labels, names, known, chosen, states, district=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.labels, self.known, self.own = labels, known, district
        columns = [("", "Not in the file"), *((name, name) for name in names)]
        for field, label in labels.items():
            column = chosen.get(field, "")
            initial = "" if column.startswith("=") else column
            self.fields[field] = forms.ChoiceField(
                label=label, choices=columns, initial=initial, required=False
            )
        self.fields["name"].required = True
        self.fields["name"].error_messages["required"] = "Choose the column of the name."
        self.add_constants(chosen, states)

    def parts(self):
        """(title, its fields) for the page, in an order that asks first for what decides."""
        return [
            (title, [self[name] for name in names if name in self.fields]) for title, names in PARTS
        ]

    def add_constants(self, chosen, states):
        """The fields that hold for all rows.

        The state, and for an administrator of one district that district.
        """
        state = chosen.get("state", "")
        self.fields[EVERYWHERE] = forms.ChoiceField(
            label="State of all rows, if no column says it",
            choices=[("", "Not the same for all"), *((code, code) for code in states)],
            initial=state[1:] if state.startswith("=") else (self.own.state if self.own else ""),
            required=False,
        )
        if self.own:
            by_column = any(chosen.get(field, "")[:1] not in ("", "=") for field in DISTRICT)
            self.fields[OWN_DISTRICT] = forms.BooleanField(
                label=f"Every row is a school of {self.own.name}",
                initial=not self.known and not by_column,
                required=False,
            )

    def clean(self):
        given = super().clean()
        if not given.get("nces_id") and not given.get("state_id"):
            self.add_error(
                "state_id", "Choose a column that identifies a row: the NCES ID or the state ID."
            )
        mapping = {
            field: given.get(field, "")
            for field in self.labels
            if given.get(field, "") != self.known.get(field, "")
        }
        given["mapping"] = {**mapping, **self.constants(given)}
        return given

    def constants(self, given) -> dict[str, str]:
        """The part of the mapping that holds for all rows."""
        constants = {}
        if given.get(EVERYWHERE) and not given.get("state"):
            constants["state"] = f"={given[EVERYWHERE]}"
        if given.get(OWN_DISTRICT):
            ids = zip(DISTRICT, (self.own.nces_id, self.own.state_id), strict=True)
            constants |= {field: f"={value}" for field, value in ids if value}
        return constants
