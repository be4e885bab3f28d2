"""Who is asked to a meeting, and their answers: on its page, and by the link of a mail."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from coalitions.meetings.actions import inviting
from coalitions.meetings.forms.minutes import AnswerForm
from coalitions.meetings.forms.planning import InviteForm
from coalitions.meetings.lifecycle import MeetingState
from coalitions.meetings.locks import require_state
from coalitions.meetings.models.invitee import Invitee
from coalitions.meetings.models.meeting import Meeting
from coalitions.meetings.tokens import invitee_by_link
from coalitions.meetings.wording import day_and_hours, place_words
from safety_portal.core.accounts.requests import GatedRequest
from safety_portal.core.look.wording import counted
from safety_portal.core.states import WrongState
from safety_portal.core.web.posting import done_by, posted, status_of


def invite(request: GatedRequest[Meeting], coalition: str, meeting: int) -> HttpResponse:
    """Ask further people."""
    this = request.subject
    form = InviteForm(posted(request), coalition=this.coalition)
    if done := done_by(form, inviting.invite, meeting=this, by=request.user):
        asked = counted(len(done.result), "person is", "people are")
        messages.success(request, f"{asked} invited now who were not before.")
        return redirect("meeting", coalition, this.pk)
    if not form.is_bound:
        require_state(this, MeetingState.PLANNED, MeetingState.HELD)
    context = {"coalition": this.coalition, "meeting": this, "form": form}
    return render(request, "coalitions/meetings/invite.html", context, status=status_of(form))


@require_POST
def ask_again(request: GatedRequest[Meeting], coalition: str, meeting: int) -> HttpResponse:
    """Ask those again who have not answered."""
    asked = inviting.ask_again(meeting=request.subject, by=request.user)
    people = counted(len(asked), "person was", "people were")
    messages.success(request, f"{people} asked again. Nobody is asked twice a day.")
    return redirect("meeting", coalition, meeting)


@require_POST
def withdraw(
    request: GatedRequest[Invitee], coalition: str, meeting: int, invitee: int
) -> HttpResponse:
    """Take an invitation back."""
    gone = inviting.withdraw(invitee=request.subject, by=request.user)
    messages.success(request, f"{gone} is no longer invited.")
    return redirect("meeting", coalition, meeting)


@require_POST
def answer(request: GatedRequest[Meeting], coalition: str, meeting: int) -> HttpResponse:
    """Say for oneself whether one comes."""
    form = AnswerForm(request.POST)
    if done := done_by(form, inviting.answer, meeting=request.subject, by=request.user):
        messages.success(request, _thanks(done.result.answer))
    else:
        messages.warning(request, "Say whether you come, or cannot.")
    # A home page asks, too, and is what the answer goes back to.
    if request.POST.get("back") == "home":
        return redirect("home")
    return redirect("meeting", coalition, meeting)


@never_cache
def answer_by_link(request: HttpRequest, signed: str) -> HttpResponse:
    """The same without signing in. Only a click on the page answers, never opening the link."""
    invitee = invitee_by_link(signed)
    if invitee is None:
        raise Http404(inviting.DEAD_LINK)
    form, refused = AnswerForm(posted(request)), ""
    try:
        if done := done_by(form, inviting.answer_by_link, token=signed):
            invitee.answer = done.result.answer
    except WrongState as moved:
        refused = str(moved)
    meeting = invitee.meeting
    is_open = meeting.state == MeetingState.PLANNED and meeting.ends_at > timezone.now()
    context = {
        "invitee": invitee,
        "meeting": meeting,
        "when": day_and_hours(meeting),
        "where": place_words(meeting),
        "is_open": is_open,
        "form": form,
        "refused": refused,
        "signed": signed,
    }
    status = 409 if refused else status_of(form)
    return render(request, "coalitions/meetings/answer.html", context, status=status)


def _thanks(answer: str) -> str:
    return "You come." if answer == "comes" else "You cannot come. The others see it."
