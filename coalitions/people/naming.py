"""Somebody is chosen from a list, or named where the list would be longer than anybody reads."""

from typing import Any, TypeVar

from django import forms
from django.db.models import Q, QuerySet

from coalitions.people.models import Person

# A coalition of ten thousand would send ten thousand options with each page.
MOST_LISTED = 100
Row = TypeVar("Row")


def listed(people: "QuerySet[Person, Row]") -> list[Row] | None:
    """The rows of a queryset of people to choose from.

    None where there are more than a list is good for. One query.
    """
    few = list(people[: MOST_LISTED + 1])
    return few if len(few) <= MOST_LISTED else None


class NamedPerson(forms.CharField):
    """One of `people`, a queryset, by name or e-mail address.

    Cleaned to the person, None where nothing is typed.
    """

    def __init__(self, *, people: "QuerySet[Person]", **kwargs: Any) -> None:
        super().__init__(required=False, max_length=254, **kwargs)
        self.people = people

    def clean(self, value: Any) -> Person | None:
        """Raises ValidationError for a name that nobody has, or several have."""
        named = super().clean(value)
        if not named:
            return None
        called = Q(name__iexact=named) | Q(email__iexact=named) | Q(account__email__iexact=named)
        people = list(self.people.filter(called)[:2])
        if not people:
            raise forms.ValidationError(
                "Nobody here has this name or address. Look it up in the list of people."
            )
        if len(people) > 1:
            raise forms.ValidationError(
                "Several people here have this name. Type the e-mail address."
            )
        return people[0]


def person_field(
    people: "QuerySet[Person]", *, label: str, nobody: str, help_text: str = ""
) -> forms.Field:
    """A field for one of `people`: a list to choose from, or a line to type a name in.

    `nobody` says what choosing none means. One query.
    """
    few = listed(people.order_by("name", "pk").values_list("pk", "name"))
    if few is None:
        hint = "Name or e-mail address, as in the list of people."
        return NamedPerson(people=people, label=label, help_text=f"{hint} {help_text}".strip())
    field = forms.ModelChoiceField(
        people, required=False, label=label, help_text=help_text, empty_label=nobody
    )
    # They were read already: drawn without asking again.
    field.choices = [("", nobody), *few]
    return field
