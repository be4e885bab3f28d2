"""The Word file that an address names. Fetching is authorising: strangers get 404."""

from django.shortcuts import get_object_or_404

from plans.word_in.models.word_file import WordFile
from safety_portal.core.accounts.models import User


def fetch_word_file(user: User, *, coalition: str, file: int, **rest: str | int) -> WordFile:
    """The Word file of the address that the account brought itself, with its coalition, or Http404."""
    visible = (
        WordFile.objects.visible_to(user)
        .select_related("coalition__district", "coalition__school")
        .defer("content")
    )
    return get_object_or_404(visible, pk=file, coalition__slug=coalition)
