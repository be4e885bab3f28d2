"""A seat, and why one stays empty."""

from typing import Any

from django import forms

from coalitions.access.roles import Role
from coalitions.seats.models import Seat
from safety_portal.core.look.layout import one_column


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
    why = forms.CharField(
        max_length=500, label="Why it is asked for", widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args: Any, seat: Seat | None = None, **kwargs: Any) -> None:
        if seat:
            kwargs["initial"] = {field: getattr(seat, field) for field in self.base_fields}
        super().__init__(*args, **kwargs)
        self.helper = one_column(*self.fields, button="Save seat" if seat else "Add seat")


class EmptySeatForm(forms.Form):
    """Why a seat stays empty."""

    because = forms.CharField(
        max_length=500, label="Why it stays empty", help_text="Shown beside the seat."
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = one_column("because", button="Leave this seat empty")
