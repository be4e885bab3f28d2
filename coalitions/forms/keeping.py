"""Memberships, seats, agencies and settings of a coalition."""

from django import forms

from coalitions.forms.layout import one_column
from coalitions.models import Agency
from coalitions.models.agency import AgencyKind
from coalitions.names import tidy_name
from coalitions.roles import Role
from safety_portal.values import whole_number


class MembershipForm(forms.Form):
    """What a member is called and does."""

    title = forms.CharField(required=False, max_length=120, help_text="As on a business card: Fire chief, Principal.")
    seat = forms.ModelChoiceField(None, required=False, empty_label="No seat")
    agency = forms.ModelChoiceField(None, required=False, empty_label="No agency")
    is_chair = forms.BooleanField(required=False, label="Chairs the coalition")
    is_local_champion = forms.BooleanField(required=False, label="Local champion: carries the message to the community")

    def __init__(self, *args, membership, **kwargs):
        kwargs["initial"] = {
            field: getattr(membership, field) for field in ("title", "seat", "agency", "is_chair", "is_local_champion")
        }
        super().__init__(*args, **kwargs)
        coalition = membership.coalition
        self.fields["seat"].queryset = coalition.seats.filter(filled_by_roles__contains=[membership.role])
        self.fields["agency"].queryset = Agency.objects.filter(district_id=coalition.district_id).order_by("name")
        self.helper = one_column(*self.fields, button="Save changes")


class EndForm(forms.Form):
    """Why a membership ends; the person reads it."""

    because = forms.CharField(
        required=False, max_length=500, label="Reason", help_text="Goes into the record and into the e-mail to them."
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = one_column("because", button="End this membership")
        self.helper.layout[-1].field_classes = "btn btn-outline-danger"


class SeatForm(forms.Form):
    """A seat of the coalition's own, or a change of one it started with."""

    title = forms.CharField(max_length=120)
    filled_by_roles = forms.MultipleChoiceField(
        choices=Role.choices, widget=forms.CheckboxSelectMultiple, label="Roles that may take it"
    )
    recommended_minimum = forms.IntegerField(
        min_value=0,
        max_value=50,
        label="How many people",
        help_text="0 if the seat is optional.",
    )
    signs_plan = forms.BooleanField(required=False, label="Signs the plan")
    why = forms.CharField(max_length=500, label="Why it is asked for", widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args, seat=None, **kwargs):
        if seat:
            kwargs["initial"] = {field: getattr(seat, field) for field in self.base_fields}
        super().__init__(*args, **kwargs)
        self.helper = one_column(*self.fields, button="Save seat" if seat else "Add seat")


class EmptySeatForm(forms.Form):
    """Why a seat stays empty."""

    because = forms.CharField(max_length=500, label="Why it stays empty", help_text="Shown beside the seat.")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = one_column("because", button="Leave this seat empty")


class AgencyForm(forms.Form):
    """An outside partner."""

    name = forms.CharField(max_length=200)
    kind = forms.ChoiceField(choices=AgencyKind.choices, label="What it does")
    phone = forms.CharField(required=False, max_length=40, widget=forms.TextInput(attrs={"inputmode": "tel"}))

    def __init__(self, *args, agency=None, **kwargs):
        if agency:
            kwargs["initial"] = {field: getattr(agency, field) for field in self.base_fields}
        super().__init__(*args, **kwargs)
        self.helper = one_column(*self.fields, button="Save agency" if agency else "Add agency")

    def clean_name(self):
        if name := tidy_name(self.cleaned_data["name"]):
            return name
        raise forms.ValidationError("Write the name with letters.")


class DaysField(forms.CharField):
    """Whole days separated by commas, cleaned to a list without repeats."""

    def clean(self, value):
        text = super().clean(value)
        days = [whole_number(part.strip(), most=365) for part in text.replace(";", ",").split(",") if part.strip()]
        if None in days:
            raise forms.ValidationError(
                "Write whole days up to 365 with commas between them, for example 30, 14, 7, 1."
            )
        if len(days) > 12:
            raise forms.ValidationError("These are more than 12 reminders. Leave some out.")
        return sorted(set(days), reverse=True)


class SettingsForm(forms.Form):
    """The coalition's name, the months until a review, the board that approves, and its ladder of reminders."""

    name = forms.CharField(max_length=200)
    review_months = forms.IntegerField(
        min_value=1, max_value=60, label="Months until a plan in force is reviewed", help_text="Most states ask for 12."
    )
    approving_board = forms.CharField(
        required=False,
        max_length=200,
        label="Board that approves the plan",
        help_text="As it is called in its minutes. A plan then comes into force only with its vote. Empty: no vote is asked.",
    )
    days_before = DaysField(required=False, label="Remind this many days before", help_text="0 is the day itself.")
    days_after = DaysField(
        required=False,
        label="Remind this many days after",
        help_text="Then every 7 days until it is done. Leave both empty to send no reminders.",
    )

    def __init__(self, *args, coalition, **kwargs):
        kwargs["initial"] = {
            "name": coalition.name,
            "review_months": coalition.review_months,
            "approving_board": coalition.approving_board,
            "days_before": ", ".join(str(rung) for rung in coalition.ladder if rung >= 0),
            "days_after": ", ".join(str(-rung) for rung in coalition.ladder if rung < 0),
        }
        super().__init__(*args, **kwargs)
        self.helper = one_column(*self.fields, button="Save settings")

    def clean_name(self):
        if name := tidy_name(self.cleaned_data["name"]):
            return name
        raise forms.ValidationError("Write the name with letters.")

    def clean(self):
        cleaned = super().clean()
        if "days_before" in cleaned and "days_after" in cleaned:
            after = [-day for day in reversed(cleaned.pop("days_after")) if day]
            cleaned["ladder"] = [*cleaned.pop("days_before"), *after]
        return cleaned
