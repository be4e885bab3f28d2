"""Whose contact nobody needs any more."""

from datetime import date

from django.db.models import Max, Q, QuerySet

from coalitions.people.models import Person


def forgettable(*, before: date) -> QuerySet[Person]:
    """People who can be forgotten.

    Every membership ended before the day, and no account that can sign in. A queryset.
    """
    last = (
        Person.objects.known()
        .filter(memberships__isnull=False)
        .annotate(last=Max("memberships__ends_on"))
    )
    gone = (
        last.filter(last__lt=before)
        .exclude(memberships__ends_on__isnull=True)
        .exclude(account__is_active=True)
    )
    kept = ~Q(email="") | ~Q(phone="") | Q(roster_identities__isnull=False)
    return Person.objects.filter(pk__in=gone.filter(kept).values("pk")).order_by("pk")
