"""Inviting one, inviting many, and forming a school's coalition."""

from django import forms

from coalitions.access.roles import Role
from coalitions.agencies.models import Agency
from coalitions.invitations import pasted_list
from safety_portal.core.look.layout import one_column
from safety_portal.core.names import tidy_address, tidy_name

ROLES = [("", "Choose a role"), *Role.choices]


class AddressField(forms.CharField):
    """An e-mail address, in lower case."""

    widget = forms.EmailInput(attrs={"autocomplete": "off"})

    def clean(self, value):
        return tidy_address(super().clean(value))


class InviteForm(forms.Form):
    """Who, in which role, and in which seat."""

    email = AddressField(label="E-mail", max_length=254)
    name = forms.CharField(label="Name", max_length=200)
    role = forms.ChoiceField(choices=ROLES, help_text="Decides what they read and do.")
    title = forms.CharField(
        required=False, max_length=120, help_text="As on a business card: Fire chief, Principal."
    )
    seat = forms.ModelChoiceField(None, required=False, empty_label="No seat")
    agency = forms.ModelChoiceField(None, required=False, empty_label="No agency")

    def __init__(self, *args, coalition, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["seat"].queryset = coalition.seats.all()
        self.fields["agency"].queryset = Agency.objects.filter(
            district_id=coalition.district_id
        ).order_by("name")
        self.helper = one_column(
            "email", "name", "role", "title", "seat", "agency", button="Send invitation"
        )

    def clean_name(self):
        return tidy_name(self.cleaned_data["name"])


class InviteManyForm(forms.Form):
    """A pasted list; `people` holds what was read, in order, when every line could be."""

    people = forms.CharField(
        label="People",
        help_text="One a line: Ines Marsh <ines@example.org>, Mental health. Lines pasted from a spreadsheet work too.",
        widget=forms.Textarea(attrs={"rows": 12, "autocomplete": "off", "spellcheck": "false"}),
    )
    default_role = forms.ChoiceField(
        choices=[("", "None: each line names its role"), *Role.choices],
        required=False,
        label="Role of lines that name none",
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.lines = []
        self.helper = one_column("people", "default_role", button="Send invitations")

    def clean(self):
        cleaned = super().clean()
        if "people" not in cleaned:
            return cleaned
        if (count := pasted_list.count_of(cleaned["people"])) > pasted_list.MOST_LINES:
            self.add_error(
                "people",
                f"These are {count} people. Invite at most {pasted_list.MOST_LINES} at a time.",
            )
            return cleaned
        self.lines = pasted_list.read_lines(
            cleaned["people"], default_role=cleaned.get("default_role", "")
        )
        self._show({place: line.error for place, line in enumerate(self.lines) if line.error})
        return cleaned

    def refuse(self, refused):
        """Show whom of the list the action refused, each with their line (ListRefused)."""
        self._show(refused.refused)

    def _show(self, errors):
        """Show the refusals (place among the lines -> sentence), each with its line."""
        for place, sentence in sorted(errors.items()):
            line = self.lines[place]
            self.add_error("people", f"Line {line.number}, “{line.text[:80]}”: {sentence}")


class FormCoalitionForm(forms.Form):
    """The first administrator of a school's coalition."""

    email = AddressField(
        label="E-mail of its first administrator",
        max_length=254,
        help_text="Usually the principal.",
    )
    name = forms.CharField(label="Name", max_length=200)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = one_column("email", "name", button="Form coalition and invite")
