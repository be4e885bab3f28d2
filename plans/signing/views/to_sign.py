"""Everything that waits for one account's signature or review in a coalition."""

from django.db.models import Q
from django.shortcuts import render

from coalitions.access.grants import standing_of
from plans.review.models import Reviewer
from plans.signing.lifecycle import SignatureState
from plans.signing.models import Signature
from plans.signing.queries import waiting_for
from safety_portal.core.database.kept_queries import Among, KeptQuery, ListSlot

HELD, SIGNED_SHOWN = ListSlot("held"), 10


def _reviews():
    rows = Reviewer.objects.filter(
        Among("membership_id", HELD), decision="", round__closed_at__isnull=True
    )
    rows = rows.select_related("round__edition__plan__coalition").defer("round__edition__facts")
    return rows.order_by("due_on", "id")


def _signed():
    by_me = Q(Among("membership_id", HELD), designee__isnull=True) | Q(Among("designee_id", HELD))
    rows = Signature.objects.filter(by_me, state=SignatureState.SIGNED)
    rows = rows.select_related("edition__plan__coalition").defer("edition__facts")
    return rows.order_by("-decided_at")[:SIGNED_SHOWN]


REVIEWS, SIGNED = KeptQuery(_reviews), KeptQuery(_signed)


def to_sign(request, coalition):
    """What the reader is asked to sign and to review, in every coalition, soonest first."""
    held = [hold.membership_id for hold in standing_of(request.user).holds]
    context = {
        "coalition": request.subject,
        "signatures": waiting_for(request.user),
        "reviews": REVIEWS.ask(held=held),
        "signed": SIGNED.ask(held=held),
    }
    return render(request, "plans/signing/sign_list.html", context)
