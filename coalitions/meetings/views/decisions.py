"""Under a line of the minutes: a decision with its vote, an action item."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from coalitions.meetings.actions import line_items, minutes
from coalitions.meetings.forms.minutes import DecisionForm, ItemForm
from coalitions.meetings.lifecycle import WRITTEN_IN
from coalitions.meetings.locks import require_state
from coalitions.meetings.models.agenda import AgendaLine, Decision
from coalitions.meetings.queries import invitees_of, quorum_of
from safety_portal.core.accounts.requests import GatedRequest
from safety_portal.core.web.posting import done_by, posted, status_of


def decide(
    request: GatedRequest[AgendaLine], coalition: str, meeting: int, line: int
) -> HttpResponse:
    """Write down what was decided, and the vote."""
    this = request.subject
    invitees = invitees_of(this.meeting)
    present = [each.person for each in invitees if each.present_at]
    form = DecisionForm(posted(request), people=present)
    if done_by(form, minutes.record_decision, line=this, by=request.user):
        messages.success(request, "The decision is recorded.")
        return redirect(f"{reverse('meeting_write', args=[coalition, meeting])}#line-{this.pk}")
    if not form.is_bound:
        require_state(this.meeting, *WRITTEN_IN)
    context = {
        "coalition": this.meeting.coalition,
        "meeting": this.meeting,
        "line": this,
        "form": form,
        "quorum": quorum_of(this.meeting, invitees),
        "present": present,
    }
    return render(request, "coalitions/meetings/decide.html", context, status=status_of(form))


def open_item(
    request: GatedRequest[AgendaLine], coalition: str, meeting: int, line: int
) -> HttpResponse:
    """What is to be done, by whom, until when."""
    this = request.subject
    form = ItemForm(posted(request), line=this)
    if done_by(form, line_items.open_item, line=this, by=request.user):
        messages.success(request, "The action item is open.")
        return redirect(f"{reverse('meeting_write', args=[coalition, meeting])}#line-{this.pk}")
    if not form.is_bound:
        require_state(this.meeting, *WRITTEN_IN)
    context = {
        "coalition": this.meeting.coalition,
        "meeting": this.meeting,
        "line": this,
        "form": form,
    }
    return render(request, "coalitions/meetings/item.html", context, status=status_of(form))


@require_POST
def remove(
    request: GatedRequest[Decision], coalition: str, meeting: int, line: int, decision: int
) -> HttpResponse:
    """Take it out of the draft again."""
    minutes.remove_decision(decision=request.subject, by=request.user)
    messages.success(request, "The decision is taken out of the minutes.")
    return redirect(f"{reverse('meeting_write', args=[coalition, meeting])}#line-{line}")
