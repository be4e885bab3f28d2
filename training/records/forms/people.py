"""Whose training it is.

Chosen from a list, or named where the list would be longer than anybody reads.
"""

from django import forms
from django.db.models import Q

# A coalition of ten thousand would send ten thousand options with each page.
MOST_LISTED = 100


def listed(people):
    """The rows of a queryset of people to choose from.

    None where there are more than a list is good for. One query.
    """
    few = list(people[: MOST_LISTED + 1])
    return few if len(few) <= MOST_LISTED else None


class NamedPerson(forms.CharField):
    """One of `people`, a queryset, by name or e-mail address.

    Cleaned to the person, None where nothing is typed.
    """

    def __init__(self, *, people, **kwargs):
        super().__init__(required=False, max_length=254, **kwargs)
        self.people = people

    def clean(self, value):
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
