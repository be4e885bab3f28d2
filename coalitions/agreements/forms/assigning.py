"""An officer at a school, on which days, and on what it stands."""

from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet

from coalitions.agreements.forms.agreement import schools_field
from coalitions.agreements.models.agreement import Agreement
from coalitions.agreements.models.assignment import OfficerAssignment, Weekday
from coalitions.agreements.queries import officers_of, standable
from coalitions.coalition.models import Coalition
from safety_portal.core.look.dates import DateInput
from safety_portal.core.look.layout import one_column

NONE = "None yet: it is said on Home until one is found"


def agreement_field(agreements: QuerySet[Agreement]) -> "forms.ModelChoiceField[Agreement]":
    """One of the agreements that an officer can stand on, or none."""
    return forms.ModelChoiceField(agreements, required=False, label="Stands on", empty_label=NONE)


class AssignForm(forms.Form):
    """An assignment for each school that is chosen."""

    days = forms.MultipleChoiceField(
        choices=Weekday.choices,
        required=False,
        label="Days of the week",
        help_text="None: in turn with other schools.",
        widget=forms.CheckboxSelectMultiple,
    )
    starts_on = forms.DateField(label="From", widget=DateInput())
    ends_on = forms.DateField(required=False, label="Through", widget=DateInput())

    def __init__(self, *args: Any, coalition: Coalition, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        officers = officers_of(coalition, on=on)
        self.fields["person"] = forms.ModelChoiceField(officers, label="Officer")
        self.fields["schools"] = schools_field(coalition)
        self.fields["agreement"] = agreement_field(standable(coalition, on=on))
        days = ["days", "starts_on", "ends_on"]
        self.helper = one_column("person", "schools", *days, "agreement", button="Assign")


class AssignmentForm(forms.Form):
    """What an assignment stands on, and its last day."""

    ends_on = forms.DateField(
        required=False, label="Through", help_text="Empty: it goes on.", widget=DateInput()
    )

    def __init__(self, *args: Any, assignment: OfficerAssignment, on: date, **kwargs: Any) -> None:
        named = {"agreement": assignment.agreement_id, "ends_on": assignment.ends_on}
        kwargs["initial"] = named
        super().__init__(*args, **kwargs)
        own = Agreement.objects.filter(pk=assignment.agreement_id or 0)
        offered = standable(assignment.coalition, on=on) | own
        self.fields["agreement"] = agreement_field(offered)
        self.helper = one_column("agreement", "ends_on", button="Save the assignment")
