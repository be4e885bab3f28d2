"""Minutes: written during the meeting on one page, handed in, approved, corrected, printed."""

from collections.abc import Callable

from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from coalitions.access.grants import access_of
from coalitions.meetings.actions import approving
from coalitions.meetings.actions import minutes as actions
from coalitions.meetings.addresses import without_address
from coalitions.meetings.forms.minutes import CorrectionForm, MinutesForm, SheetForm
from coalitions.meetings.lifecycle import WRITTEN_IN, MeetingState
from coalitions.meetings.locks import require_state
from coalitions.meetings.minutes import Minutes, minutes_for
from coalitions.meetings.models.draft import MinutesDraft
from coalitions.meetings.models.invitee import AttendanceSheet
from coalitions.meetings.models.meeting import Meeting
from coalitions.meetings.queries import draft_of, invitees_of, lines_of
from coalitions.meetings.writers.paper import pdf_of
from coalitions.meetings.writers.word import TYPE as WORD_TYPE
from coalitions.meetings.writers.word import docx_of
from safety_portal.core.accounts.requests import GatedRequest
from safety_portal.core.files.uploads import serve_document
from safety_portal.core.refusals import Refused
from safety_portal.core.states import WrongState
from safety_portal.core.values import whole_number
from safety_portal.core.web.posting import done_by, posted, status_of, uploaded

OPENED = (MeetingState.HELD, MeetingState.MINUTES_DRAFT, MeetingState.APPROVED)


def minutes(request: GatedRequest[Meeting], coalition: str, meeting: int) -> HttpResponse:
    """Who was there, what was said and decided, as far as the reader may read it."""
    this = request.subject
    require_state(this, *OPENED)
    read = minutes_for(this, access_of(request.user).levels_in(this.coalition))
    context = {
        "coalition": this.coalition,
        "meeting": this,
        "read": read,
        "draft": draft_of(this, request.user),
    }
    return render(request, "coalitions/meetings/minutes.html", context)


def pdf(request: GatedRequest[Meeting], coalition: str, meeting: int) -> HttpResponse:
    """The same as PDF, for this reader."""
    return _file(request, pdf_of, "pdf", "application/pdf")


def word(request: GatedRequest[Meeting], coalition: str, meeting: int) -> HttpResponse:
    """The same as a Word file, for this reader."""
    return _file(request, docx_of, "docx", WORD_TYPE)


def _file(
    request: GatedRequest[Meeting],
    written: Callable[[Minutes], bytes],
    extension: str,
    content_type: str,
) -> HttpResponse:
    this = request.subject
    require_state(this, *OPENED)
    content = written(minutes_for(this, access_of(request.user).levels_in(this.coalition)))
    response = HttpResponse(content, content_type=content_type)
    name = f"minutes-{timezone.localdate(this.starts_at)}.{extension}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "private, no-store"
    return response


def write(request: GatedRequest[Meeting], coalition: str, meeting: int) -> HttpResponse:
    """One page during the meeting: words under each line, who is there. Every button saves."""
    this = request.subject
    levels = access_of(request.user).levels_in(this.coalition)
    lines = [line for line in lines_of(this) if line.sensitivity in levels]
    draft = draft_of(this, request.user)
    form = MinutesForm(posted(request), lines=lines, guests=this.guests, draft=draft)
    if done := done_by(form, actions.write_minutes, meeting=this, by=request.user):
        if done.result.conflicts:
            return _write_page(request, this, form, levels, written=done.result)
        return _after_saving(request, this)
    if not form.is_bound:
        require_state(this, *WRITTEN_IN)
    return _write_page(request, this, form, levels, draft=draft)


def _write_page(
    request: GatedRequest[Meeting],
    meeting: Meeting,
    form: MinutesForm,
    levels: frozenset[str],
    *,
    written: actions.Written | None = None,
    draft: MinutesDraft | None = None,
) -> HttpResponse:
    conflicts = written.conflicts if written else []
    meeting.refresh_from_db()
    read = minutes_for(meeting, levels)
    clashes = {conflict.line.pk: conflict for conflict in conflicts}
    rows = [
        {
            "row": row,
            "conflict": clashes.get(row.line.pk),
            "text": form[f"text_{row.line.pk}"],
            # Who has seen what somebody else saved meanwhile goes on from there.
            "version": row.line.version if written else form[f"version_{row.line.pk}"].value(),
        }
        for row in read.agenda
        if row.is_shown and f"text_{row.line.pk}" in form.fields
    ]
    context = {
        "coalition": meeting.coalition,
        "meeting": meeting,
        "read": read,
        "form": form,
        "rows": rows,
        "conflicts": conflicts,
        "draft": draft,
        "not_shown": sum(not row.is_shown for row in read.agenda),
    }
    # Where the other lines were saved, the page answers what was done; 409 where nothing was.
    is_refused = bool(conflicts) and not (written and written.is_saved)
    status = 409 if is_refused else status_of(form)
    return render(request, "coalitions/meetings/write.html", context, status=status)


def _after_saving(request: GatedRequest[Meeting], meeting: Meeting) -> HttpResponse:
    """Do what the button says that saved: mark somebody present, decide, hand the minutes in."""
    here = ("meeting_write", meeting.coalition.slug, meeting.pk)
    if marked := request.POST.get("present") or request.POST.get("absent"):
        _mark(request, meeting, marked)
        return redirect(*here)
    if (line := whole_number(request.POST.get("decide", ""))) is not None:
        return redirect("meeting_decide", meeting.coalition.slug, meeting.pk, line)
    if (line := whole_number(request.POST.get("item", ""))) is not None:
        return redirect("meeting_item", meeting.coalition.slug, meeting.pk, line)
    then = request.POST.get("then", "")
    if then == "add":
        return redirect("meeting_line_add", meeting.coalition.slug, meeting.pk)
    if then == "hand_in":
        return _hand_in(request, meeting)
    messages.success(request, "Saved. Nothing is sent before the minutes are approved.")
    return redirect(*here)


def _mark(request: GatedRequest[Meeting], meeting: Meeting, marked: str) -> None:
    invitee = next((one for one in invitees_of(meeting) if str(one.pk) == marked), None)
    if invitee is None:
        messages.warning(request, "This name is not on the list any more.")
        return
    invitee.meeting = meeting
    is_present = "present" in request.POST
    actions.mark_present(invitee=invitee, is_present=is_present, by=request.user)


def _hand_in(request: GatedRequest[Meeting], meeting: Meeting) -> HttpResponse:
    """Say that they are written."""
    here = (meeting.coalition.slug, meeting.pk)
    try:
        approving.hand_in(meeting=meeting, by=request.user)
    except WrongState:
        raise
    except Refused as refused:
        messages.warning(request, str(refused))
        return redirect("meeting_write", *here)
    messages.success(request, "The minutes wait for approval.")
    return redirect("meeting_minutes", *here)


def approve(request: GatedRequest[Meeting], coalition: str, meeting: int) -> HttpResponse:
    """Approve them, and send them out once."""
    this = request.subject
    if request.method == "POST":
        approving.approve(meeting=this, by=request.user)
        messages.success(request, "Approved. Each person invited gets one message.")
        return redirect("meeting_minutes", coalition, meeting)
    require_state(this, MeetingState.MINUTES_DRAFT)
    invitees = invitees_of(this)
    not_reached = without_address(invitees)
    context = {
        "coalition": this.coalition,
        "meeting": this,
        "reached": len(invitees) - len(not_reached),
        "not_reached": not_reached,
    }
    return render(request, "coalitions/meetings/approve.html", context)


def correct(request: GatedRequest[Meeting], coalition: str, meeting: int) -> HttpResponse:
    """Say what approved minutes should have said."""
    this = request.subject
    form = CorrectionForm(posted(request))
    if done_by(form, approving.correct, meeting=this, by=request.user):
        messages.success(request, "The correction stands below the minutes, with today’s date.")
        return redirect("meeting_minutes", coalition, meeting)
    if not form.is_bound:
        require_state(this, MeetingState.APPROVED)
    context = {"coalition": this.coalition, "meeting": this, "form": form}
    return render(request, "coalitions/meetings/correct.html", context, status=status_of(form))


def blank_sheet(request: GatedRequest[Meeting], coalition: str, meeting: int) -> HttpResponse:
    """A sheet to print, on which people sign in."""
    this = request.subject
    context = {"coalition": this.coalition, "meeting": this, "invitees": invitees_of(this)}
    return render(request, "coalitions/meetings/blank_sheet.html", context)


def add_sheet(request: GatedRequest[Meeting], coalition: str, meeting: int) -> HttpResponse:
    """Keep a photo of the sheet that was signed."""
    this = request.subject
    form = SheetForm(posted(request), uploaded(request))
    if done_by(form, actions.add_sheet, meeting=this, by=request.user):
        messages.success(request, "The sheet is kept with the minutes.")
        return redirect("meeting_minutes", coalition, meeting)
    if not form.is_bound:
        require_state(this, *WRITTEN_IN)
    context = {"coalition": this.coalition, "meeting": this, "form": form}
    return render(request, "coalitions/meetings/add_sheet.html", context, status=status_of(form))


def sheet(
    request: GatedRequest[AttendanceSheet], coalition: str, meeting: int, sheet: int
) -> FileResponse:
    """The photo, for those who write the minutes."""
    this = request.subject
    return serve_document(this.file, name=this.name.rsplit(".", 1)[0])
