"""The file of schools that an address names. Fetching is authorising: strangers get 404."""

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.utils import timezone

from coalitions.directory_import.models import SchoolFile
from safety_portal.core.accounts.models import User


def fetch_school_file(user: User, *, file: int, **rest: str | int) -> SchoolFile:
    """The reader's own file of schools, waiting or brought in, or Http404."""
    files: QuerySet[SchoolFile] = SchoolFile.objects.visible_to(user, now=timezone.now())
    return get_object_or_404(files, pk=file)
