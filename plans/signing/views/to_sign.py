"""Everything that waits for one account's signature or review in a coalition."""

from django.http import HttpResponse
from django.shortcuts import render

from coalitions.access.grants import access_of
from coalitions.coalition.models import Coalition
from plans.review.queries import REVIEWS_WAITING
from plans.signing.queries import SIGNED, waiting_for
from safety_portal.core.accounts.requests import GatedRequest


def to_sign(request: GatedRequest[Coalition], coalition: str) -> HttpResponse:
    """What the reader is asked to sign and to review, in every coalition, soonest first."""
    membership_ids = [grant.membership_id for grant in access_of(request.user).grants]
    context = {
        "coalition": request.subject,
        "signatures": waiting_for(request.user),
        "reviews": REVIEWS_WAITING.ask(held=membership_ids),
        "signed": SIGNED.ask(held=membership_ids),
    }
    return render(request, "plans/signing/sign_list.html", context)
