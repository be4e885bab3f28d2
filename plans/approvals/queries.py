"""The vote that an address names, the one that counts, and what is missing. Strangers get 404."""

from typing import Any

from django.db.models import BigIntegerField
from django.shortcuts import get_object_or_404

from plans.approvals.models import Approval, ApprovalQuerySet
from plans.editions.models.edition import Edition
from plans.editions.queries import fetch_edition
from safety_portal.core.accounts.models import User
from safety_portal.core.database.kept_queries import KeptQuery, Slot
from safety_portal.core.look.wording import full_day


def fetch_approval(user: User, *, approval: int, **where: Any) -> Approval:
    """The vote of the address, with its edition, or Http404."""
    edition = fetch_edition(user, **where)
    rows = Approval.objects.filter(edition=edition).select_related(
        "recorded_by", "voided_by", "minutes_added_by"
    )
    approval_row = get_object_or_404(rows, pk=approval)
    approval_row.edition = edition
    return approval_row


def _votes() -> ApprovalQuerySet:
    rows = Approval.objects.filter(edition=Slot("edition", BigIntegerField())).order_by(
        "-voted_on", "-id"
    )
    return rows.select_related("recorded_by", "minutes_added_by", "voided_by")


VOTES = KeptQuery(_votes)


def votes_of(edition: Edition) -> tuple[list[Approval], list[Approval]]:
    """(the votes that stand, the one that counts first; the voided ones), ready for a page.

    One query.
    """
    votes = VOTES.ask(edition=edition.pk)
    for vote in votes:
        vote.edition = edition
    return [vote for vote in votes if vote.voided_at is None], [
        vote for vote in votes if vote.voided_at
    ]


def missing_vote(edition: Edition) -> str:
    """The sentence that says which vote keeps the edition from coming into force; "" where none is
    asked, or it approved.

    The newest vote counts: a board that did not approve may vote again.
    """
    board = edition.plan.coalition.approving_board
    if not board:
        return ""
    vote = edition.approvals.standing().first()
    if vote is None:
        return f"{board} has not voted on this edition."
    if vote.is_approved:
        return ""
    return f"{vote.body} did not approve this edition on {full_day(vote.voted_on)}. A later vote has to approve it."
