"""The file of schools that an address names. Fetching is authorising: strangers get 404."""

from django.shortcuts import get_object_or_404
from django.utils import timezone

from coalitions.directory_import.models import SchoolFile


def fetch_school_file(user, *, file, **rest) -> SchoolFile:
    """The reader's own file of schools, waiting or brought in, or Http404."""
    return get_object_or_404(SchoolFile.objects.visible_to(user, now=timezone.now()), pk=file)
