"""What was seen of a drill: the light form that logs it, and the one that corrects it."""

import uuid
from typing import Any

from django import forms
from django.utils import timezone

from safety_portal.core.look.dates import DateInput
from safety_portal.core.look.wording import clock, day_in_words
from training.drills.actions.holding import Measured, OtherDrill
from training.drills.forms.planning import (
    building_field,
    hour_field,
    part_field,
    several,
)
from training.drills.kinds import DrillKind, Lacking, Observer
from training.drills.models.drill import Drill

ANOTHER = "another"
YES, NO = "yes", "no"
# The names of what is measured, as Measured has them.
SEEN = (
    "drill_on", "starts_at", "minutes", "head_count", "observers", "lacking", "found",
    "exit_blocked", "secondary_egress", "exits", "weather", "worked", "note", "is_sure",
)  # fmt: skip
# Folded away on the light form.
MORE = (
    "drill_on", "starts_at", "head_count", "observers", "exit_blocked", "secondary_egress",
    "exits", "weather", "worked", "note",
)  # fmt: skip


def lines_field(label: str, hint: str = "") -> forms.CharField:
    """Some lines, or none."""
    area = forms.Textarea(attrs={"rows": 3})
    return forms.CharField(
        required=False, label=label, help_text=hint, max_length=4000, widget=area
    )


class MeasuredForm(forms.Form):
    """What was seen; cleaned to `measured`."""

    drill_on = forms.DateField(
        required=False,
        label="Held on another day",
        help_text="Empty: the day it was planned for; of another drill, today.",
        widget=DateInput(),
    )
    minutes = forms.IntegerField(
        label="Minutes",
        help_text="From the call to the all-clear, full minutes.",
        widget=forms.NumberInput(attrs={"inputmode": "numeric", "min": 1}),
    )
    went_right = forms.ChoiceField(
        label="Did all of this go right?",
        choices=[(YES, "Yes, all four"), (NO, "Not all of it")],
        widget=forms.RadioSelect,
    )
    lacking = several(Lacking.choices, "What did not")
    found = lines_field(
        "What else has to be mended", "A line each. Each becomes a finding. No student names."
    )
    is_sure = forms.BooleanField(required=False, label="It was so")
    starts_at = hour_field("Began at")
    head_count = forms.IntegerField(
        required=False, label="Head count", widget=forms.NumberInput(attrs={"inputmode": "numeric"})
    )
    observers = several(Observer.choices, "Who watched")
    exit_blocked = forms.BooleanField(
        required=False, label="An exit or stairway was blocked on purpose"
    )
    secondary_egress = forms.BooleanField(
        required=False, label="By fire escape or another secondary way out"
    )
    exits = forms.CharField(required=False, max_length=300, label="Exits that were practiced")
    weather = forms.CharField(required=False, max_length=120, label="Weather")
    worked = lines_field("What worked")
    note = lines_field("Anything else", "No student names.")

    def clean(self) -> dict[str, Any]:
        """What goes right has nothing lacking; what does not says what."""
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("went_right") == YES:
            cleaned["lacking"] = []
        elif cleaned.get("went_right") == NO and not (
            cleaned.get("lacking") or cleaned.get("found", "").strip()
        ):
            self.add_error("lacking", "Say what did not go right, or write it below.")
        return cleaned

    def measured(self, cleaned: dict[str, Any]) -> Measured:
        """What was typed, as the actions take it."""
        return Measured(**{name: cleaned[name] for name in SEEN})

    @property
    def asks_if_sure(self) -> bool:
        """Whether something unlikely has to be confirmed."""
        return "is_sure" in self.errors or bool(self.data.get("is_sure"))

    @property
    def more(self) -> list[Any]:
        """The fields that are folded away."""
        return [self[name] for name in MORE]

    @property
    def has_more(self) -> bool:
        """Whether something folded is filled in, or wrong."""
        return any(self[name].errors or self[name].value() for name in MORE)


class LogForm(MeasuredForm):
    """A planned drill that was held, or another one, or a real alarm."""

    drill = forms.ChoiceField(label="Which drill", widget=forms.RadioSelect)
    kinds = several(DrillKind.choices, "What was drilled")
    is_real = forms.BooleanField(
        required=False, label="It was a real alarm, answered as the plan says"
    )
    building = building_field()
    part_of_day = part_field()
    is_unannounced = forms.BooleanField(required=False, label="Nobody was told before")
    without_students = forms.BooleanField(required=False, label="Without students")
    sent_key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, planned: list[Drill], **kwargs: Any) -> None:
        self.planned = {str(drill.pk): drill for drill in planned}
        today = timezone.localdate()
        first = next((key for key, drill in self.planned.items() if drill.drill_on == today), "")
        kwargs["initial"] = {
            "drill": first or ("" if self.planned else ANOTHER),
            "sent_key": uuid.uuid4(),
        } | kwargs.get("initial", {})
        super().__init__(*args, **kwargs)
        others = [(ANOTHER, "Another drill, or a real alarm")]
        named = [(key, _named(drill)) for key, drill in self.planned.items()]
        self.fields["drill"].choices = [*named, *others]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """`drill` is the planned one, or None; `measured` and, of another one, what it was."""
        cleaned = super().clean()
        chosen = cleaned.get("drill")
        if chosen == ANOTHER and not cleaned.get("kinds"):
            self.add_error("kinds", "Choose what was drilled.")
        if self.errors:
            return cleaned
        planned = self.planned.get(str(chosen))
        cleaned["drill_on"] = cleaned["drill_on"] or (
            planned.drill_on if planned else timezone.localdate()
        )
        return {
            "drill": planned,
            "measured": self.measured(cleaned),
            "other": OtherDrill(
                kinds=cleaned["kinds"],
                is_real=cleaned["is_real"],
                building=cleaned["building"],
                part_of_day=cleaned["part_of_day"],
                is_announced=not cleaned["is_unannounced"],
                with_students=not cleaned["without_students"],
                sent_key=cleaned["sent_key"],
            ),
        }

    @property
    def is_another(self) -> bool:
        """Whether the fields of another drill stand open."""
        return self["drill"].value() == ANOTHER or "kinds" in self.errors


def _named(drill: Drill) -> str:
    """ "Lockdown drill, today 10:15 am"."""
    day = day_in_words(drill.drill_on, on=timezone.localdate())
    hour = f" {clock(drill.starts_at)}" if drill.starts_at else ""
    building = f", {drill.building}" if drill.building else ""
    return f"{drill.title}, {day}{hour}{building}"


class CorrectForm(MeasuredForm):
    """What was logged, to be corrected."""

    saves = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, drill: Drill, **kwargs: Any) -> None:
        shown = [name for name in SEEN if name not in ("found", "is_sure")]
        kwargs["initial"] = {name: getattr(drill, name) for name in shown} | {
            "went_right": NO if drill.lacking else YES,
            "saves": drill.saves,
        }
        super().__init__(*args, **kwargs)

    def clean(self) -> dict[str, Any]:
        """`saves` and `measured`."""
        cleaned = super().clean()
        if not cleaned.get("drill_on"):
            self.add_error("drill_on", "Choose the day it was held.")
        if self.errors:
            return cleaned
        return {"saves": cleaned["saves"], "measured": self.measured(cleaned)}
