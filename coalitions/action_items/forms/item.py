"""What an action item says and who owns it: the forms that open one and change one."""

from datetime import date
from typing import Any

from django import forms

from coalitions.action_items.models import ActionItem
from coalitions.action_items.queries import owners_of, verifiers_of
from coalitions.coalition.models import Coalition
from coalitions.memberships.models.membership import MembershipQuerySet
from coalitions.people.models import Person, PersonQuerySet
from coalitions.people.naming import person_field
from coalitions.schools.models import School
from coalitions.seats.models import Seat
from safety_portal.core.look.layout import one_column

RESTRICTED_HINT = (
    "Then only administrators, officers and responders see that it exists. It stays so."
)
OWNER = ("owner", "owner_seat")


def day_input() -> forms.DateInput:
    """The browser's own calendar, which wants year-month-day whatever it shows."""
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


def lines(rows: int) -> forms.Textarea:
    """A field for some lines."""
    return forms.Textarea(attrs={"rows": rows})


def people_of(memberships: MembershipQuerySet) -> PersonQuerySet:
    """The people of these memberships, each once."""
    return Person.objects.filter(pk__in=memberships.values("person"))


class ItemForm(forms.Form):
    """Open an action item."""

    what = forms.CharField(
        label="What is to be done", max_length=200, help_text="Such as “Repair the gym lock”."
    )
    why = forms.CharField(
        label="Why",
        required=False,
        max_length=1000,
        widget=lines(3),
        help_text="What was seen or decided. No student names.",
    )
    due_on = forms.DateField(label="Done by", widget=day_input())
    how_checked = forms.CharField(
        label="How it will be checked",
        max_length=500,
        widget=lines(2),
        help_text="What a second person does to see that it is done: “Try the door ten times.”",
    )
    origin_words = forms.CharField(
        label="Where it came from",
        required=False,
        max_length=300,
        help_text="Such as “Fire drill of October 14”.",
    )
    is_restricted = forms.BooleanField(
        label="It tells of something restricted", required=False, help_text=RESTRICTED_HINT
    )
    layout: tuple[str, ...] = (
        *("what", "why", *OWNER, "due_on", "how_checked", "verifier", "school"),
        *("origin_words", "is_restricted"),
    )
    button = "Open the action item"

    def __init__(self, *args: Any, coalition: Coalition, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields |= _people_fields(coalition, on=on)
        if not coalition.school_id:
            schools = School.objects.filter(district=coalition.district_id).order_by("name", "pk")
            self.fields["school"] = forms.ModelChoiceField(
                schools,
                required=False,
                label="Which school it concerns",
                empty_label="The whole district",
            )
        shown = [name for name in self.layout if name in self.fields]
        self.helper = one_column(*shown, button=self.button)

    def clean(self) -> dict[str, Any]:
        """One owner: a person, or whoever holds a seat."""
        cleaned = super().clean() or self.cleaned_data
        person, seat = (cleaned.pop(name, None) for name in OWNER)
        if not self.errors.keys() & {*OWNER}:
            if person and seat:
                self.add_error("owner_seat", "Choose a person or a seat, not both.")
            elif not (person or seat):
                self.add_error("owner", "Choose who owns it: a person, or whoever holds a seat.")
        cleaned["owner"] = person or seat
        return cleaned


class ChangeForm(ItemForm):
    """Change one. Where it came from stays; so does that it is restricted."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    layout: tuple[str, ...] = (
        *("what", "why", *OWNER, "due_on", "how_checked", "verifier", "school"),
        *("is_restricted", "version"),
    )
    button = "Save the action item"

    def __init__(self, *args: Any, item: ActionItem, on: date, **kwargs: Any) -> None:
        kwargs["initial"] = {
            "what": item.what,
            "why": item.why,
            "due_on": item.due_on,
            "how_checked": item.how_checked,
            "owner_seat": item.owner_seat_id,
            "school": item.school_id,
            "is_restricted": item.is_restricted,
            "version": item.version,
        }
        super().__init__(*args, coalition=item.coalition, on=on, **kwargs)
        del self.fields["origin_words"]
        if item.is_restricted:
            self.fields["is_restricted"].disabled = True
        for name, person in (("owner", item.owner), ("verifier", item.verifier)):
            field = self.fields[name]
            if person is not None:
                is_list = isinstance(field, forms.ModelChoiceField)
                self.initial[name] = person.pk if is_list else person.name


def _people_fields(coalition: Coalition, *, on: date) -> dict[str, forms.Field]:
    held = owners_of(coalition, on=on)
    seats = Seat.objects.filter(pk__in=held.filter(seat__isnull=False).values("seat"))
    return {
        "owner": person_field(people_of(held), label="Who owns it", nobody="Nobody by name"),
        "owner_seat": forms.ModelChoiceField(
            seats,
            required=False,
            label="Or whoever holds a seat",
            empty_label="No seat",
            help_text="Then it goes with the seat when somebody else takes it.",
        ),
        "verifier": person_field(
            people_of(verifiers_of(coalition, on=on)),
            label="Who verifies it",
            nobody="Any administrator who is not its owner",
        ),
    }
