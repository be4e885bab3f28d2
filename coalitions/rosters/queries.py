"""The roster that an address names. Fetching is authorising: strangers get 404."""

from django.shortcuts import get_object_or_404
from django.utils import timezone

from coalitions.rosters.models import PeopleFile
from safety_portal.core.accounts.models import User


def fetch_people_file(user: User, *, coalition: str, file: int, **rest: str | int) -> PeopleFile:
    """The reader's own roster in the coalition of the address, waiting or imported, with that
    coalition, or Http404.
    """
    files = PeopleFile.objects.visible_to(user, now=timezone.now()).filter(
        coalition__slug=coalition
    )
    return get_object_or_404(
        files.select_related("coalition__district", "coalition__school"), pk=file
    )
