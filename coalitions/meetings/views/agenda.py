"""The agenda edited by hand: a line added, changed, moved, removed; the whole posted."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from coalitions.meetings.actions import agenda
from coalitions.meetings.forms.minutes import LineForm, PlaceForm
from coalitions.meetings.lifecycle import PREPARED_IN, WRITTEN_IN, MeetingState
from coalitions.meetings.locks import require_state
from coalitions.meetings.models.agenda import AgendaLine
from coalitions.meetings.models.meeting import Meeting
from safety_portal.core.accounts.requests import GatedRequest
from safety_portal.core.refusals import Refused
from safety_portal.core.states import WrongState
from safety_portal.core.web.posting import done_by, posted, status_of


def add(request: GatedRequest[Meeting], coalition: str, meeting: int) -> HttpResponse:
    """Something that is not offered."""
    this = request.subject
    form = LineForm(posted(request))
    if done := done_by(form, agenda.add_line, meeting=this, by=request.user):
        messages.success(request, f"“{done.result}” is on the agenda.")
        return _back(this)
    if not form.is_bound:
        require_state(this, *PREPARED_IN, *WRITTEN_IN)
    return _line_page(request, this, form, line=None)


def change(
    request: GatedRequest[AgendaLine], coalition: str, meeting: int, line: int
) -> HttpResponse:
    """What a line says, and who reads it."""
    this = request.subject
    form = LineForm(posted(request), line=this)
    if done_by(form, agenda.change_line, line=this, by=request.user):
        messages.success(request, "Saved.")
        return _back(this.meeting)
    if not form.is_bound:
        require_state(this.meeting, *PREPARED_IN, *WRITTEN_IN)
    return _line_page(request, this.meeting, form, line=this)


@require_POST
def move(
    request: GatedRequest[AgendaLine], coalition: str, meeting: int, line: int
) -> HttpResponse:
    """To another place of the agenda."""
    form = PlaceForm(request.POST)
    if not done_by(form, agenda.move_line, line=request.subject, by=request.user):
        messages.warning(request, "Say the place by its number, 1 the first.")
    return redirect("agenda", coalition, meeting)


@require_POST
def remove(
    request: GatedRequest[AgendaLine], coalition: str, meeting: int, line: int
) -> HttpResponse:
    """Off the agenda."""
    gone = agenda.remove_line(line=request.subject, by=request.user)
    messages.success(request, f"“{gone}” is off the agenda.")
    return redirect("agenda", coalition, meeting)


@require_POST
def post(request: GatedRequest[Meeting], coalition: str, meeting: int) -> HttpResponse:
    """Say that the agenda is posted."""
    try:
        agenda.post_agenda(meeting=request.subject, by=request.user)
    except WrongState:
        raise
    except Refused as refused:
        messages.warning(request, str(refused))
        return redirect("agenda", coalition, meeting)
    messages.success(request, "The agenda is posted.")
    return redirect("meeting", coalition, meeting)


def _back(meeting: Meeting) -> HttpResponse:
    """To where the line is seen: the agenda while it is made, later the minutes."""
    name = "agenda" if meeting.state == MeetingState.PLANNED else "meeting_write"
    return redirect(name, meeting.coalition.slug, meeting.pk)


def _line_page(
    request: HttpRequest, meeting: Meeting, form: LineForm, *, line: AgendaLine | None
) -> HttpResponse:
    context = {"coalition": meeting.coalition, "meeting": meeting, "form": form, "line": line}
    return render(request, "coalitions/meetings/line.html", context, status=status_of(form))
