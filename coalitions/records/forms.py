"""Somebody's record: how they are called and reached, and which of two records says it."""

from django import forms

from safety_portal.core.look.layout import one_column
from safety_portal.core.names import tidy_address, tidy_name

KEPT, OTHER = "kept", "other"


class ContactForm(forms.Form):
    """Name, address and telephone number."""

    name = forms.CharField(max_length=200)
    email = forms.CharField(
        required=False,
        max_length=254,
        label="E-mail",
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
    phone = forms.CharField(
        required=False, max_length=40, widget=forms.TextInput(attrs={"inputmode": "tel"})
    )

    def __init__(self, *args, person, **kwargs):
        kwargs["initial"] = {field: getattr(person, field) for field in self.base_fields}
        super().__init__(*args, **kwargs)
        if person.account_id:
            self.fields[
                "email"
            ].help_text = f"{person.account.email} stays the address they sign in with."
        self.helper = one_column(*self.fields, button="Save record")

    def clean_name(self):
        if name := tidy_name(self.cleaned_data["name"]):
            return name
        raise forms.ValidationError("Write the name with letters.")

    def clean_email(self):
        return (
            tidy_address(self.cleaned_data["email"]) if self.cleaned_data["email"].strip() else ""
        )


class MergeForm(forms.Form):
    """Which record says what.

    `cleaned_data["values"]` are name, email, phone and account of the one that is kept.
    """

    def __init__(self, *args, kept, other, **kwargs):
        super().__init__(*args, **kwargs)
        self.records = {KEPT: kept, OTHER: other}
        for field, label in (
            ("name", "Name"),
            ("email", "E-mail"),
            ("phone", "Phone"),
            ("account", "Signs in as"),
        ):
            values = {code: getattr(record, field) for code, record in self.records.items()}
            filled = [code for code in (KEPT, OTHER) if values[code]]
            if len(filled) == 2 and values[KEPT] != values[OTHER]:
                self.fields[field] = forms.ChoiceField(
                    label=label,
                    choices=[(code, str(values[code])) for code in filled],
                    initial=KEPT,
                    widget=forms.RadioSelect,
                )

    def clean(self):
        cleaned = super().clean()
        cleaned["values"] = {
            field: self.value_of(field, cleaned) for field in ("name", "email", "phone", "account")
        }
        return cleaned

    def value_of(self, field, cleaned):
        """What was chosen, or what the only one of the two has."""
        if field in cleaned:
            return getattr(self.records[cleaned[field]], field)
        return getattr(self.records[KEPT], field) or getattr(self.records[OTHER], field)
