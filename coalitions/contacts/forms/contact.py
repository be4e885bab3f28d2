"""A contact as a form: who answers and with which numbers; its own numbers; a link's answer."""

from typing import Any

from django import forms

from coalitions.agencies.models import Agency
from coalitions.coalition.models import Coalition
from coalitions.contacts.models.contact import Contact
from coalitions.people.naming import person_field
from coalitions.people.queries import people_of
from safety_portal.core.look.dates import DateInput
from safety_portal.core.look.layout import one_column
from safety_portal.core.names import tidy_name

WHO = ("name", "agency", "title")
NUMBERS = ("day_phone", "any_hour", "night_phone", "radio", "email", "leave_ends_on")
AS_TYPED = "Write who or what answers, with letters."


def number_field(label: str, hint: str = "") -> forms.CharField:
    """A field for a telephone number, as anybody writes one."""
    widget = forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "off"})
    return forms.CharField(
        required=False, max_length=40, label=label, help_text=hint, widget=widget
    )


class NumbersForm(forms.Form):
    """The numbers of a contact, as they themselves change them."""

    day_phone = number_field("Day number", "With the area code: 989-555-0161 ext. 12.")
    any_hour = forms.BooleanField(required=False, label="It answers at any hour")
    night_phone = number_field(
        "Night number", "Seen by administrators, officers and responders only."
    )
    radio = forms.CharField(
        required=False, max_length=60, label="Radio", help_text="Channel, call sign."
    )
    email = forms.EmailField(
        required=False,
        max_length=254,
        label="E-mail",
        help_text="Twice a year we ask there whether the numbers are right.",
    )
    leave_ends_on = forms.DateField(required=False, label="On leave until", widget=DateInput())
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=2**31 - 1)
    is_confirmed = forms.BooleanField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, shown: Contact, **kwargs: Any) -> None:
        names = [name for name in (*WHO, *NUMBERS) if name in self.base_fields]
        kwargs["initial"] = {name: getattr(shown, name) for name in names} | {
            "version": shown.version,
            "agency": shown.agency_id,
        }
        super().__init__(*args, **kwargs)
        self.helper = one_column("version", *NUMBERS, button="Save and confirm my numbers")


class ChangeForm(NumbersForm):
    """Who it is and the numbers, as its keepers change them."""

    name = forms.CharField(max_length=200, label="Who or what answers")
    agency = forms.ModelChoiceField(
        Agency.objects.none(), required=False, empty_label="Of no agency"
    )
    title = forms.CharField(
        required=False,
        max_length=120,
        label="What stands beside the name",
        help_text="District nurse; Station 21; 7:30 am to 4:00 pm.",
    )
    is_confirmed = forms.BooleanField(
        required=False, label="I called today, and these numbers are right"
    )

    def __init__(self, *args: Any, shown: Contact, **kwargs: Any) -> None:
        super().__init__(*args, shown=shown, **kwargs)
        self.fields["agency"].queryset = agencies_of(shown.coalition)  # type: ignore[attr-defined]
        who = [name for name in WHO if name != "name" or not shown.person_id]
        if shown.person_id:
            del self.fields["name"]
        self.helper = one_column(
            "version", *who, *NUMBERS, "is_confirmed", button="Save the contact"
        )

    def clean_name(self) -> str:
        return clean_name(self.cleaned_data["name"])


def clean_name(typed: str) -> str:
    """The name as it is kept. Raises ValidationError for one without letters."""
    if name := tidy_name(typed):
        return name
    raise forms.ValidationError(AS_TYPED)


def agencies_of(coalition: Coalition) -> Any:
    """The agencies of the district of a coalition."""
    return Agency.objects.filter(district_id=coalition.district_id).order_by("name")


class LinkForm(forms.Form):
    """What somebody answers by the link of a mail: right, or what is wrong."""

    answer = forms.ChoiceField(choices=[("right", "Right"), ("wrong", "Wrong")])
    reported = forms.CharField(required=False, max_length=500)
    version = forms.IntegerField(min_value=1, max_value=2**31 - 1)


class NewContactForm(forms.Form):
    """Somebody who is not in the list yet: a person of the district, or a name."""

    name = forms.CharField(
        required=False,
        max_length=200,
        label="Or who or what answers",
        help_text="Somebody without an account, or a desk: County fire dispatch.",
    )

    def __init__(self, *args: Any, coalition: Coalition, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"] = person_field(
            people_of(coalition),
            label="A person you know",
            nobody="None of these",
            help_text="Without a day number they get the one in their record.",
        )
        bases = ChangeForm.base_fields
        for name in ("agency", "title", *NUMBERS, "is_confirmed"):
            self.fields[name] = bases[name].__deepcopy__({})
        self.fields["agency"].queryset = agencies_of(coalition)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        cleaned["name"] = tidy_name(cleaned.get("name") or "")
        person = cleaned.get("person")
        if not person and not cleaned["name"] and "person" not in self.errors:
            self.add_error("name", "Choose a person, or write who or what answers.")
        if person and cleaned["name"]:
            self.add_error("name", "Choose a person or write a name, not both.")
        return cleaned
