"""The person that an address names, and the people of a coalition. Fetching is authorising.

Strangers get 404.
"""

from dataclasses import dataclass

from django.shortcuts import get_object_or_404

from coalitions.coalition.models import Coalition
from coalitions.coalition.queries import fetch_coalition
from coalitions.people.models import Person, PersonQuerySet
from safety_portal.core.accounts.models import User


@dataclass(frozen=True)
class RecordHere:
    """Somebody's record, on the pages of one coalition that sees it."""

    person: Person
    coalition: Coalition


@dataclass(frozen=True)
class RecordPair(RecordHere):
    """The same with `other`, another record of the district."""

    other: Person


def people_of(coalition: Coalition) -> PersonQuerySet:
    """The records that a coalition’s administrators may look up: of its members, past ones too.

    In a district’s, all.
    """
    known = Person.objects.known().filter(district_id=coalition.district_id)
    return (
        known.filter(memberships__coalition=coalition).distinct() if coalition.school_id else known
    )


def fetch_person(user: User, *, coalition: str, person: int, **rest: str | int) -> RecordHere:
    """Somebody's record as the coalition of the address sees it, or Http404: its members, of a
    district’s everybody.
    """
    here = fetch_coalition(user, coalition=coalition)
    people = people_of(here).select_related("account", "district")
    return RecordHere(get_object_or_404(people, pk=person), here)


def fetch_pair(
    user: User, *, coalition: str, person: int, other: int, **rest: str | int
) -> RecordPair:
    """The record of `person` with the one of `other`, or Http404."""
    kept, gone = (fetch_person(user, coalition=coalition, person=each) for each in (person, other))
    return RecordPair(kept.person, kept.coalition, gone.person)
