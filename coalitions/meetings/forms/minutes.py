"""Lines of an agenda, words under them, decisions, attendance, corrections."""

from typing import Any

from django import forms
from django.utils import timezone

from coalitions.access.roles import Sensitivity
from coalitions.action_items.queries import owners_of
from coalitions.meetings.lifecycle import Answer, Wanted
from coalitions.meetings.models.agenda import AgendaLine
from coalitions.meetings.models.draft import MinutesDraft
from coalitions.people.models import Person
from coalitions.seats.models import Seat
from safety_portal.core.files.uploads import Upload, accept_document
from safety_portal.core.look.dates import DateInput
from safety_portal.core.look.layout import one_column
from safety_portal.core.refusals import Refused

# As much as a long meeting says about one thing. The page sets no limit itself: a browser would
# cut off what is pasted without a word.
LONGEST_TEXT = 20_000
TOO_LONG = (
    f"“%(line)s” has more than {LONGEST_TEXT:,} characters, so nothing was saved yet. Leave some"
    " of it out, or divide it among two items."
)
# More than anybody looks through; the others get theirs on the page of action items.
MOST_OWNERS = 300
READERS = [
    (Sensitivity.PUBLIC, "Everybody"),
    (Sensitivity.MEMBERS, "Members, not parents and students"),
    (Sensitivity.RESTRICTED, "Administrators, officers and responders"),
]


class LineForm(forms.Form):
    """One line of an agenda."""

    title = forms.CharField(max_length=200, label="Item", help_text="No student names.")
    wanted = forms.ChoiceField(choices=Wanted.choices, label="Wanted", initial=Wanted.DISCUSS)
    sensitivity = forms.ChoiceField(
        choices=READERS, label="Who reads it", initial=Sensitivity.MEMBERS
    )
    brought_by = forms.CharField(required=False, max_length=200, label="Brought by")
    minutes = forms.IntegerField(required=False, min_value=1, max_value=600, label="Minutes for it")

    def __init__(self, *args: Any, line: AgendaLine | None = None, **kwargs: Any) -> None:
        if line:
            kwargs["initial"] = {name: getattr(line, name) for name in self.base_fields}
        super().__init__(*args, **kwargs)
        button = "Save this item" if line else "Put it on the agenda"
        self.helper = one_column(*self.fields, button=button)


class PlaceForm(forms.Form):
    """Where on the agenda a line shall stand."""

    place = forms.IntegerField(min_value=1, max_value=1000)


class AnswerForm(forms.Form):
    """I come, or I cannot."""

    answer = forms.ChoiceField(choices=Answer.choices)


class MinutesForm(forms.Form):
    """Words under each line, with the version that the writer had before them; who else was there.

    Begins with the writer's own `draft` where there is one. Cleaned to `texts`, (text, version) by
    line, and `guests`.
    """

    guests = forms.CharField(
        required=False, max_length=500, label="Others present", help_text="No student names."
    )

    def __init__(
        self,
        *args: Any,
        lines: list[AgendaLine],
        guests: str,
        draft: MinutesDraft | None = None,
        **kwargs: Any,
    ) -> None:
        kwargs["initial"] = {"guests": draft.guests if draft else guests}
        super().__init__(*args, **kwargs)
        self.lines = lines
        for line in lines:
            typed = draft.text_of(line.pk) if draft else None
            text, version = typed or (line.text, line.version)
            self.fields[f"text_{line.pk}"] = forms.CharField(
                required=False,
                max_length=LONGEST_TEXT,
                initial=text,
                label=f"What was said: {line}",
                widget=forms.Textarea(attrs={"rows": 4}),
                error_messages={"max_length": TOO_LONG % {"line": line}},
            )
            self.fields[f"version_{line.pk}"] = forms.IntegerField(
                min_value=0, initial=version, widget=forms.HiddenInput
            )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        texts = {
            line.pk: (cleaned[f"text_{line.pk}"], cleaned[f"version_{line.pk}"])
            for line in self.lines
            if f"text_{line.pk}" in cleaned and f"version_{line.pk}" in cleaned
        }
        return {"texts": texts, "guests": cleaned.get("guests", "")}


class DecisionForm(forms.Form):
    """What was decided, and the vote."""

    text = forms.CharField(
        max_length=1000, label="Decision", widget=forms.Textarea(attrs={"rows": 2})
    )
    votes_for = forms.IntegerField(required=False, min_value=0, max_value=9999, label="For")
    votes_against = forms.IntegerField(required=False, min_value=0, max_value=9999, label="Against")
    abstained = forms.IntegerField(required=False, min_value=0, max_value=9999, label="Abstained")
    recused = forms.ModelMultipleChoiceField(
        required=False,
        queryset=Person.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        label="Recused",
        help_text="Those who took no part in it.",
    )

    def __init__(self, *args: Any, people: list[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["recused"]
        field.queryset = Person.objects.filter(  # type: ignore[attr-defined]
            pk__in=[person.pk for person in people]
        ).order_by("name", "pk")
        self.helper = one_column(*self.fields, button="Record this decision")


class ItemForm(forms.Form):
    """An action item out of a line; the owner is a person, or a seat and so whoever holds it."""

    what = forms.CharField(max_length=200, label="What is to be done")
    owner = forms.ChoiceField(label="Who does it")
    due_on = forms.DateField(label="Until", widget=DateInput())
    how_checked = forms.CharField(
        max_length=500,
        label="How somebody checks it",
        help_text="Such as “try the door ten times”.",
    )

    def __init__(self, *args: Any, line: AgendaLine, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        coalition, today = line.meeting.coalition, timezone.localdate()
        restricted = line.sensitivity == Sensitivity.RESTRICTED
        held = owners_of(coalition, is_restricted=restricted, on=today)
        rows = list(held.select_related("person", "seat").order_by("person__name")[:MOST_OWNERS])
        people = {f"person:{each.person_id}": each.person for each in rows}
        seats = {f"seat:{each.seat_id}": each.seat for each in rows if each.seat}
        self.owners: dict[str, Person | Seat] = {**people, **seats}
        self.fields["owner"].choices = [  # type: ignore[attr-defined]
            ("", "Choose"),
            ("People", [(key, str(one)) for key, one in people.items()]),
            ("Whoever holds the seat", [(key, str(one)) for key, one in seats.items()]),
        ]
        self.helper = one_column(*self.fields, button="Open this action item")

    def clean_owner(self) -> Person | Seat:
        return self.owners[self.cleaned_data["owner"]]


class SheetForm(forms.Form):
    """A photo or scan of the attendance sheet; cleaned to an uploads.Upload."""

    file = forms.FileField(
        label="Photo or scan of the attendance sheet",
        widget=forms.ClearableFileInput(attrs={"accept": "image/*,.heic,.pdf"}),
        help_text="PDF, JPEG, PNG or HEIC, up to 25 MB.",
    )

    def clean_file(self) -> Upload:
        try:
            return accept_document(self.cleaned_data["file"])
        except Refused as refused:
            raise forms.ValidationError(str(refused)) from refused


class CorrectionForm(forms.Form):
    """What the minutes should have said."""

    text = forms.CharField(
        max_length=LONGEST_TEXT,
        label="What the minutes should have said",
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    sensitivity = forms.ChoiceField(
        choices=READERS, label="Who reads it", initial=Sensitivity.MEMBERS
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = one_column(*self.fields, button="Add this correction")
