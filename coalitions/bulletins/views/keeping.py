"""A bulletin is read, answered, sent again, told more of, and taken back."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from coalitions.bulletins.actions import answering, following, reading, sending
from coalitions.bulletins.forms import AnswerForm, BecauseForm, NewsForm, RecipientsForm
from coalitions.bulletins.here import BulletinHere
from coalitions.bulletins.views.bulletin import shown
from coalitions.coalition.tabs import form_page, page_context
from safety_portal.core.accounts.requests import GatedRequest
from safety_portal.core.look.wording import counted
from safety_portal.core.states import WrongState
from safety_portal.core.web.addresses import address
from safety_portal.core.web.posting import done_by, posted, status_of

NOBODY_WAITS = "Nobody waits for mail: whoever has not read it and has an account got some today."


@require_POST
def confirm(request: GatedRequest[BulletinHere], coalition: str, bulletin: int) -> HttpResponse:
    """ "I have read it"."""
    here = request.subject
    reading.confirm_reading(here=here, by=request.user)
    messages.success(request, f"You have read “{here}”. Thank you.")
    return redirect("bulletin", *here.arguments)


@require_POST
def send_again(request: GatedRequest[BulletinHere], coalition: str, bulletin: int) -> HttpResponse:
    """Once more to those who have not read it."""
    here = request.subject
    told = following.send_again(here=here, by=request.user)
    people = counted(told, "person", "people")
    said = f"Sent again to {people}." if told else NOBODY_WAITS
    messages.success(request, said)
    return redirect("bulletin", *here.arguments)


@require_POST
def answer(request: GatedRequest[BulletinHere], coalition: str, bulletin: int) -> HttpResponse:
    """An answer, or a question back."""
    here = request.subject
    form = AnswerForm(posted(request))
    if done_by(form, answering.answer_bulletin, here=here, by=request.user):
        messages.success(request, "Your answer stands below the bulletin.")
        return redirect("bulletin", *here.arguments)
    return shown(request, form)


def news(request: GatedRequest[BulletinHere], coalition: str, bulletin: int) -> HttpResponse:
    """What is new."""
    here = request.subject
    form = NewsForm(posted(request))
    if done := done_by(form, following.add_news, here=here, by=request.user):
        again = " Everybody is asked to read it again." if done.result.asks_again else ""
        messages.success(request, f"The news is added.{again}")
        return redirect("bulletin", *here.arguments)
    if not form.is_bound:
        _check_in_force(here)
    return form_page(
        request, "coalitions/bulletins/news.html", here.coalition, "bulletins", form, subject=here
    )


def recipients(request: GatedRequest[BulletinHere], coalition: str, bulletin: int) -> HttpResponse:
    """More roles and schools that get it."""
    here = request.subject
    form = RecipientsForm(posted(request), here=here, by=request.user)
    if done := done_by(form, sending.add_recipients, here=here, by=request.user):
        people = counted(len(done.result), "person", "people")
        said = f"Sent to {people} more." if done.result else "They have it already."
        messages.success(request, said)
        return redirect("bulletin", *here.arguments)
    if not form.is_bound:
        _check_in_force(here)
    template = "coalitions/bulletins/recipients.html"
    return form_page(request, template, here.coalition, "bulletins", form, subject=here)


def withdraw(request: GatedRequest[BulletinHere], coalition: str, bulletin: int) -> HttpResponse:
    """Take it back from its readers."""
    here = request.subject
    form = BecauseForm(posted(request))
    if done_by(form, following.withdraw_bulletin, here=here, by=request.user):
        messages.success(request, f"“{here}” is taken back. Its readers no longer see it.")
        return redirect("bulletins", coalition)
    if not form.is_bound:
        _check_in_force(here)
    context = page_context(request, here.coalition, "bulletins", form=form, subject=here)
    context |= {"is_destructive": True, "back": "Back to the bulletin"}
    context["back_url"] = address("bulletin", *here.arguments)
    template = "coalitions/bulletins/withdraw.html"
    return render(request, template, context, status=status_of(form))


def _check_in_force(here: BulletinHere) -> None:
    if not here.bulletin.is_in_force(timezone.localdate()):
        raise WrongState("This bulletin is over. Send a new one.")
