"""Which column of a directory is which."""

from django import forms

from safety_portal.core.imports.forms import ColumnsForm

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


class SchoolColumnsForm(ColumnsForm):
    """The columns of a directory, and what holds for all of its rows.

    In `chosen` such a value follows an =. `states`: codes to choose from; `district`: the one that
    the reader administers.
    """

    parts_of = PARTS

    def __init__(self, *args, chosen, states, district=None, **kwargs):
        columns = {field: column for field, column in chosen.items() if not column.startswith("=")}
        super().__init__(*args, chosen=columns, needed=["name"], **kwargs)
        self.own = district
        self.add_constants(chosen, states)

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
                "state_id",
                "Choose a column that identifies a row: the NCES ID or the state ID.",
            )
        given["mapping"] |= self.constants(given)
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
