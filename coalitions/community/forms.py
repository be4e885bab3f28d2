"""What stands on the page, and a text in Spanish, as forms."""

from typing import Any

from django import forms

from coalitions.community.actions.settings import PageChoices
from coalitions.community.actions.translating import LONGEST
from coalitions.community.concerns import FIELD, concerns_from, lines_of
from coalitions.community.letters import letters
from coalitions.community.lifecycle import PagePart
from coalitions.community.models.page import (
    LONGEST_INTRODUCTION,
    LONGEST_PHONE,
    CommunityPage,
)
from coalitions.community.queries import programs_to_show
from coalitions.community.texts import OwnText
from safety_portal.core.look.layout import one_column
from safety_portal.core.refusals import Refused


def area(rows: int) -> forms.Textarea:
    """Some lines to write in."""
    return forms.Textarea(attrs={"rows": rows})


class PageForm(forms.Form):
    """What administrators choose for the page; cleaned to its `choices` and `saves`."""

    introduction = forms.CharField(
        required=False,
        max_length=LONGEST_INTRODUCTION,
        widget=area(3),
        help_text="Stands under the heading. Empty: one sentence of ours.",
    )
    phone = forms.CharField(
        required=False,
        max_length=LONGEST_PHONE,
        label="Telephone for questions",
        help_text="Of an office, not of a person.",
    )
    concerns = forms.CharField(
        required=False,
        max_length=3000,
        label="How to raise a concern",
        help_text="One in a line: what it is | its address with https://, or its number. "
        "The portal takes no such report.",
        widget=area(4),
    )
    left_out = forms.MultipleChoiceField(
        choices=PagePart.choices,
        required=False,
        label="Leave these parts out",
        widget=forms.CheckboxSelectMultiple,
    )
    saves = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2**31 - 1)

    def __init__(self, *args: Any, page: CommunityPage, **kwargs: Any) -> None:
        kwargs["initial"] = {
            "introduction": page.introduction,
            "phone": page.phone,
            "concerns": lines_of(page.concerns),
            "letters": page.letters,
            "left_out": page.left_out,
            "programs": list(page.programs.values_list("pk", flat=True)) if page.pk else [],
            "saves": page.saves,
        }
        super().__init__(*args, **kwargs)
        self.fields["programs"] = forms.ModelMultipleChoiceField(
            programs_to_show(page.coalition).order_by("title", "pk"),
            required=False,
            label="Programs that the page shows",
            help_text="By title, for whom, and since when.",
            widget=forms.CheckboxSelectMultiple,
        )
        self.fields["letters"] = forms.MultipleChoiceField(
            choices=[(code, str(letter)) for code, letter in letters().items()],
            required=False,
            label="Letters on file",
            widget=forms.CheckboxSelectMultiple,
        )
        order = ("introduction", "phone", "concerns", "programs", "letters", "left_out", "saves")
        self.helper = one_column(*order, button="Save")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if self.errors:
            return cleaned
        saves = cleaned.pop("saves")
        try:
            cleaned["concerns"] = concerns_from(cleaned["concerns"])
        except Refused as refused:
            self.add_error(FIELD, str(refused))
            return cleaned
        return {"saves": saves, "choices": PageChoices(**cleaned)}


class TranslationForm(forms.Form):
    """A text in Spanish, with the fingerprint of the English that it is made from."""

    spanish = forms.CharField(
        max_length=LONGEST,
        label="In Spanish",
        help_text="Plain text; an empty line begins a paragraph. A native reader checks it.",
        widget=area(8),
    )
    of_hash = forms.CharField(widget=forms.HiddenInput, max_length=64)

    def __init__(self, *args: Any, own: OwnText, of_hash: str, **kwargs: Any) -> None:
        kwargs["initial"] = {"spanish": own.spanish, "of_hash": of_hash}
        super().__init__(*args, **kwargs)
        self.fields["spanish"].widget.attrs["lang"] = "es"
        self.helper = one_column(*self.fields, button="Save the Spanish")
