"""A drill is planned, moved, canceled; what it showed gets an action item."""

from typing import Any

from crispy_forms.layout import HTML, Layout
from django import forms

from coalitions.coalition.models import Coalition
from coalitions.memberships.models.membership import Membership, MembershipQuerySet
from coalitions.people.models import Person
from safety_portal.core.look.dates import DateInput
from safety_portal.core.look.layout import one_column
from training.drills.actions.planning import DrillPlan
from training.drills.kinds import Assured, DrillKind, Observer, PartOfDay
from training.drills.models.drill import Drill

REASON = 500


class TimeInput(forms.TimeInput):
    """The browser's own clock."""

    input_type = "time"

    def __init__(self) -> None:
        super().__init__(format="%H:%M")


def several(
    choices: Any, label: str, *, hint: str = "", missing: str = ""
) -> forms.MultipleChoiceField:
    """Some of the choices; none only where no words say that one is `missing`."""
    return forms.MultipleChoiceField(
        choices=choices,
        required=bool(missing),
        error_messages={"required": missing},
        label=label,
        help_text=hint,
        widget=forms.CheckboxSelectMultiple,
    )


def day_field(label: str = "Day") -> forms.DateField:
    """A day."""
    return forms.DateField(label=label, widget=DateInput())


def hour_field(label: str = "Time") -> forms.TimeField:
    """An hour, or none."""
    return forms.TimeField(label=label, required=False, widget=TimeInput())


def part_field() -> forms.ChoiceField:
    """A part of the day, or none."""
    choices = [("", "Not said"), *PartOfDay.choices]
    return forms.ChoiceField(choices=choices, required=False, label="Part of the day")


def building_field() -> forms.CharField:
    """A building, or all of them."""
    return forms.CharField(
        required=False, max_length=120, label="Building", help_text="Empty: all of the school."
    )


def reason_field(label: str = "Why") -> forms.CharField:
    """A reason."""
    return forms.CharField(label=label, max_length=REASON, widget=forms.Textarea(attrs={"rows": 2}))


class PlanForm(forms.Form):
    """What, when, told to whom, watched by whom."""

    kinds = several(DrillKind.choices, "What is drilled", missing="Choose what is drilled.")
    drill_on = day_field()
    starts_at = hour_field()
    part_of_day = part_field()
    building = building_field()
    leader = forms.ModelChoiceField(
        Membership.objects.none(), required=False, label="Who leads it", empty_label="Not said"
    )
    is_announced = forms.BooleanField(
        required=False,
        label="Announced",
        help_text="If not, only administrators and who leads it see it before it was held.",
    )
    with_students = forms.BooleanField(required=False, label="With students")
    invited = several(Observer.choices, "Asked to watch")
    simulates = forms.BooleanField(
        required=False,
        label="With props, actors, or the noise of shots or wounds",
        help_text="Several states forbid it with students.",
    )
    assured = several(
        Assured.choices,
        "What is assured",
        hint="Some states ask for it of drills against violence. What is not ticked is not known.",
    )

    def __init__(self, *args: Any, leaders: MembershipQuerySet, **kwargs: Any) -> None:
        kwargs["initial"] = {"is_announced": True, "with_students": True} | kwargs.get(
            "initial", {}
        )
        super().__init__(*args, **kwargs)
        field = self.fields["leader"]
        field.queryset = leaders  # type: ignore[attr-defined]
        field.label_from_instance = _led_by  # type: ignore[attr-defined]
        self.helper = one_column(
            *("kinds", "drill_on", "starts_at", "part_of_day", "building", "leader"),
            *("is_announced", "with_students", "invited"),
            Folded("Only for lockdown and active threat", "simulates", "assured"),
            button="Plan the drill",
        )

    def clean(self) -> dict[str, Any]:
        """As the action takes it."""
        cleaned = super().clean() or self.cleaned_data
        return cleaned if self.errors else {"plan": DrillPlan(**cleaned)}


class Folded(Layout):
    """Fields that few need, under a word that opens them."""

    def __init__(self, summary: str, *fields: str) -> None:
        opened = f'<details class="fold"><summary>{summary}</summary>'
        super().__init__(HTML(opened), *fields, HTML("</details>"))


def _led_by(member: Membership) -> str:
    return f"{member.person.name}, {member.title or member.get_role_display()}"


class MoveForm(forms.Form):
    """Another day, and why."""

    drill_on = day_field("New day")
    starts_at = hour_field()
    because = reason_field()

    def __init__(self, *args: Any, drill: Drill, **kwargs: Any) -> None:
        kwargs["initial"] = {"drill_on": drill.drill_on, "starts_at": drill.starts_at}
        super().__init__(*args, **kwargs)
        self.helper = one_column(*self.fields, button="Move the drill")


class CancelForm(forms.Form):
    """Why it is called off."""

    because = reason_field()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = one_column(*self.fields, button="Cancel the drill")


class ActForm(forms.Form):
    """The action item that mends what a drill showed."""

    what = forms.CharField(label="What is to be done", max_length=200)
    owner = forms.ModelChoiceField(Person.objects.none(), label="Who does it")
    due_on = day_field("Done by")
    how_checked = forms.CharField(
        label="How it will be checked",
        max_length=500,
        help_text="What a second person does to see that it is done: “Try the door ten times.”",
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args: Any, coalition: Coalition, owners: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.coalition = coalition
        self.fields["owner"].queryset = owners  # type: ignore[attr-defined]
        self.helper = one_column(*self.fields, button="Open the action item")
