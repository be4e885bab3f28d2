"""The demo and real districts never share a database: which of them is here."""

from django.conf import settings
from django.db.models import QuerySet

from coalitions.schools.models import District


def is_here() -> bool:
    """Whether the database holds the demo district."""
    return District.objects.filter(nces_id=settings.DEMO_DISTRICT).exists()


def others() -> QuerySet[District]:
    """Districts for which the demo is no place beside.

    Where it is not here yet, every one: somebody brought them in. Where it is, those with a
    coalition; a directory that was imported to try that out does no harm.
    """
    found = District.objects.exclude(nces_id=settings.DEMO_DISTRICT)
    return found.filter(coalitions__isnull=False).distinct() if is_here() else found
