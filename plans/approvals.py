"""How the board of a coalition stands to an edition: the vote that counts, and what is missing. Pure questions."""

from django.db.models import BigIntegerField

from plans.models import Approval
from safety_portal.kept_queries import KeptQuery, Slot
from safety_portal.look.wording import full_day


def _votes():
    rows = Approval.objects.filter(edition=Slot("edition", BigIntegerField())).order_by("-voted_on", "-id")
    return rows.select_related("recorded_by", "minutes_added_by", "voided_by")


VOTES = KeptQuery(_votes)


def votes_of(edition):
    """(the votes that stand, the one that counts first; the voided ones), ready for a page. One query."""
    votes = VOTES.ask(edition=edition.pk)
    return [vote for vote in votes if vote.voided_at is None], [vote for vote in votes if vote.voided_at]


def missing_vote(edition):
    """The sentence that says which vote keeps the edition from coming into force; "" where none is asked, or it approved.

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
