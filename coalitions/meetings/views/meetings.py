"""The list of meetings, one meeting, and what is changed about it before it is held."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from coalitions.access.grants import access_of
from coalitions.access.roles import MEMBERS
from coalitions.coalition.models import Coalition
from coalitions.coalition.tabs import form_page, page_context
from coalitions.meetings.actions import planning
from coalitions.meetings.addresses import without_address
from coalitions.meetings.calendar import published_file
from coalitions.meetings.forms.planning import CancelForm, ChangeForm, RulesForm
from coalitions.meetings.lifecycle import Answer, MeetingState
from coalitions.meetings.locks import require_prepared
from coalitions.meetings.models.invitee import Invitee
from coalitions.meetings.models.meeting import Meeting
from coalitions.meetings.queries import (
    agenda_for,
    invitee_of,
    invitees_of,
    last_held,
    meetings_of,
    next_meeting,
    quorum_asked,
    rules_of,
)
from coalitions.meetings.wording import day_and_hours
from safety_portal.core.accounts.requests import GatedRequest
from safety_portal.core.look.wording import counted
from safety_portal.core.paging import keyset_page
from safety_portal.core.web.posting import done_by, posted, status_of


def meetings(request: GatedRequest[Coalition], coalition: str) -> HttpResponse:
    """The next meeting and those before it."""
    place = request.subject
    context = page_context(
        request,
        place,
        "meetings",
        page=keyset_page(meetings_of(place), request, by=("-starts_at", "id")),
        next=next_meeting(place, now=timezone.now()),
        last=last_held(place),
        rules=rules_of(place),
    )
    return render(request, "coalitions/meetings/meetings.html", context)


def meeting(request: GatedRequest[Meeting], coalition: str, meeting: int) -> HttpResponse:
    """One meeting: who comes, what is on its agenda, where each line comes from."""
    this = request.subject
    levels = access_of(request.user).levels_in(this.coalition)
    invitees = invitees_of(this)
    agenda = agenda_for(this, levels)
    context = {
        "coalition": this.coalition,
        "meeting": this,
        "when": day_and_hours(this),
        "agenda": agenda,
        "minutes": sum(row.line.minutes or 0 for row in agenda),
        "is_inside": MEMBERS in levels,
        "mine": invitee_of(this, request.user),
        "quorum": _quorum(this),
        "is_over": this.ends_at <= timezone.now(),
        "is_today": timezone.localdate(this.starts_at) <= timezone.localdate(),
        "rules": rules_of(this.coalition),
        **_answers(invitees),
    }
    return render(request, "coalitions/meetings/meeting.html", context)


def _answers(invitees: list[Invitee]) -> dict[str, object]:
    return {
        "invitees": invitees,
        "come": [each for each in invitees if each.answer == Answer.COMES],
        "cannot": [each for each in invitees if each.answer == Answer.CANNOT],
        "no_answer": [each for each in invitees if not each.answer],
        "not_reached": without_address(invitees),
    }


def _quorum(meeting: Meeting) -> int | None:
    """What was asked of it when it was opened, before that what would be asked today."""
    if meeting.state == MeetingState.PLANNED:
        return quorum_asked(meeting.coalition, on=timezone.localdate())
    return meeting.quorum_needed


def calendar_file(request: GatedRequest[Meeting], coalition: str, meeting: int) -> HttpResponse:
    """The meeting for a calendar, to take along."""
    content = published_file([request.subject], now=timezone.now())
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="meeting.ics"'
    return response


def change(request: GatedRequest[Meeting], coalition: str, meeting: int) -> HttpResponse:
    """What, when and where it is; everybody invited is told."""
    this = request.subject
    form = ChangeForm(posted(request), meeting=this)
    if done_by(form, planning.change_meeting, meeting=this, by=request.user):
        messages.success(request, "Saved. Everybody invited is told what changed.")
        return redirect("meeting", coalition, this.pk)
    if not form.is_bound:
        require_prepared(this)
    context = {"coalition": this.coalition, "meeting": this, "form": form}
    return render(request, "coalitions/meetings/change.html", context, status=status_of(form))


def cancel(request: GatedRequest[Meeting], coalition: str, meeting: int) -> HttpResponse:
    """Call it off, with why."""
    this = request.subject
    form = CancelForm(posted(request))
    if done_by(form, planning.cancel_meeting, meeting=this, by=request.user):
        messages.success(request, "The meeting is cancelled. Everybody invited is told why.")
        return redirect("meetings", coalition)
    if not form.is_bound:
        require_prepared(this)
    context = {
        "coalition": this.coalition,
        "meeting": this,
        "form": form,
        "invited": counted(this.invitees.filter(withdrawn_at=None).count(), "person", "people"),
    }
    return render(request, "coalitions/meetings/cancel.html", context, status=status_of(form))


@require_POST
def open_it(request: GatedRequest[Meeting], coalition: str, meeting: int) -> HttpResponse:
    """Open it: from now on its minutes are written."""
    planning.open_meeting(meeting=request.subject, by=request.user)
    return redirect("meeting_write", coalition, meeting)


def rules(request: GatedRequest[Coalition], coalition: str) -> HttpResponse:
    """Quorum, and whether the coalition meets in public."""
    place = request.subject
    form = RulesForm(posted(request), rules=rules_of(place))
    if done_by(form, planning.change_rules, coalition=place, by=request.user):
        messages.success(request, "How you meet is saved.")
        return redirect("meetings", coalition)
    return form_page(request, "coalitions/meetings/rules.html", place, "meetings", form)
