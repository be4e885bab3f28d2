"""Planning a walk, and the reason for what is done to one."""

from typing import Any, TypeAlias, cast

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout, Submit
from django import forms
from django.db.models import QuerySet

from coalitions.memberships.models.membership import Membership
from plans.assessments.actions.planning import REASON_MOST
from plans.assessments.models.assessment import Kind

Chooses: TypeAlias = "forms.ModelChoiceField[Membership]"
ChoosesMany: TypeAlias = "forms.ModelMultipleChoiceField[Membership]"
Members = QuerySet[Membership]


class ReasonForm(forms.Form):
    """Why something is done that others will ask about."""

    reason = forms.CharField(max_length=REASON_MOST, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args: Any, button: str, about: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].label = about
        self.helper = FormHelper()
        self.helper.form_class = "form-narrow"
        self.helper.layout = Layout("reason", Submit("submit", button))


class PlanForm(forms.Form):
    """Plan a walk."""

    kind = forms.ChoiceField(label="What is walked", choices=Kind)
    building = forms.CharField(
        label="Building",
        required=False,
        max_length=120,
        help_text="In words, where it is one of several. Left empty, the whole site.",
    )
    planned_on = forms.DateField(
        label="Day", widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    lead: "Chooses" = forms.ModelChoiceField(
        None, label="Who leads", help_text="An administrator, or an officer who directs the walk."
    )
    team: "ChoosesMany" = forms.ModelMultipleChoiceField(
        None,
        label="Who walks along",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="An officer among them assists the lead.",
    )
    others = forms.CharField(
        label="Others who walk along",
        required=False,
        max_length=300,
        help_text="In words, such as the custodian and a parent. They see no report.",
    )

    def __init__(self, *args: Any, leads: "Members", team: "Members", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast("Chooses", self.fields["lead"]).queryset = leads
        cast("Chooses", self.fields["team"]).queryset = team
        self.helper = FormHelper()
        self.helper.form_class = "form-narrow"
        self.helper.layout = Layout(*self.fields, Submit("submit", "Plan this walk"))
