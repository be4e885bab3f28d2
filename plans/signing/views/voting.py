"""Recording how the board voted on an edition: the one step of a vote after which nothing may be
missing any more.
"""

from functools import partial

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from plans.approvals import actions
from plans.approvals.forms import VoteForm
from plans.approvals.standing import VOTED_ON
from plans.editions import locks
from plans.editions.models.edition import Edition
from plans.editions.views.frame import frame_of
from plans.signing.actions import signing
from safety_portal.core.accounts.requests import GatedRequest
from safety_portal.core.web.posting import done_by, posted, status_of, uploaded


def record(request: GatedRequest[Edition], coalition: str, plan: int, edition: int) -> HttpResponse:
    """Record how the board voted, with where its minutes tell it."""
    subject = request.subject
    board = subject.plan.coalition.approving_board
    initial = {"voted_on": timezone.localdate()}
    form = VoteForm(posted(request), uploaded(request), board=board, initial=initial)
    record_vote = partial(actions.record_vote, then=signing.tell_if_complete)
    if done_by(form, record_vote, edition=subject, by=request.user):
        messages.success(request, "The vote is recorded.")
        return redirect("signing_signatures", coalition, plan, subject.number)
    if not form.is_bound:
        locks.require_status(subject, *VOTED_ON)
    context = frame_of(subject, "signing_signatures") | {"form": form, "board": board}
    return render(request, "plans/signing/sign_vote.html", context, status=status_of(form))
