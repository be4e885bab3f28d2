"""Everything that waits for one account's signature or review in a coalition."""

from django.shortcuts import render

from coalitions.access.grants import standing_of
from plans.review.queries import REVIEWS_WAITING
from plans.signing.queries import SIGNED, waiting_for


def to_sign(request, coalition):
    """What the reader is asked to sign and to review, in every coalition, soonest first."""
    held = [hold.membership_id for hold in standing_of(request.user).holds]
    context = {
        "coalition": request.subject,
        "signatures": waiting_for(request.user),
        "reviews": REVIEWS_WAITING.ask(held=held),
        "signed": SIGNED.ask(held=held),
    }
    return render(request, "plans/signing/sign_list.html", context)
