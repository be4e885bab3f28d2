"""Who answers for a role, in which place; and the roles themselves, as forms."""

from typing import Any

from django import forms

from coalitions.contacts.forms.contact import NUMBERS, NewContactForm
from coalitions.contacts.models.contact import Contact
from coalitions.contacts.models.sheet import PLACES, ContactPlace, ContactRole
from coalitions.contacts.queries import choosable
from coalitions.contacts.words import place_in_words
from safety_portal.core.look.layout import one_column
from safety_portal.core.values import whole_number

MOST_LISTED = 500


class PlaceField(forms.CharField):
    """A place of a role, with who has it now, so that nobody takes the place of somebody unseen.

    The value of a choice is the place and the key of who has it, 0 for nobody ("1-41"). Cleaned to
    (position, key of who the form showed there).
    """

    def __init__(self, role: ContactRole, held: dict[int, ContactPlace]) -> None:
        choices = list(_choices(role, held))
        free = [value for value, _ in choices if value.endswith("-0")]
        super().__init__(
            label="Place",
            widget=forms.Select(choices=choices),
            initial=(free or [choices[-1][0]])[0],
            max_length=24,
        )

    def clean(self, value: Any) -> tuple[int, int]:
        """Raises ValidationError for what no form offers."""
        chosen, _, held_by = str(super().clean(value)).partition("-")
        position, key = whole_number(chosen, most=9), whole_number(held_by)
        if position is None or key is None:
            raise forms.ValidationError("Choose a place of the list.")
        return position, key


def _choices(role: ContactRole, held: dict[int, ContactPlace]) -> Any:
    """The places that are taken, and the next free one; without an order each free one."""
    for position in PLACES:
        place = held.get(position)
        words = place_in_words(role, position) or f"Line {position}"
        if place:
            yield f"{position}-{place.pk}", f"{words}, instead of {place.contact}"
        else:
            yield f"{position}-0", words
            if role.in_order:
                return


class PlacedForm(forms.Form):
    """With the place in a role."""

    note = forms.CharField(
        required=False,
        max_length=120,
        label="For this school",
        help_text="What only this sheet says: here Tue and Thu; account on the meter.",
    )

    def __init__(
        self, *args: Any, role: ContactRole, held: dict[int, ContactPlace], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["place"] = PlaceField(role, held)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        place = cleaned.pop("place", (0, 0))
        cleaned["position"], cleaned["instead_of"] = place
        return cleaned


class PlaceForm(PlacedForm):
    """A contact that there is."""

    def __init__(self, *args: Any, role: ContactRole, **kwargs: Any) -> None:
        super().__init__(*args, role=role, **kwargs)
        contacts = choosable(role.coalition)
        field = forms.ModelChoiceField(
            contacts, label="Who answers", empty_label="Choose", widget=forms.Select
        )
        names = contacts.values_list("pk", "person__name", "name", "title")[:MOST_LISTED]
        rows = [(key, _named(person or name, title)) for key, person, name, title in names]
        field.choices = [("", "Choose"), *sorted(rows, key=lambda row: row[1].casefold())]
        self.fields["contact"] = field
        self.helper = one_column("contact", "place", "note", button="Put on the sheet")


def _named(name: str, title: str) -> str:
    return f"{name}, {title}" if title else name


class PlaceNewForm(PlacedForm, NewContactForm):
    """A contact that is written down with it."""

    def __init__(self, *args: Any, role: ContactRole, **kwargs: Any) -> None:
        super().__init__(*args, role=role, coalition=role.coalition, **kwargs)
        who = ("person", "name", "agency", "title")
        self.helper = one_column(
            *who, *NUMBERS, "is_confirmed", "place", "note", button="Put on the sheet"
        )


class RoleForm(forms.Form):
    """A role of a sheet."""

    name = forms.CharField(max_length=80, label="What they answer for")
    in_order = forms.BooleanField(
        required=False,
        initial=True,
        label="Called in order: the first, then the backups",
        help_text="Off: each line answers for its own thing, such as gas, power and water.",
    )

    def __init__(self, *args: Any, shown: ContactRole | None = None, **kwargs: Any) -> None:
        if shown:
            kwargs["initial"] = {"name": shown.name, "in_order": shown.in_order}
        super().__init__(*args, **kwargs)
        self.helper = one_column(
            "name", "in_order", button="Save the role" if shown else "Add the role"
        )


def same_number(contact: Contact, others: list[Contact]) -> Contact | None:
    """Who of the others is called at the same number as the contact, or None."""
    numbers = {contact.day_phone, contact.night_phone} - {""}
    for other in others:
        if other.pk != contact.pk and numbers <= {other.day_phone, other.night_phone}:
            return other
    return None
