"""Freezing an edition, so that it can be signed."""

from datetime import timedelta

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone

from coalitions.memberships.signing_seats import holders_by_seat, signing_seats
from plans.editions import locks
from plans.editions.forms.common_fields import DueForm
from plans.editions.lifecycle import EditionStatus
from plans.editions.views.frame import frame_of
from plans.review.queries import open_round
from plans.signing.actions import freezing
from plans.signing.checklist import checklist
from safety_portal.core.web.posting import done_by, posted, status_of

SIGNING_TAKES = timedelta(days=14)


def freeze(request, coalition, plan, edition):
    """Ask once more before freezing, with what a computer can see and whom it asks.

    POST freezes.
    """
    edition = request.subject
    locks.check(edition, EditionStatus.AWAITING_SIGNATURES)
    on = timezone.localdate()
    form = DueForm(posted(request), initial={"due_on": on + SIGNING_TAKES})
    form.fields["due_on"].label = "Sign by"
    if done_by(form, freezing.freeze, edition=edition, by=request.user):
        messages.success(
            request, f"Edition {edition.number} is frozen. Its signers are asked by e-mail."
        )
        return redirect("signing_signatures", coalition, plan, edition.number)
    held = holders_by_seat(edition.plan.coalition, on=on)
    seats = [(seat, held.get(seat.pk, [])) for seat in signing_seats(edition.plan.coalition)]
    round_ = open_round(edition)
    waiting = round_.reviewers.filter(decision="").count() if round_ else 0
    context = {
        "lines": checklist(edition),
        "seats": seats,
        "asked": sum(len(holders) for _, holders in seats),
        "round": round_,
        "waiting": waiting,
        "is_early": bool(waiting),
        "form": form,
    }
    return render(
        request,
        "plans/signing/sign_freeze.html",
        frame_of(edition, "review_ask" if round_ else "workspace_edition") | context,
        status=status_of(form),
    )
