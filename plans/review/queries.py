"""The reviewer that an address names. Fetching is authorising: strangers get 404."""

from django.shortcuts import get_object_or_404

from plans.editions.queries import fetch_edition
from plans.review.models import Reviewer


def fetch_reviewer(user, *, reviewer, **where) -> Reviewer:
    """The reviewer of the address, with round and edition, or Http404."""
    edition = fetch_edition(user, **where)
    rows = Reviewer.objects.filter(round__edition=edition).select_related(
        "round__closed_by", "membership__person"
    )
    found = get_object_or_404(rows, pk=reviewer)
    found.round.edition = edition
    return found


def open_round(edition):
    """The open round of an edition, or None."""
    return edition.rounds.filter(closed_at__isnull=True).first()
