"""What a review offers the agenda of a meeting: each round that is open, and who is asked."""

from collections.abc import Iterator
from datetime import date

from django.db.models import Count, Q

from coalitions.coalition.models import Coalition
from coalitions.meetings.lifecycle import Wanted
from coalitions.meetings.offers import MOST, OfferedLine
from plans.editions.lifecycle import EditionStatus
from plans.review.models import ReviewRound
from safety_portal.core.look.wording import counted, full_day
from safety_portal.core.web.addresses import address


def reviews_waiting(coalition: Coalition, *, on: date, since: date | None) -> Iterator[OfferedLine]:
    """Each plan whose review is open: decisions that wait, and until when. One query."""
    rounds = ReviewRound.objects.filter(
        closed_at__isnull=True,
        edition__status=EditionStatus.IN_REVIEW,
        edition__plan__coalition=coalition,
    ).select_related("edition__plan")
    waiting = Count("reviewers", filter=Q(reviewers__decided_at__isnull=True))
    for round_ in rounds.annotate(waiting=waiting).order_by("due_on", "id")[:MOST]:
        plan, number = round_.edition.plan, round_.edition.number
        missing = counted(round_.waiting, "decision waits", "decisions wait")
        yield OfferedLine(
            key=f"review:{round_.pk}",
            title=f"{plan.title}, edition {number}: review"[:200],
            wanted=Wanted.REPORT,
            words=f"{missing}; due {full_day(round_.due_on)}",
            path=address("workspace_edition", coalition.slug, plan.pk, number),
            minutes=10,
        )
