"""The file of schools that an address names. Fetching is authorising: strangers get 404."""

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.utils import timezone

from coalitions.coalition.models import Coalition
from coalitions.directory_import.models import SchoolFile
from coalitions.schools import policies
from coalitions.schools.models import District
from safety_portal.core.accounts.models import User


def fetch_school_file(user: User, *, file: int, **rest: str | int) -> SchoolFile:
    """The reader's own file of schools, waiting or imported, or Http404."""
    files: QuerySet[SchoolFile] = SchoolFile.objects.visible_to(user, now=timezone.now())
    return get_object_or_404(files, pk=file)


def own_district(user: User) -> District | None:
    """The one district whose rows the reader imports, or None for the operator and for
    administrators of several.
    """
    districts = policies.administered_districts(user)
    if user.is_superuser or len(districts) != 1:
        return None
    return District.objects.get(pk__in=districts)


def own_schools(user: User) -> Coalition | None:
    """Coalition of the district whose list of schools is the way back, or None for the operator."""
    districts = policies.administered_districts(user)
    return (
        Coalition.objects.of_member(user)
        .filter(district_id__in=districts, school__isnull=True)
        .first()
    )


def scope_in_words(user: User) -> str:
    """The names of the districts whose rows count; empty for the operator, for whom all do."""
    if user.is_superuser:
        return ""
    names = District.objects.filter(pk__in=policies.administered_districts(user)).order_by("name")
    return ", ".join(names.values_list("name", flat=True))
