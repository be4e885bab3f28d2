"""Goals and what was before, when a program begins; what was counted on a day."""

from collections.abc import Sequence
from typing import Any

from crispy_forms.layout import HTML, Fieldset, LayoutObject
from django import forms
from django.utils import timezone
from django.utils.html import conditional_escape

from coalitions.programs.actions.deciding import MeasurePlan
from coalitions.programs.catalogue import LONGEST_LINE
from coalitions.programs.forms.program import PersonField
from coalitions.programs.lifecycle import Cadence
from coalitions.programs.models.measure import Measure
from coalitions.programs.models.program import Program
from coalitions.programs.words import NO_STUDENT, goal_in_words
from safety_portal.core.look.dates import DateInput
from safety_portal.core.look.layout import one_column

WAYS = [("more", "More is better"), ("less", "Less is better")]
NEEDS_GOAL = "Set the goal of at least one measure: by it the program is reviewed."


def number_field(label: str, **kwargs: Any) -> forms.DecimalField:
    """A number with two places, or none."""
    return forms.DecimalField(
        label=label, min_value=0, max_digits=12, decimal_places=2, **{"required": False} | kwargs
    )


def whole_field(label: str) -> forms.IntegerField:
    """Of how many."""
    return forms.IntegerField(label=label, required=False, min_value=1, max_value=2**31 - 1)


def _fieldset(name: str, *fields: str) -> LayoutObject:
    """The fields of a measure side by side, under its name."""
    return Fieldset(conditional_escape(name), *fields, css_class="of-measure")


class StartForm(forms.Form):
    """When it begins, who leads it, and each measure's goal. Cleaned to what start_program is told.

    A measure without a goal is left out.
    """

    started_on = forms.DateField(label="Begins on", widget=DateInput())
    review_every = forms.ChoiceField(choices=Cadence.choices, label="Reviewed")
    costs = forms.CharField(
        required=False,
        max_length=LONGEST_LINE,
        label="What it costs",
        help_text="For example: $310 a year for cards.",
    )

    def __init__(self, *args: Any, program: Program, **kwargs: Any) -> None:
        kwargs["initial"] = {
            "started_on": timezone.localdate(),
            "review_every": program.review_every,
        }
        super().__init__(*args, **kwargs)
        self.names = list(program.measure_names)
        self.fields["leader"] = PersonField(program.coalition)
        rows = [self._add_measure(*row) for row in enumerate(self.names, start=1)]
        first = ("started_on", "leader", "review_every", "costs")
        said = HTML(
            '<h2 id="measures">Goals of its measures</h2><p class="small quiet">A measure without a'
            f" goal is left out. Goals stay as they are set. {NO_STUDENT}</p>"
        )
        self.helper = one_column(*first, said, *rows, button="Start the program")

    def _add_measure(self, number: int, name: str) -> LayoutObject:
        fields = {
            f"goal_{number}": number_field("Goal"),
            f"way_{number}": forms.ChoiceField(
                choices=WAYS, label="Which way", initial="more", required=False
            ),
            f"before_{number}": number_field("What it was before", help_text="Empty: not known."),
            f"of_{number}": whole_field("Of how many"),
        }
        fields[f"of_{number}"].help_text = "Of a share only: 19 of 46."
        fields[f"share_{number}"] = forms.BooleanField(
            label="It is a share: its goal is of 100", required=False
        )
        self.fields.update(fields)
        order = ("goal", "way", "before", "of", "share")
        return _fieldset(name, *(f"{each}_{number}" for each in order))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        plans = [self._plan(cleaned, *row) for row in enumerate(self.names, start=1)]
        measures = [plan for plan in plans if plan]
        if not measures and not self.errors:
            self.add_error(None, NEEDS_GOAL)
        kept = {
            name: cleaned.get(name) for name in ("started_on", "leader", "review_every", "costs")
        }
        return kept | {"measures": measures}

    def _plan(self, cleaned: dict[str, Any], number: int, name: str) -> MeasurePlan | None:
        goal, before = cleaned.get(f"goal_{number}"), cleaned.get(f"before_{number}")
        out_of = cleaned.get(f"of_{number}")
        is_share = bool(cleaned.get(f"share_{number}")) or out_of is not None
        if goal is None:
            if before is not None and f"goal_{number}" not in self.errors:
                self.add_error(f"goal_{number}", "Set its goal, or leave this measure empty.")
            return None
        self._check(number, goal, before, out_of, is_share=is_share)
        is_more_better = cleaned.get(f"way_{number}") != "less"
        return MeasurePlan(name, goal, is_more_better, is_share, before, out_of)

    def _check(self, number: int, goal: Any, before: Any, out_of: Any, *, is_share: bool) -> None:
        if is_share and goal > 100:
            self.add_error(f"goal_{number}", "The goal of a share is of 100.")
        if is_share and before is not None and out_of is None:
            self.add_error(f"of_{number}", "Say of how many.")
        if before is not None and out_of is not None and before > out_of:
            self.add_error(f"before_{number}", f"This cannot be more than {out_of}.")
        if before is None and out_of is not None:
            self.add_error(f"before_{number}", f"Say how many of {out_of} it was.")


class NumbersForm(forms.Form):
    """What measures were on a day. Cleaned to what enter_numbers is told, without empty ones."""

    measured_on = forms.DateField(
        label="Counted on", help_text="The day to which the numbers belong.", widget=DateInput()
    )

    def __init__(self, *args: Any, measures: Sequence[Measure], **kwargs: Any) -> None:
        kwargs["initial"] = {"measured_on": timezone.localdate()}
        super().__init__(*args, **kwargs)
        self.measures = list(measures)
        rows = [self._add(measure) for measure in self.measures]
        said = HTML(f'<p class="small quiet">Leave empty what was not counted. {NO_STUDENT}</p>')
        self.helper = one_column("measured_on", said, *rows, button="Save the numbers")

    def _add(self, measure: Measure) -> LayoutObject:
        number, whole = f"number_{measure.pk}", f"of_{measure.pk}"
        hint = f"Goal: {goal_in_words(measure)}."
        self.fields[number] = number_field("Number", help_text=hint)
        if not measure.is_share:
            return _fieldset(measure.name, number)
        self.fields[whole] = whole_field("Of how many")
        return _fieldset(measure.name, number, whole)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        numbers = {}
        for measure in self.measures:
            number, whole = f"number_{measure.pk}", f"of_{measure.pk}"
            value, out_of = cleaned.get(number), cleaned.get(whole)
            if value is None and out_of is None:
                continue
            if value is None:
                self.add_error(number, f"Say how many of {out_of} it was.")
            elif measure.is_share and out_of is None and whole not in self.errors:
                self.add_error(whole, "Say of how many.")
            elif out_of is not None and value > out_of:
                self.add_error(number, f"This cannot be more than {out_of}.")
            numbers[measure] = (value, out_of)
        if not numbers and not self.errors:
            self.add_error(None, "Enter at least one number.")
        return {"measured_on": cleaned.get("measured_on"), "numbers": numbers}


class MeasureForm(forms.Form):
    """One more measure of a program that runs."""

    name = forms.CharField(max_length=LONGEST_LINE, label="What is counted", help_text=NO_STUDENT)
    goal = number_field("Goal", required=True, help_text="It stays as it is set.")
    way = forms.ChoiceField(choices=WAYS, label="Which way", initial="more")
    is_share = forms.BooleanField(
        label="It is a share: so many of so many",
        help_text="Its goal is of 100 then.",
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = one_column(*self.fields, button="Add the measure")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        cleaned["is_more_better"] = cleaned.pop("way", "") != "less"
        return cleaned
