"""What an own entry of the catalogue says, as a form. Cleaned to its `text`."""

from typing import Any

from django import forms

from coalitions.access.roles import Role
from coalitions.prevention.matrix import CHOICES
from coalitions.programs.catalogue import (
    LONGEST_LINE,
    LONGEST_TEXT,
    LONGEST_TITLE,
    EntryText,
)
from coalitions.programs.lifecycle import Cadence


def area(rows: int) -> forms.Textarea:
    """Some lines to write in."""
    return forms.Textarea(attrs={"rows": rows})


def lines_field(label: str, hint: str) -> forms.CharField:
    """Lines of text, one each."""
    return forms.CharField(label=label, help_text=hint, max_length=2000, widget=area(4))


def lines_from(typed: str) -> tuple[str, ...]:
    """The lines in which something stands."""
    return tuple(line for line in map(str.strip, typed.splitlines()) if line)


class EntryForm(forms.Form):
    """A kind of program; its matrix is drawn by the page (`cells`)."""

    title = forms.CharField(max_length=LONGEST_TITLE, help_text="What everybody calls it.")
    cells = forms.MultipleChoiceField(
        choices=CHOICES,
        label="Its places in the matrix",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Mark at least one place in the matrix."},
    )
    for_whom = forms.CharField(max_length=LONGEST_LINE, label="For whom it is")
    description = forms.CharField(max_length=LONGEST_TEXT, label="What it is", widget=area(3))
    process = lines_field("What shows that it is done", "One measure in a line: staff trained.")
    outcome = lines_field("What shows that it helps", "One measure in a line. No single student.")
    review = forms.ChoiceField(
        choices=Cadence.choices, label="How often it is reviewed", initial=Cadence.YEARLY
    )
    led_by = forms.MultipleChoiceField(
        choices=Role.choices, label="Who leads such a program", widget=forms.CheckboxSelectMultiple
    )
    caution = forms.CharField(
        required=False,
        max_length=LONGEST_TEXT,
        label="Take care",
        help_text="What goes wrong with such programs.",
        widget=area(2),
    )
    saves = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2**31 - 1)

    def __init__(
        self, *args: Any, shown: EntryText | None = None, saves: int = 0, **kwargs: Any
    ) -> None:
        kwargs["initial"] = {"saves": saves, **_typed(shown)}
        super().__init__(*args, **kwargs)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if self.errors:
            return cleaned
        saves = cleaned.pop("saves")
        lists = {name: tuple(cleaned[name]) for name in ("cells", "led_by")}
        lines = {name: lines_from(cleaned[name]) for name in ("process", "outcome")}
        return {"saves": saves, "text": EntryText(**cleaned | lists | lines)}


def _typed(text: EntryText | None) -> dict[str, Any]:
    """What the fields show of an entry."""
    if text is None:
        return {}
    lines = {"process": "\n".join(text.process), "outcome": "\n".join(text.outcome)}
    return {**text.fields, **lines}
