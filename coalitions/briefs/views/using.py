"""A brief is answered, put on an agenda, sent to a role."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from coalitions.access.roles import Role
from coalitions.briefs.actions import answering, using
from coalitions.briefs.forms.brief import BecauseForm
from coalitions.briefs.forms.using import AnswerForm, MeetingForm, RoleForm
from coalitions.briefs.here import BriefHere
from coalitions.briefs.locks import require_listed
from coalitions.briefs.models.answer import BriefAnswer
from coalitions.briefs.views.brief import brief_page
from coalitions.coalition.tabs import form_page, page_context
from safety_portal.core.accounts.requests import GatedRequest
from safety_portal.core.look.wording import counted, listed
from safety_portal.core.states import WrongState
from safety_portal.core.values import whole_number
from safety_portal.core.web.posting import done_by, posted, status_of


@require_POST
def answer(request: GatedRequest[BriefHere], coalition: str, brief: int) -> HttpResponse:
    """Answer the question, or somebody's answer (`answers`)."""
    shown, form = request.subject, AnswerForm(request.POST)
    answers = _answered(request, shown)
    if done := done_by(
        form, answering.answer_question, shown=shown, answers=answers, by=request.user
    ):
        return redirect(f"/c/{coalition}/briefs/{brief}/#answer-{done.result.pk}")
    return brief_page(request, form, status_of(form))


def _answered(request: GatedRequest[BriefHere], shown: BriefHere) -> BriefAnswer | None:
    """The answer that is answered: one of the same discussion, and no reply itself."""
    if not request.POST.get("answers"):
        return None
    rows = BriefAnswer.objects.visible_to(request.user).filter(
        version__brief=shown.brief, membership__coalition=shown.coalition, answers__isnull=True
    )
    return get_object_or_404(rows, pk=whole_number(request.POST["answers"]) or 0)


def change_answer(
    request: GatedRequest[BriefAnswer], coalition: str, brief: int, answer: int
) -> HttpResponse:
    """Change one's own within fifteen minutes."""
    here = request.subject
    form = AnswerForm(posted(request), initial={"text": here.text})
    if done_by(form, answering.change_answer, answer=here, by=request.user):
        return redirect(f"/c/{coalition}/briefs/{brief}/#answer-{here.pk}")
    if not form.is_bound and not here.is_open(timezone.now()):
        raise WrongState(answering.FIXED)
    context = {"answer": here, "brief_id": brief}
    template = "coalitions/briefs/change_answer.html"
    return form_page(request, template, here.coalition, "briefs", form, **context)


def remove_answer(
    request: GatedRequest[BriefAnswer], coalition: str, brief: int, answer: int
) -> HttpResponse:
    """Remove one for good, with the reason."""
    here = request.subject
    form = BecauseForm(posted(request))
    if done_by(form, answering.remove_answer, answer=here, by=request.user):
        messages.success(request, "Removed. Your reason stands in its place.")
        return redirect(f"/c/{coalition}/briefs/{brief}/#answer-{here.pk}")
    if not form.is_bound and here.removed_at:
        raise WrongState(answering.REMOVED)
    context = page_context(request, here.coalition, "briefs", form=form, answer=here)
    context |= {"back_url": f"/c/{coalition}/briefs/{brief}/", "back": "Back to the brief"}
    context |= {"is_destructive": True, "brief_id": brief}
    template = "coalitions/briefs/remove_answer.html"
    return render(request, template, context, status=status_of(form))


def discuss(request: GatedRequest[BriefHere], coalition: str, brief: int) -> HttpResponse:
    """Put its question on the agenda of a meeting that is planned."""
    shown = request.subject
    form = MeetingForm(posted(request), coalition=shown.coalition)
    if done := done_by(form, using.discuss_brief, shown=shown, by=request.user):
        meeting = form.cleaned_data["meeting"]
        if done.result:
            messages.success(request, f"On the agenda of {meeting}.")
        else:
            messages.warning(request, "Its question stands on this agenda already.")
        return redirect("meeting", coalition, meeting.pk)
    if not form.is_bound:
        require_listed(shown)
    has_meetings = bool(form.fields["meeting"].queryset)  # type: ignore[attr-defined]
    context = {"shown": shown, "has_meetings": has_meetings}
    template = "coalitions/briefs/discuss.html"
    return form_page(request, template, shown.coalition, "briefs", form, **context)


def send(request: GatedRequest[BriefHere], coalition: str, brief: int) -> HttpResponse:
    """Send it to the members of a role."""
    shown = request.subject
    form = RoleForm(posted(request))
    if done := done_by(form, using.send_brief, shown=shown, by=request.user):
        role = Role(form.cleaned_data["role"]).label
        messages.success(request, _sent_in_words(done.result, role))
        return redirect("brief", coalition, brief)
    if not form.is_bound:
        require_listed(shown)
    template = "coalitions/briefs/send.html"
    return form_page(request, template, shown.coalition, "briefs", form, shown=shown)


def _sent_in_words(sent: using.Sent, role: str) -> str:
    said = [f"Sent to {counted(sent.now, 'member')} ({role})"]
    if sent.before:
        said.append(f"{sent.before} had it already")
    if sent.unreached:
        said.append(f"no mail reaches {listed(sent.unreached)}")
    return f"{'; '.join(said)}."
