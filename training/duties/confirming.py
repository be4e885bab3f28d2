"""When the facts of a school are confirmed again: each August."""

from collections.abc import Iterable
from datetime import date

from django.utils import timezone

from coalitions.school_facts.models import SchoolFact

AUGUST = 8


def august_of(on: date) -> date:
    """August 1 of the school year of a day."""
    return date(on.year - (on.month < AUGUST), AUGUST, 1)


def asked_again_on(on: date) -> date:
    """The next August 1 after a day."""
    return date(august_of(on).year + 1, AUGUST, 1)


def is_to_confirm(facts: Iterable[SchoolFact], *, on: date) -> bool:
    """Whether something that is known was last answered before August 1."""
    days = [timezone.localdate(fact.answered_at) for fact in facts if fact.is_known]
    return any(day < august_of(on) for day in days)
