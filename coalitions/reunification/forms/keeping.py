"""Roles, rehearsals and kits as forms."""

from datetime import date
from typing import Any

from crispy_forms.layout import Fieldset
from django import forms
from django.db.models import QuerySet

from coalitions.coalition.models import Coalition
from coalitions.people.models import Person
from coalitions.people.naming import NamedPerson, person_field
from coalitions.reunification.actions.roles import FIELDS, Named
from coalitions.reunification.content import ITEMS, REHEARSALS
from coalitions.reunification.forms.site import NO_NAMES, line
from coalitions.reunification.models.kit import Kit
from coalitions.reunification.models.role_holder import RANKS, RoleHolder
from coalitions.reunification.queries import RoleRow, people_for_roles, people_of_school
from safety_portal.core.look.dates import DateInput
from safety_portal.core.look.layout import one_column

RANK_LABELS = {1: "First", 2: "First alternate", 3: "Second alternate"}
NOBODY = "Nobody yet"


def text(label: str, hint: str, *, most: int, rows: int = 3) -> forms.CharField:
    """A field for some lines."""
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, help_text=hint, max_length=most, widget=widget)


class RoleForm(forms.Form):
    """Who fills a role: three people, each of the coalition, or named where they work elsewhere.

    People of other schools are not listed: a school's administrators know whom they ask.
    """

    def __init__(
        self, *args: Any, coalition: Coalition, row: RoleRow, on: date, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        own = people_of_school(coalition, on=on)
        everybody = people_for_roles(coalition, on=on)
        keys, groups = set(own.values_list("pk", flat=True)), []
        for rank, holder in zip(RANKS, row.holders, strict=True):
            self._add_rank(rank, own, everybody)
            if holder and holder.pk not in row.has_left:
                self._show(rank, holder, is_own=holder.person_id in keys)
            names = (f"person_{rank}", f"other_{rank}", f"elsewhere_{rank}")
            groups.append(Fieldset(RANK_LABELS[rank], *names))
        self.helper = one_column(*groups, button="Save the role")

    def _add_rank(self, rank: int, own: QuerySet[Person], everybody: QuerySet[Person]) -> None:
        self.fields[f"person_{rank}"] = person_field(own, label="Who", nobody=NOBODY)
        self.fields[f"other_{rank}"] = NamedPerson(
            people=everybody,
            label="Or somebody of another building of the district",
            help_text="Name or e-mail address.",
        )
        self.fields[f"elsewhere_{rank}"] = forms.BooleanField(
            required=False, label="Works in another building"
        )

    def _show(self, rank: int, holder: RoleHolder, *, is_own: bool) -> None:
        """Begin with who fills it."""
        is_list = isinstance(self.fields[f"person_{rank}"], forms.ModelChoiceField)
        if is_own and is_list:
            self.initial[f"person_{rank}"] = holder.person_id
        else:
            self.initial[f"person_{rank}" if is_own else f"other_{rank}"] = holder.person.name
        self.initial[f"elsewhere_{rank}"] = holder.is_from_elsewhere or not is_own

    def clean(self) -> dict[str, Any]:
        cleaned, holders = super().clean() or self.cleaned_data, []
        for rank, field in zip(RANKS, FIELDS, strict=True):
            person, other = cleaned.get(field), cleaned.get(f"other_{rank}")
            if person and other:
                self.add_error(f"other_{rank}", "Choose one: a person above, or this one.")
            is_from_elsewhere = bool(other or (person and cleaned.get(f"elsewhere_{rank}")))
            holders.append(Named(person or other, is_from_elsewhere))
        return {"holders": holders}


class RehearsalForm(forms.Form):
    """Which rehearsal is planned, for when, and what it is to practise."""

    kind = forms.ChoiceField(
        label="Kind", choices=[(kind.code, f"{kind.title}: {kind.every}") for kind in REHEARSALS]
    )
    takes_place_on = forms.DateField(
        label="Day",
        widget=DateInput(),
        help_text="A day that is past: you write down next what it showed.",
    )
    practised = text(
        "What is practised", f"In a sentence: the first site is lost. {NO_NAMES}", most=500
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = one_column(*self.fields, button="Plan the rehearsal")


class WriteUpForm(forms.Form):
    """What a rehearsal showed, in words and numbers."""

    learned = text(
        "What it showed",
        f"What went well, what did not, what has to be mended. {NO_NAMES}",
        most=2000,
        rows=5,
    )
    people = forms.IntegerField(
        label="How many people took part", required=False, min_value=1, max_value=100_000
    )
    minutes_to_first_release = forms.IntegerField(
        label="Minutes from the decision to the first release",
        required=False,
        min_value=1,
        max_value=1440,
        help_text="Empty where no clock ran, as at a tabletop. Wanted: 70 or less, which is ours.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = one_column(*self.fields, button="Record what it showed")


class BecauseForm(forms.Form):
    """Why a rehearsal is not held."""

    because = text("Why", "Stays in the record.", most=500, rows=2)


class KitForm(forms.Form):
    """Where a kit stands, and what belongs in it."""

    place = line("Where it stands", "District office, shelf 4.", required=True)
    items = forms.MultipleChoiceField(
        label="What belongs in it",
        choices=[(item.code, f"{item.title}: {item.quantity}") for item in ITEMS],
        initial=[item.code for item in ITEMS],
        widget=forms.CheckboxSelectMultiple,
        help_text="The quantities are ours. Sealed lists are paper and stay in the kit.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = one_column("place", "items", button="Add the kit")


class CheckForm(forms.Form):
    """What somebody found who looked through a kit."""

    checked_on = forms.DateField(label="Looked through on", widget=DateInput())
    looked = line("Who looked", "Front office; Marcus Adeyemi.", required=True)
    note = forms.CharField(
        label="What has to be got",
        required=False,
        max_length=500,
        help_text=NO_NAMES,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args: Any, kit: Kit, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["found"] = forms.MultipleChoiceField(
            label="What is there, whole and in date",
            required=False,
            choices=[
                (item.code, f"{item.title}: {item.quantity}")
                for item in ITEMS
                if item.code in kit.items
            ],
            widget=forms.CheckboxSelectMultiple,
            help_text="Tick what you found. What is left empty is missing.",
        )
        self.helper = one_column("checked_on", "looked", "found", "note", button="Record the check")
