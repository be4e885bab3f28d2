"""The person that an address names, and the people of a coalition. Fetching is authorising.

Strangers get 404.
"""

from django.shortcuts import get_object_or_404

from coalitions.coalition.queries import fetch_coalition
from coalitions.people.models import Person


def people_of(coalition):
    """The records that a coalition’s administrators may look up: of its members, past ones too.

    In a district’s, all.
    """
    known = Person.objects.known().filter(district_id=coalition.district_id)
    return (
        known.filter(memberships__coalition=coalition).distinct() if coalition.school_id else known
    )


def fetch_person(user, *, coalition, person, **rest):
    """Somebody's record as `.coalition`, the one of the address, sees it, or Http404.

    Its members, of a district’s everybody.
    """
    found = fetch_coalition(user, coalition=coalition)
    people = people_of(found).select_related("account", "district")
    person = get_object_or_404(people, pk=person)
    person.coalition = found
    return person


def fetch_pair(user, *, coalition, person, other, **rest):
    """The record of `person` with the one of `other` as `.other`, or Http404."""
    found = fetch_person(user, coalition=coalition, person=person)
    found.other = fetch_person(user, coalition=coalition, person=other)
    return found
