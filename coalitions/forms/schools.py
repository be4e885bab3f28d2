"""A file of schools, and which of its columns is which."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import HTML, Fieldset, Layout, Submit
from django import forms
from django.conf import settings

from coalitions.importers import layouts, values

# Said for all rows at once rather than by a column.
EVERYWHERE = "state_everywhere"
OWN_DISTRICT = "own_district"
PARTS = (
    ("What identifies a row", ("nces_id", "state_id", "name", "state", EVERYWHERE)),
    ("The district of a school", (OWN_DISTRICT, "district_nces_id", "district_state_id", "district_name")),
    ("Address", ("street", "city", "postal_code", "postal_code_4", "county", "phone", "latitude", "longitude")),
    (
        "About it",
        ("grades", "low_grade", "high_grade", "is_charter", "kind", "status", "locale", "students", "teachers"),
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
        # No accept attribute: a file is judged by what is in it, and NCES serves web pages named .xls.
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
    """A choice of column for each field; `cleaned_data["mapping"]` is what differs from the layout the file has."""

    def __init__(self, *args, table, mapping, district=None, **kwargs):
        super().__init__(*args, **kwargs)
        known = layouts.recognised(table)
        self.known = {field: names[0] for field, names in known.columns.items()} if known else {}
        self.own = district
        chosen = {**(self.known or layouts.likely_mapping(table)), **mapping}
        names = [name for name in dict.fromkeys(table.header) if name]
        for field, label in layouts.FIELDS.items():
            column = chosen.get(field, "")
            self.fields[field] = forms.ChoiceField(
                label=label,
                choices=[("", "Not in the file"), *((name, name) for name in names)],
                initial="" if column.startswith("=") else column,
                required=False,
            )
        self.add_constants(chosen)
        self.helper = FormHelper()
        self.helper.layout = Layout(
            *(Fieldset(title, *(name for name in fields if name in self.fields)) for title, fields in PARTS),
            HTML('<button class="btn btn-primary" type="submit">Look at the file</button>'),
        )

    def add_constants(self, chosen):
        """The fields that hold for all rows: the state, and for an administrator of one district that district."""
        state = chosen.get("state", "")
        self.fields[EVERYWHERE] = forms.CharField(
            label="State of all rows, if no column says it",
            help_text="Two letters, such as FL.",
            initial=state[1:] if state.startswith("=") else (self.own.state if self.own else ""),
            required=False,
            max_length=2,
        )
        if self.own:
            self.fields[OWN_DISTRICT] = forms.BooleanField(
                label=f"Every row is a school of {self.own.name}",
                initial=chosen.get("district_nces_id", "").startswith("="),
                required=False,
            )

    def clean(self):
        given = super().clean()
        if not given.get("name"):
            self.add_error("name", "Choose the column of the name.")
        if not given.get("nces_id") and not given.get("state_id"):
            self.add_error("state_id", "Choose a column that identifies a row: the NCES ID or the state ID.")
        mapping = {
            field: given.get(field, "") for field in layouts.FIELDS if given.get(field, "") != self.known.get(field, "")
        }
        given["mapping"] = {**mapping, **self.constants(given)}
        return given

    def constants(self, given) -> dict[str, str]:
        """The part of the mapping that holds for all rows."""
        constants = {}
        if given.get(EVERYWHERE) and not given.get("state"):
            try:
                constants["state"] = f"={values.state(given[EVERYWHERE])}"
            except values.NotRead as wrong:
                self.add_error(EVERYWHERE, str(wrong))
        if given.get(OWN_DISTRICT):
            ids = {"district_nces_id": self.own.nces_id, "district_state_id": self.own.state_id}
            constants |= {field: f"={value}" for field, value in ids.items() if value}
        return constants
