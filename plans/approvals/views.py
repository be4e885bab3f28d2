"""How a board voted on an edition: its votes, their minutes, voiding. Recorded in signing."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render

from plans.approvals import actions
from plans.approvals.forms import MinutesForm
from plans.approvals.queries import votes_of
from plans.approvals.standing import VOTED_ON, require_open_minutes, require_standing
from plans.editions.views.frame import because_form, frame_of
from safety_portal.core.files import uploads
from safety_portal.core.web.posting import done_by, posted, status_of, uploaded


def votes_on_page(edition):
    """For the page of signatures.

    The votes that stand, the one that counts first, and the voided ones.
    """
    standing, voided = votes_of(edition)
    return {
        "votes": standing,
        "voided_votes": voided,
        "board": edition.plan.coalition.approving_board,
        "is_voted_on": edition.status in VOTED_ON,
    }


def add_minutes(request, coalition, plan, edition, approval):
    """Add the minutes of a vote, once they are approved."""
    approval = request.subject
    has_address = bool(approval.minutes_url)
    form = MinutesForm(posted(request), uploaded(request), has_address=has_address)
    if done_by(form, actions.add_minutes, approval=approval, by=request.user):
        messages.success(request, "The minutes are added to the vote.")
        return redirect("signing_signatures", coalition, plan, edition)
    if not form.is_bound:
        require_open_minutes(approval)
    context = frame_of(approval.edition, "signing_signatures") | {
        "form": form,
        "approval": approval,
    }
    return _page(request, "approval_minutes", context)


def void(request, coalition, plan, edition, approval):
    """Take back a vote that was recorded wrongly, with the reason."""
    approval = request.subject
    form = because_form(
        request,
        "What was wrong with it",
        "Stays beside the vote, for everybody who sees signatures.",
    )
    if done_by(form, actions.void_vote, approval=approval, by=request.user):
        messages.success(request, "The vote is voided. Record it again if it was taken.")
        return redirect("signing_signatures", coalition, plan, edition)
    if not form.is_bound:
        require_standing(approval)
    frame = frame_of(approval.edition, "signing_signatures")
    context = {"form": form, "approval": approval, "is_destructive": True}
    return _page(request, "approval_void", frame | context)


def _page(request, template, context):
    """A page of a vote with its form."""
    status = status_of(context["form"])
    return render(request, f"plans/approvals/{template}.html", context, status=status)


def minutes(request, coalition, plan, edition, approval):
    """Stream the minutes of a vote."""
    approval = request.subject
    if not approval.minutes:
        raise Http404
    return uploads.serve_document(approval.minutes, name=f"minutes-{approval.voted_on}")
