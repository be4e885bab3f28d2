"""The year that is proposed, to be taken over: each drill with its day and hour, ticked or not."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms

from safety_portal.core.look.dates import DateInput
from safety_portal.core.look.wording import full_day, listed
from training.drill_years.actions import YearDrill
from training.drill_years.proposing import Proposed
from training.drills.forms.planning import TimeInput
from training.drills.kinds import DrillKind, Observer, PartOfDay
from training.rules.engine.days.calendars import SchoolYear

CHANGED = (
    "Other drills are proposed by now: somebody planned or logged one, or the calendar changed. "
    "Nothing was planned. Look at the year as it is, and choose again."
)
TICK, DAY, TIME = "take_", "day_", "time_"


@dataclass(frozen=True)
class YearRow:
    """A drill that is proposed, with its fields."""

    proposed: Proposed
    take: forms.BoundField
    day: forms.BoundField
    time: forms.BoundField

    @property
    def title(self) -> str:
        """What is drilled."""
        return str(DrillKind(self.proposed.kind).label)

    @property
    def how(self) -> str:
        """How it has to be so that it counts: "with police, unannounced"; "" for nothing said."""
        return listed(in_words(self.proposed))

    @property
    def has_errors(self) -> bool:
        """Whether something is against its day or hour."""
        return bool(self.day.errors or self.time.errors)


class YearForm(forms.Form):
    """`cleaned_data["plans"]`: the ticked drills on the days that were chosen."""

    def __init__(
        self, *args: Any, proposed: Sequence[Proposed], year: SchoolYear, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.year = year
        self.proposed = {key_of(each): each for each in proposed}
        for key, each in self.proposed.items():
            title = f"{DrillKind(each.kind).label}, {full_day(each.on)}"
            self.fields[TICK + key] = forms.BooleanField(
                required=False, initial=True, label=f"Plan: {title}"
            )
            self.fields[DAY + key] = forms.DateField(
                initial=each.on, widget=DateInput(), label=f"Day: {title}"
            )
            self.fields[TIME + key] = forms.TimeField(
                initial=each.record.at and each.record.at.time(),
                required=False,
                widget=TimeInput(),
                label=f"Time: {title}",
            )

    def rows(self) -> Iterator[YearRow]:
        """Each drill with its fields, by day."""
        for key, each in self.proposed.items():
            yield YearRow(each, self[TICK + key], self[DAY + key], self[TIME + key])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        sent = {name.removeprefix(TICK) for name in self.data if name.startswith(TICK)}
        if not sent <= set(self.proposed):
            raise forms.ValidationError(CHANGED)
        taken = [key for key in self.proposed if cleaned.get(TICK + key)]
        for key in taken:
            if (day := cleaned.get(DAY + key)) and (why := self._against(key, day)):
                self.add_error(DAY + key, why)
        if self.errors:
            return cleaned
        return {
            "plans": [
                year_drill(self.proposed[key], cleaned[DAY + key], cleaned[TIME + key])
                for key in taken
            ]
        }

    def _against(self, key: str, day: Any) -> str:
        """What is against another day for a drill, as a sentence; "" for nothing."""
        each = self.proposed[key]
        if day == each.on:
            return ""
        if day not in self.year.all_days:
            return f"{full_day(day)} is no school day in the calendar. Choose another day."
        missed = [s for s in each.serves if s.last_day and each.on <= s.last_day < day]
        if not missed:
            return ""
        first = min(missed, key=lambda served: (served.last_day, served.rule.code))
        law = first.rule.law_on(day) or first.rule.laws[-1]
        last = full_day(first.last_day) if first.last_day else ""
        return f"{first.rule.code} asks for it by {last} ({law.citation}). Choose an earlier day."


def key_of(proposed: Proposed) -> str:
    """Which of the proposed drills it is, in the names of its fields."""
    at = proposed.record.at
    return f"{at:%Y%m%d-%H%M}-{proposed.kind}" if at else f"{proposed.on:%Y%m%d}-{proposed.kind}"


def year_drill(proposed: Proposed, day: Any, hour: Any) -> YearDrill:
    """What is planned where a proposed drill is taken over on a day."""
    said = proposed.record.said
    part = str(said("part_of_day") or "")
    if said("at_night") is True:
        part = PartOfDay.NIGHT
    watched = {Observer.POLICE: "with_police", Observer.FIRE: "with_fire_department"}
    return YearDrill(
        kinds=[proposed.kind],
        drill_on=day,
        starts_at=hour,
        part_of_day=part,
        is_announced=said("announced") is not False,
        invited=[who.value for who, name in watched.items() if said(name) is True],
        with_students=said("students") is True,
        exit_blocked=said("obstructed") is True,
        secondary_egress=said("secondary_egress") is True,
    )


def in_words(proposed: Proposed) -> list[str]:
    """What has to be so that it counts for all it is for, beside its kind."""
    plan = year_drill(proposed, proposed.on, None)
    watching = {"police": "with police", "fire": "with the fire department"}
    return [
        *(watching[who] for who in plan.invited),
        *([PartOfDay(plan.part_of_day).label.lower()] if plan.part_of_day else []),
        *(["not announced"] if not plan.is_announced else []),
        *(["without students"] if not plan.with_students else []),
        *(["an exit blocked"] if plan.exit_blocked else []),
        *(["by fire escape or second exit"] if plan.secondary_egress else []),
    ]
