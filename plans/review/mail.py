"""Mail to reviewers."""

from plans.editions.mail import path_in, post_mail
from plans.review.models import Reviewer
from safety_portal.core.accounts.models import User
from safety_portal.core.look.wording import full_day
from safety_portal.core.notices.kinds import Kind


def ask_to_review(reviewer: Reviewer, *, by: User) -> None:
    """To a reviewer: what is asked, by when, by whom."""
    edition = reviewer.round.edition
    post_mail(
        reviewer.membership,
        key=f"review-asked:{reviewer.pk}",
        kind=Kind("review_asked"),
        heading=f"Review {edition.plan}, edition {edition.number}, by {full_day(reviewer.due_on)}",
        lines=[
            f"{by} asks you to review {edition.plan}, edition {edition.number}, for {edition.plan.coalition}.",
            f"Read it, comment where something is wrong or missing, and decide by {full_day(reviewer.due_on)}.",
        ],
        path=path_in("review_decide", edition, reviewer.pk),
        button="Read and decide",
    )


def tell_back_to_drafting(reviewer: Reviewer, *, by: User) -> None:
    """To a reviewer: nothing more is asked in this round."""
    edition = reviewer.round.edition
    post_mail(
        reviewer.membership,
        key=f"review-stopped:{reviewer.pk}",
        kind=Kind("review_stopped"),
        heading=f"The review of {edition.plan}, edition {edition.number}, has stopped",
        lines=[
            f"{by} took edition {edition.number} back to drafting. You do not need to decide now.",
            "Your comments are kept. You are asked again when it is ready.",
        ],
        path=path_in("workspace_edition", edition),
        button="Open the plan",
    )
