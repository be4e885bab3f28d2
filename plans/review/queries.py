"""The reviewer that an address names. Fetching is authorising: strangers get 404."""

from django.shortcuts import get_object_or_404

from plans.editions.queries import fetch_edition
from plans.review.models import Reviewer
from safety_portal.core.database.kept_queries import Among, KeptQuery, ListSlot


def fetch_reviewer(user, *, reviewer, **where) -> Reviewer:
    """The reviewer of the address, with round and edition, or Http404."""
    edition = fetch_edition(user, **where)
    rows = Reviewer.objects.filter(round__edition=edition).select_related(
        "round__closed_by", "membership__person"
    )
    reviewer_row = get_object_or_404(rows, pk=reviewer)
    reviewer_row.round.edition = edition
    return reviewer_row


def open_round(edition):
    """The open round of an edition, or None."""
    return edition.rounds.filter(closed_at__isnull=True).first()


def newest_reviewers(edition):
    """The reviewers of the newest round of an edition, in the order of asking. One query."""
    rows = Reviewer.objects.filter(round__edition=edition).select_related(
        "membership__person", "round"
    )
    rows = list(rows.order_by("-round__number", "id"))
    return [row for row in rows if row.round_id == rows[0].round_id]


def _waiting():
    rows = Reviewer.objects.filter(
        Among("membership_id", ListSlot("held")), decision="", round__closed_at__isnull=True
    )
    rows = rows.select_related("round__edition__plan__coalition").defer("round__edition__facts")
    return rows.order_by("due_on", "id")


# Whose decision is waited for, of some memberships (`held`, their keys), soonest due first.
REVIEWS_WAITING = KeptQuery(_waiting)
