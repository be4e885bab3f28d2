"""Forms of risks. They check and hand cleaned data to an action; they never save."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any, cast

from crispy_forms.layout import Field
from django import forms
from django.db.models import QuerySet

from coalitions.memberships.models.membership import Membership
from plans.assessments.scales import Sureness
from plans.risks.catalogue import Criterion, Hazard, annex_titles, criteria, in_groups
from plans.risks.models.weighing import Weighing
from plans.risks.scales import CRITERIA, Group, Priority
from plans.risks.weighed import DETAIL_MOST, REASON_MOST, Weighed
from safety_portal.core.imports.forms import TableFileForm
from safety_portal.core.look.dates import DateInput
from safety_portal.core.look.layout import one_column


class BuildingInput(forms.TextInput):
    """A line of text that proposes the buildings that are known."""

    template_name = "plans/risks/_building.html"

    def __init__(self, buildings: Sequence[str]) -> None:
        super().__init__()
        self.buildings = buildings

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        """The names beside what every input needs."""
        context = super().get_context(name, value, attrs)
        context["widget"]["attrs"]["list"] = f"{name}-known"
        return {**context, "buildings": self.buildings, "list": f"{name}-known"}


def _building(buildings: Sequence[str]) -> forms.CharField:
    return forms.CharField(
        label="Building",
        required=False,
        max_length=120,
        widget=BuildingInput(buildings),
        help_text="Where it is one of several and weighed for itself. Empty: the whole site.",
    )


class ChooseForm(forms.Form):
    """Which hazards of the catalogue are weighed, group by group."""

    def __init__(
        self,
        *args: Any,
        hazards: Sequence[Hazard],
        chosen: Collection[str],
        buildings: Sequence[str],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["building"] = _building(buildings)
        for group, found in in_groups(hazards):
            self.fields[group.value] = forms.MultipleChoiceField(
                label=group.label,
                required=False,
                widget=forms.CheckboxSelectMultiple,
                choices=[(each.code, _label(each, chosen)) for each in found],
            )
        self.helper = one_column(*self.fields, button="Choose these")

    def clean(self) -> dict[str, Any]:
        """`building`, and the `hazards` of all groups."""
        given = super().clean() or {}
        chosen = [code for group in Group.values for code in given.get(group, [])]
        return {"building": given.get("building", ""), "hazards": chosen}


def _label(hazard: Hazard, chosen: Collection[str]) -> str:
    """Its title, and that the whole site has it on its list."""
    return f"{hazard.title} (on the list)" if hazard.code in chosen else hazard.title


class OwnHazardForm(forms.Form):
    """A hazard that the catalogue has not."""

    title = forms.CharField(label="What it is called", max_length=120)
    group = forms.ChoiceField(label="Kind", choices=Group)
    annex = forms.ChoiceField(
        label="Annex that is about it",
        required=False,
        help_text="By it the portal knows whether your plan says what to do.",
    )

    def __init__(self, *args: Any, buildings: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        annex = cast(forms.ChoiceField, self.fields["annex"])
        annex.choices = [("", "None of these"), *annex_titles().items()]
        self.fields["building"] = _building(buildings)
        self.helper = one_column("title", "group", "annex", "building", button="Add this hazard")


def _score(criterion: Criterion) -> forms.TypedChoiceField:
    choices = [
        (step.value, f"{step.value}  {step.label}: {step.meaning}") for step in criterion.steps
    ]
    return forms.TypedChoiceField(
        label=criterion.title,
        help_text=criterion.question,
        choices=choices,
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": f"Choose the {criterion.title.lower()}, from 1 to 4."},
    )


def _lines(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class WeighForm(forms.Form):
    """The four scores, then the decision, its reason and how sure one is: `weighed` when valid.

    `before` is what it begins with, `detail` the restricted text; None for who may not read it.
    """

    priority = forms.ChoiceField(
        label="Priority",
        choices=Priority,
        widget=forms.RadioSelect,
        help_text="You decide; the scores only suggest. When in doubt choose the higher.",
        error_messages={"required": "Decide whether it is high, medium or low."},
    )
    reason = forms.CharField(
        label="Reason",
        required=False,
        max_length=REASON_MOST,
        widget=_lines(3),
        help_text="Needed where you decide otherwise than the scores suggest. Members read it.",
    )
    sureness = forms.ChoiceField(
        label="How sure you are", choices=[("", "Not said"), *Sureness.choices], required=False
    )

    def __init__(
        self,
        *args: Any,
        button: str,
        before: Weighing | None = None,
        detail: str | None = None,
        **kw: Any,
    ) -> None:
        super().__init__(*args, **kw)
        self.initial = said(before)
        scores = {each.code: _score(each) for each in criteria()}
        self.fields = {**scores, **self.fields}
        if detail is not None:
            self.fields["detail"] = _detail(detail)
        self.helper = one_column(*self.fields, button=button)

    def clean(self) -> dict[str, Any]:
        """What an action takes: `weighed`."""
        given = super().clean() or {}
        if any(name in self.errors for name in (*CRITERIA, "priority")):
            return given
        scores = {name: given[name] for name in CRITERIA}
        rest = {name: given.get(name, "") for name in ("reason", "sureness", "detail")}
        return {"weighed": Weighed(scores, given["priority"], **rest)}


def _detail(detail: str) -> forms.CharField:
    return forms.CharField(
        label="Detail (restricted)",
        required=False,
        max_length=DETAIL_MOST,
        initial=detail,
        widget=_lines(3),
        help_text="What makes it weak. Only administrators, officers and responders read it.",
    )


def said(weighing: Weighing | None) -> dict[str, object]:
    """What a weighing says, to begin the next one with."""
    if weighing is None:
        return {}
    names = (*CRITERIA, "priority", "reason", "sureness")
    return {name: getattr(weighing, name) for name in names}


class DecideForm(WeighForm):
    """The same with who took part. `seen` is the decision that was looked at."""

    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(
        self,
        *args: Any,
        members: QuerySet[Membership],
        seen: int | None,
        took: list[int],
        **kw: Any,
    ) -> None:
        super().__init__(*args, **kw)
        people: forms.ModelMultipleChoiceField[Membership] = forms.ModelMultipleChoiceField(
            members,
            label="Who took part",
            required=False,
            widget=forms.CheckboxSelectMultiple,
            initial=took,
        )
        self.fields["people"] = people
        self.fields["seen"].initial = seen
        self.helper.layout.insert(len(self.helper.layout) - 1, Field("people"))

    def clean(self) -> dict[str, Any]:
        """`weighed`, `people`, `seen`."""
        given = super().clean()
        rest = {name: self.cleaned_data.get(name) for name in ("people", "seen")}
        return {**given, **rest, "people": list(rest["people"] or [])}


class AcceptForm(forms.Form):
    """Who lives with a risk, until when and why."""

    membership: "forms.ModelChoiceField[Membership]" = forms.ModelChoiceField(
        None, label="Who accepts it"
    )
    until = forms.DateField(
        label="Until", widget=DateInput(), help_text="A year from today at most."
    )
    because = forms.CharField(
        label="Why one can live with it until then", max_length=500, widget=_lines(3)
    )
    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, members: QuerySet[Membership], seen: int | None, until: date, **kw: Any
    ) -> None:
        super().__init__(*args, **kw)
        self.initial = {"seen": seen, "until": until}
        field = cast("forms.ModelChoiceField[Membership]", self.fields["membership"])
        field.queryset = members
        self.helper = one_column(*self.fields, button="Accept this risk")


class SetAsideForm(forms.Form):
    """Why a risk is not weighed here."""

    reason = forms.CharField(label="Why it is not weighed here", max_length=500, widget=_lines(3))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = one_column("reason", button="Set it aside")


class RiskFileForm(TableFileForm):
    """A worksheet, and the building it is about."""

    def __init__(self, *args: Any, buildings: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["building"] = _building(buildings)
