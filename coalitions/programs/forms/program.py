"""A program as a form: recommended, put on an agenda, adopted, declined, changed, reviewed."""

from typing import Any

from crispy_forms.bootstrap import InlineRadios
from django import forms
from django.utils import timezone

from coalitions.coalition.models import Coalition
from coalitions.meetings.forms.choosing import PlannedMeetingField
from coalitions.meetings.models.agenda import Decision
from coalitions.people.models import Person
from coalitions.programs.catalogue import LONGEST_LINE, LONGEST_TEXT, LONGEST_TITLE
from coalitions.programs.forms.entry import area, lines_field, lines_from
from coalitions.programs.here import EntryHere
from coalitions.programs.lifecycle import Cadence, Outcome, ProgramState
from coalitions.programs.models.program import Program
from coalitions.programs.queries import (
    DECISIONS_SHOWN,
    decisions_of,
    leaders_of,
)
from coalitions.programs.words import NO_STUDENT
from safety_portal.core.look.layout import one_column
from safety_portal.core.look.wording import full_day


class RecommendForm(forms.Form):
    """Why, for whom, and by what it would be measured."""

    title = forms.CharField(max_length=LONGEST_TITLE, help_text="What you would call it here.")
    for_whom = forms.CharField(max_length=LONGEST_LINE, label="For whom")
    reasons = forms.CharField(
        max_length=LONGEST_TEXT,
        label="Why you recommend it",
        help_text=f"Goes on the agenda and stays with the program. {NO_STUDENT}",
        widget=area(3),
    )
    description = forms.CharField(max_length=LONGEST_TEXT, label="What it is", widget=area(3))
    measures = lines_field("What it would be measured by", "One in a line, 8 at most.")

    def __init__(self, *args: Any, here: EntryHere, **kwargs: Any) -> None:
        text = here.text
        kwargs["initial"] = {
            "title": text.title,
            "for_whom": text.for_whom,
            "description": text.description,
            "measures": "\n".join(text.measures[:8]),
        }
        super().__init__(*args, **kwargs)
        self.helper = one_column(*self.fields, button="Recommend it")

    def clean_measures(self) -> tuple[str, ...]:
        """The lines."""
        return lines_from(self.cleaned_data["measures"])


class DecisionField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A decision by the day of its meeting; the newest are offered."""

    def __init__(self, coalition: Coalition) -> None:
        newest = decisions_of(coalition).values("pk")[:DECISIONS_SHOWN]
        super().__init__(
            decisions_of(coalition).filter(pk__in=list(newest.values_list("pk", flat=True))),
            label="Decision of the meeting",
            help_text="Decisions of approved minutes that every member reads.",
        )

    def label_from_instance(self, decision: Decision) -> str:
        """ "June 12, 2025: Adopt the say something card."."""
        day = full_day(timezone.localdate(decision.line.meeting.starts_at))
        return f"{day}: {decision.text[:150]}"


class PrepareForm(forms.Form):
    """At which meeting it is decided and, of one that runs, what you propose."""

    outcome = forms.ChoiceField(choices=Outcome.choices, label="What you propose")
    because = forms.CharField(
        max_length=300,
        label="Why, and what changes",
        help_text=f"Stands on the agenda. {NO_STUDENT}",
        widget=area(3),
    )

    def __init__(self, *args: Any, program: Program, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["meeting"] = PlannedMeetingField(program.coalition)
        if program.state == ProgramState.RECOMMENDED:
            del self.fields["outcome"], self.fields["because"]
        fields = [InlineRadios(name) if name == "outcome" else name for name in self.fields]
        self.fields["meeting"].widget.attrs["class"] = "form-select"
        if "outcome" in self.fields:
            self.fields["outcome"].widget = forms.RadioSelect(choices=Outcome.choices)
        self.helper = one_column(*fields, button="Put it on the agenda")


class AdoptForm(forms.Form):
    """By which decision."""

    def __init__(self, *args: Any, program: Program, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["decision"] = DecisionField(program.coalition)
        self.helper = one_column("decision", button="It was adopted")


class ReviewForm(forms.Form):
    """What was decided, by which decision, and why."""

    outcome = forms.ChoiceField(
        choices=Outcome.choices, label="What was decided", widget=forms.RadioSelect
    )
    because = forms.CharField(
        max_length=1000,
        label="Why, and what changes",
        help_text=f"Stays with the program. {NO_STUDENT}",
        widget=area(3),
    )

    def __init__(self, *args: Any, program: Program, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["decision"] = DecisionField(program.coalition)
        if program.state == ProgramState.ADOPTED:
            self.fields["outcome"] = forms.ChoiceField(
                choices=[(Outcome.END.value, Outcome.END.label)],
                label="What was decided",
                initial=Outcome.END,
                widget=forms.RadioSelect,
            )
        fields = (InlineRadios("outcome"), "because", "decision")
        self.helper = one_column(*fields, button="Save the review")


class BecauseForm(forms.Form):
    """Why it is not adopted."""

    because = forms.CharField(
        max_length=500, label="Why", help_text="Stays with the program.", widget=area(2)
    )


class PersonField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """Who leads it."""

    def __init__(self, coalition: Coalition, **kwargs: Any) -> None:
        people = leaders_of(coalition, on=timezone.localdate())
        hint = "Is asked for the review beside the administrators, and enters numbers."
        super().__init__(people, label="Led by", help_text=hint, **kwargs)

    def label_from_instance(self, person: Person) -> str:
        """The name."""
        return person.name


class ChangeForm(forms.Form):
    """What may change of a program that runs."""

    for_whom = forms.CharField(max_length=LONGEST_LINE, label="For whom")
    costs = forms.CharField(
        required=False,
        max_length=LONGEST_LINE,
        label="What it costs",
        help_text="For example: $310 a year for cards.",
    )
    review_every = forms.ChoiceField(choices=Cadence.choices, label="Reviewed")
    saves = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2**31 - 1)

    def __init__(self, *args: Any, program: Program, **kwargs: Any) -> None:
        names = ("for_whom", "costs", "review_every", "saves")
        told = {name: getattr(program, name) for name in names}
        kwargs["initial"] = told | {"leader": program.leader_id}
        super().__init__(*args, **kwargs)
        self.fields["leader"] = PersonField(program.coalition)
        fields = ("saves", "leader", "for_whom", "costs", "review_every")
        self.helper = one_column(*fields, button="Save")
