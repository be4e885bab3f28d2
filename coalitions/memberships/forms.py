"""A membership changed or ended, and who signs for the holder of a seat."""

from django import forms

from coalitions.agencies.models import Agency
from safety_portal.core.look.layout import one_column


class MembershipForm(forms.Form):
    """What a member is called and does."""

    title = forms.CharField(
        required=False, max_length=120, help_text="As on a business card: Fire chief, Principal."
    )
    seat = forms.ModelChoiceField(None, required=False, empty_label="No seat")
    agency = forms.ModelChoiceField(None, required=False, empty_label="No agency")
    is_chair = forms.BooleanField(required=False, label="Chairs the coalition")
    is_local_champion = forms.BooleanField(
        required=False, label="Local champion: carries the message to the community"
    )

    def __init__(self, *args, membership, **kwargs):
        kwargs["initial"] = {
            field: getattr(membership, field)
            for field in ("title", "seat", "agency", "is_chair", "is_local_champion")
        }
        super().__init__(*args, **kwargs)
        coalition = membership.coalition
        self.fields["seat"].queryset = coalition.seats.filter(
            filled_by_roles__contains=[membership.role]
        )
        self.fields["agency"].queryset = Agency.objects.filter(
            district_id=coalition.district_id
        ).order_by("name")
        self.helper = one_column(*self.fields, button="Save changes")


class EndForm(forms.Form):
    """Why a membership ends; the person reads it."""

    because = forms.CharField(
        required=False,
        max_length=500,
        label="Reason",
        help_text="Goes into the record and into the e-mail to them.",
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = one_column("because", button="End this membership")
        self.helper.layout[-1].field_classes = "btn btn-outline-danger"


class DesignationForm(forms.Form):
    """Who, through which day, and why."""

    designee = forms.ModelChoiceField(None, label="Who may sign", empty_label="Choose a member")
    last_on = forms.DateField(
        label="Last day",
        help_text="At most a year away.",
        widget=forms.DateInput(attrs={"type": "date"}),
    )
    because = forms.CharField(
        max_length=500,
        label="Why, or where it is written down",
        help_text="For example: on leave in May; or the letter of designation of March 2.",
    )

    def __init__(self, *args, candidates, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["designee"].queryset = candidates
        self.fields["designee"].label_from_instance = _called
        self.helper = one_column(*self.fields, button="Name this designee")


def _called(membership):
    return f"{membership.person.name}, {membership.title or membership.get_role_display()}"
