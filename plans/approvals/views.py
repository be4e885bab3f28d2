"""How a board voted on an edition: recording it, adding its minutes, voiding it."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone

from plans.approvals import actions
from plans.approvals.forms import MinutesForm, VoteForm
from plans.approvals.queries import votes_of
from plans.editions.actions import locks
from plans.editions.views.frame import because_form, did, frame_of, posted
from safety_portal.core.files import uploads


def votes_on_page(edition):
    """For the page of signatures.

    The votes that stand, the one that counts first, and the voided ones.
    """
    standing, voided = votes_of(edition)
    return {
        "votes": standing,
        "voided_votes": voided,
        "board": edition.plan.coalition.approving_board,
        "may_vote": edition.status in actions.VOTED_ON,
    }


def record(request, coalition, plan, edition):
    """Record how the board voted, with where its minutes tell it."""
    edition = request.subject
    locks.require_status(edition, *actions.VOTED_ON)
    board = edition.plan.coalition.approving_board
    form = VoteForm(
        request.POST or None,
        request.FILES or None,
        board=board,
        initial={"voted_on": timezone.localdate()},
    )
    if (
        request.method == "POST"
        and form.is_valid()
        and did(form, _record, edition, form, request.user)
    ):
        messages.success(request, "The vote is recorded.")
        return redirect("signatures", coalition, plan, edition.number)
    return render(
        request,
        "plans/approvals/approval_record.html",
        frame_of(edition, "signatures") | {"form": form, "board": board},
    )


def add_minutes(request, coalition, plan, edition, approval):
    """Add the minutes of a vote, once they are approved."""
    approval = request.subject
    form = MinutesForm(
        request.POST or None, request.FILES or None, has_address=bool(approval.minutes_url)
    )
    if (
        request.method == "POST"
        and form.is_valid()
        and did(form, _add_minutes, approval, form, request.user)
    ):
        messages.success(request, "The minutes are added to the vote.")
        return redirect("signatures", coalition, plan, edition)
    actions.require_open_minutes(approval)
    context = frame_of(approval.edition, "signatures") | {"form": form, "approval": approval}
    return render(request, "plans/approvals/approval_minutes.html", context)


def void(request, coalition, plan, edition, approval):
    """Take back a vote that was recorded wrongly, with the reason."""
    approval = request.subject
    actions.require_standing(approval)
    form = because_form(
        request,
        "What was wrong with it",
        "Stays beside the vote, for everybody who sees signatures.",
    )
    if posted(
        request,
        form,
        lambda because: actions.void_vote(approval=approval, because=because, by=request.user),
    ):
        messages.success(request, "The vote is voided. Record it again if it was taken.")
        return redirect("signatures", coalition, plan, edition)
    context = frame_of(approval.edition, "signatures") | {
        "form": form,
        "approval": approval,
        "is_destructive": True,
    }
    return render(request, "plans/approvals/approval_void.html", context)


def minutes(request, coalition, plan, edition, approval):
    """Stream the minutes of a vote."""
    approval = request.subject
    if not approval.minutes:
        raise Http404
    return uploads.serve_document(approval.minutes, name=f"minutes-{approval.voted_on}")


def _record(edition, form, by):
    actions.record_vote(edition=edition, by=by, **form.cleaned_data)


def _add_minutes(approval, form, by):
    actions.add_minutes(approval=approval, by=by, **form.cleaned_data)
