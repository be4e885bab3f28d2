"""Minutes that are typed and not saved: kept while somebody writes, looked at, dropped."""

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from coalitions.access.grants import access_of
from coalitions.meetings.actions import drafts as actions
from coalitions.meetings.forms.minutes import MinutesForm
from coalitions.meetings.lifecycle import WRITTEN_IN
from coalitions.meetings.models.agenda import AgendaLine
from coalitions.meetings.models.draft import MinutesDraft
from coalitions.meetings.models.meeting import Meeting
from coalitions.meetings.queries import draft_of, lines_of
from safety_portal.core.accounts.requests import GatedRequest
from safety_portal.core.look.wording import clock


def draft(request: GatedRequest[Meeting], coalition: str, meeting: int) -> HttpResponse:
    """What one has typed and not saved, beside what is saved."""
    this = request.subject
    kept = draft_of(this, request.user)
    if kept is None:
        messages.success(request, "You have no unsaved words in these minutes.")
        return redirect("meeting_minutes", coalition, meeting)
    context = {
        "coalition": this.coalition,
        "meeting": this,
        "draft": kept,
        "rows": [
            {"line": line, "typed": typed[0]}
            for line in _readable(request)
            if (typed := kept.text_of(line.pk))
        ],
        "is_written": this.state in WRITTEN_IN,
    }
    return render(request, "coalitions/meetings/draft.html", context)


@require_POST
def keep(request: GatedRequest[Meeting], coalition: str, meeting: int) -> JsonResponse:
    """Keep what is typed; asked by the script of the page while somebody writes."""
    if request.POST.get("writer") != str(request.user.pk):
        return JsonResponse({"signed_in_as": str(request.user)}, status=409)
    lines = _readable(request)
    form = MinutesForm(request.POST, lines=lines, guests="")
    if not form.is_valid():
        [*refusals] = (error for errors in form.errors.values() for error in errors)
        return JsonResponse({"kept": False, "error": str(refusals[0])}, status=422)
    kept = actions.keep_draft(meeting=request.subject, by=request.user, **form.cleaned_data)
    answer: dict[str, bool | str] = {"kept": kept is not None}
    return JsonResponse(answer | (_newer(kept, lines) if kept else {}))


@require_POST
def drop(request: GatedRequest[Meeting], coalition: str, meeting: int) -> HttpResponse:
    """Throw one's draft away."""
    if actions.drop_draft(meeting=request.subject, by=request.user):
        messages.success(request, "Your words are dropped. The saved minutes are as they were.")
    return redirect("meeting_minutes", coalition, meeting)


def _readable(request: GatedRequest[Meeting]) -> list[AgendaLine]:
    """The lines that the account writes under."""
    this = request.subject
    levels = access_of(request.user).levels_in(this.coalition)
    return [line for line in lines_of(this) if line.sensitivity in levels]


def _newer(kept: MinutesDraft, lines: list[AgendaLine]) -> dict[str, bool | str]:
    """Who saved other words under a line since the draft was begun, and when; empty for nobody."""
    for line in lines:
        typed = kept.text_of(line.pk)
        if typed and typed[1] < line.version and line.written_at:
            at = clock(timezone.localtime(line.written_at))
            return {"by": str(line.written_by), "at": at}
    return {}
