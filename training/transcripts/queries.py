"""The transcript that an address names. Fetching is authorising: strangers get 404."""

from django.shortcuts import get_object_or_404
from django.utils import timezone

from safety_portal.core.accounts.models import User
from training.transcripts.models import TrainingFile


def fetch_training_file(
    user: User, *, coalition: str, file: int, **rest: str | int
) -> TrainingFile:
    """The reader's own transcript in the coalition of the address, waiting or imported, or
    Http404.

    Without its content, which may be megabytes and is read where it is asked for.
    """
    files = (
        TrainingFile.objects.visible_to(user, now=timezone.now())
        .filter(coalition__slug=coalition)
        .defer("content")
    )
    return get_object_or_404(
        files.select_related("coalition__district", "coalition__school", "person", "work"), pk=file
    )
