"""What a brief says, as a form. Cleaned to its `text`; and when it is published, and why not."""

from typing import Any

from django import forms

from coalitions.access.roles import Role
from coalitions.briefs.models.brief import (
    LONGEST_QUESTION,
    LONGEST_RELEVANCE,
    LONGEST_TITLE,
)
from coalitions.briefs.text.content import BriefText
from coalitions.briefs.text.hazards import HAZARDS
from coalitions.briefs.text.limited_html import NotLimited
from coalitions.briefs.text.plain_text import html_from, text_of
from coalitions.briefs.text.source_lines import lines_of, sources_from
from coalitions.prevention.matrix import CHOICES, CODES, Function
from safety_portal.core.look.dates import DateInput
from safety_portal.core.refusals import Refused

PLAIN = "A blank line begins a paragraph, “- ” a line of a list."
SENSITIVITIES = [
    ("public", "Public: parents and students whom it is for read it, too"),
    ("members", "Members only"),
]


def _area(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


def _plain_field(label: str, rows: int) -> forms.CharField:
    return forms.CharField(label=label, max_length=20_000, help_text=PLAIN, widget=_area(rows))


class BriefForm(forms.Form):
    """What a brief says; its matrix is drawn by the page (`cells` and `primary_cell`)."""

    title = forms.CharField(max_length=LONGEST_TITLE, help_text="What stands on home pages.")
    cells = forms.MultipleChoiceField(
        choices=CHOICES,
        label="Its places in the matrix",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Mark at least one place in the matrix."},
    )
    primary_cell = forms.ChoiceField(
        choices=CHOICES,
        label="The first of them",
        help_text="The brief of a day is chosen by it.",
    )
    context = _plain_field("Context", 8)
    relevance = forms.CharField(
        label="Prevention relevance", max_length=LONGEST_RELEVANCE, widget=_area(3)
    )
    techniques = _plain_field("Prevention techniques", 6)
    function = forms.ChoiceField(choices=Function.choices, label="The question is about")
    question = forms.CharField(
        max_length=LONGEST_QUESTION,
        label="Prevention thought: the question",
        help_text="Members answer it, and it can go on the agenda of a meeting.",
        widget=_area(2),
    )
    sources = forms.CharField(
        required=False,
        max_length=10_000,
        label="Sources",
        help_text="One in a line: title | publisher | year | https://address",
        widget=_area(3),
    )
    sensitivity = forms.ChoiceField(choices=SENSITIVITIES, label="Who may read it")
    audience = forms.MultipleChoiceField(
        required=False,
        choices=Role.choices,
        label="For whom it is",
        help_text="Nobody ticked: everybody.",
        widget=forms.CheckboxSelectMultiple,
    )
    hazards = forms.MultipleChoiceField(
        required=False,
        choices=list(HAZARDS.items()),
        label="Threats and hazards it speaks of",
        widget=forms.CheckboxSelectMultiple,
    )
    saves = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2**31 - 1)

    def __init__(
        self, *args: Any, shown: BriefText | None = None, saves: int = 0, **kwargs: Any
    ) -> None:
        kwargs["initial"] = {"saves": saves, "sensitivity": "members", **_typed(shown)}
        super().__init__(*args, **kwargs)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for name in ("context", "techniques"):
            if name in cleaned:
                self._clean_html(name)
        if "sources" in cleaned:
            try:
                cleaned["sources"] = sources_from(cleaned["sources"])
            except Refused as refused:
                self.add_error("sources", str(refused))
        if {"cells", "primary_cell"} <= set(cleaned) and cleaned["primary_cell"] not in cleaned[
            "cells"
        ]:
            self.add_error("primary_cell", "Choose one of the places that you marked.")
        return cleaned if self.errors else {"saves": cleaned["saves"], "text": _text(cleaned)}

    def _clean_html(self, name: str) -> None:
        try:
            self.cleaned_data[name] = html_from(self.cleaned_data[name])
        except NotLimited as wrong:
            self.add_error(name, f"This cannot be kept: {wrong}.")


def _typed(text: BriefText | None) -> dict[str, Any]:
    """What the fields show of a brief."""
    if text is None:
        return {}
    plain = {"context": text_of(text.context), "techniques": text_of(text.techniques)}
    return {**text.fields, **plain, "sources": lines_of(text.sources)}


def _text(cleaned: dict[str, Any]) -> BriefText:
    cells = [code for code in CODES if code in cleaned["cells"]]
    # The first place stands first, as in the library that comes with the portal.
    cells.sort(key=lambda code: code != cleaned["primary_cell"])
    return BriefText(
        title=cleaned["title"],
        cells=tuple(cells),
        primary_cell=cleaned["primary_cell"],
        audience=tuple(cleaned["audience"]),
        hazards=tuple(cleaned["hazards"]),
        context=cleaned["context"],
        sources=cleaned["sources"],
        relevance=cleaned["relevance"],
        techniques=cleaned["techniques"],
        function=cleaned["function"],
        question=cleaned["question"],
        sensitivity=cleaned["sensitivity"],
    )


class PublishForm(forms.Form):
    """When what waits is read: at once, or from a day on."""

    publish_on = forms.DateField(
        required=False,
        label="Publish on",
        help_text="Empty: at once.",
        widget=DateInput(),
    )
    saves = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2**31 - 1)


class BecauseForm(forms.Form):
    """Why something is sent back, retired or removed."""

    because = forms.CharField(
        max_length=300, label="Why", help_text="Stays shown.", widget=_area(2)
    )
