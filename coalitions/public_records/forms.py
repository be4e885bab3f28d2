"""A request as a form: written down, due on a later day, closed."""

from datetime import timedelta
from typing import Any

from crispy_forms.layout import HTML
from django import forms
from django.utils import timezone

from coalitions.public_records.actions.requests import (
    LONGEST_NAME,
    LONGEST_REASON,
    LONGEST_TEXT,
)
from coalitions.public_records.lifecycle import CLOSED, RequestState
from coalitions.public_records.models.request import RecordsRequest
from safety_portal.core.look.dates import DateInput
from safety_portal.core.look.layout import one_column

# What most states give, and what the portal proposes: the law of the state decides.
USUAL = timedelta(days=7)


def day_field(label: str, hint: str = "") -> forms.DateField:
    """A day."""
    return forms.DateField(label=label, help_text=hint, widget=DateInput())


def words_field(label: str, hint: str, most: int) -> forms.CharField:
    """Some lines of text."""
    area = forms.Textarea(attrs={"rows": 3})
    return forms.CharField(label=label, help_text=hint, max_length=most, widget=area)


class RequestForm(forms.Form):
    """Who asked for what, until when, and from when on facts are counted."""

    asked_by = forms.CharField(
        max_length=LONGEST_NAME,
        label="Who asked",
        help_text="An office, or “a parent”. The packet prints it, so write no name of a person.",
    )
    asked_for = words_field("What was asked for", "In their words, without names.", LONGEST_TEXT)
    received_on = day_field("It came on")
    due_on = day_field("Answer it by", "Your state’s public records law says how many days.")
    begins_on = day_field("Count from", "The first day of the drills, training and meetings.")
    ends_on = day_field("Count through", "The last day, today at the latest.")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        today = timezone.localdate()
        year = today.year if today.month >= 7 else today.year - 1
        kwargs["initial"] = {
            "received_on": today,
            "due_on": today + USUAL,
            "begins_on": today.replace(year=year, month=7, day=1),
            "ends_on": today,
        }
        super().__init__(*args, **kwargs)
        self.helper = one_column(*self.fields, button="Write it down")


class DueForm(forms.Form):
    """By which day, and why it is a later one."""

    due_on = day_field("Answer it by")
    because = words_field(
        "Why", "For example: 10 business days more, with the notice of today.", LONGEST_REASON
    )

    def __init__(self, *args: Any, shown: RecordsRequest, **kwargs: Any) -> None:
        kwargs["initial"] = {"due_on": shown.due_on}
        super().__init__(*args, **kwargs)
        self.helper = one_column(*self.fields, button="Set the day")


class CloseForm(forms.Form):
    """Whether it was answered, when, and how."""

    outcome = forms.ChoiceField(
        label="What became of it",
        choices=[(state.value, state.label) for state in CLOSED],
        initial=RequestState.ANSWERED,
        widget=forms.RadioSelect,
    )
    closed_on = day_field("On")
    because = words_field("How", "For example: counsel sent packet 3 by mail.", LONGEST_REASON)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {"closed_on": timezone.localdate(), "outcome": "answered"}
        super().__init__(*args, **kwargs)
        note = HTML('<p class="small quiet">A closed request stays as it is.</p>')
        self.helper = one_column("outcome", "closed_on", "because", note, button="Close it")
