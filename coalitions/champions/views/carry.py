"""What to carry, on a page and on paper, and where champions spoke."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from coalitions.champions.actions import speaking
from coalitions.champions.carrying.qr import code_of
from coalitions.champions.carrying.things import (
    Thing,
    next_public_meeting,
    shared_page,
    things_of,
)
from coalitions.champions.forms import TalkForm
from coalitions.champions.here import CarryHere
from coalitions.champions.models.talk import Talk
from coalitions.champions.queries import (
    carry_here,
    first_waiting,
    named_answerer,
    rules_of,
    talks_of,
)
from coalitions.champions.words import answered_by_words, answerer_words, carry_heading
from coalitions.champions.writers.paper import pdf_of
from coalitions.coalition.models import Coalition
from coalitions.coalition.tabs import page_context
from safety_portal.core.accounts.requests import GatedRequest
from safety_portal.core.calendar.school_year import school_year_start
from safety_portal.core.look.wording import MONTHS_IN_FULL
from safety_portal.core.web.posting import done_by, posted, status_of


def champions(request: GatedRequest[Coalition], coalition: str) -> HttpResponse:
    """What there is to carry; `?carry=` is the thing whose words stand below the list."""
    return _page(request, carry_here(request.user, request.subject), TalkForm())


def _page(
    request: GatedRequest[Coalition] | GatedRequest[CarryHere], here: CarryHere, form: TalkForm
) -> HttpResponse:
    place, now = here.coalition, timezone.now()
    today, rules = timezone.localdate(now), rules_of(place)
    page = shared_page(place, is_open=rules.is_open)
    meeting = next_public_meeting(place, now=now)
    things = things_of(request.user, place, meeting, page=page)
    since = school_year_start(today)
    waiting, first = first_waiting(place)
    who = answerer_words(named_answerer(rules, on=today))
    context = page_context(
        request,
        place,
        "champions",
        month=f"{MONTHS_IN_FULL[today.month - 1]} {today.year}",
        heading=carry_heading(len(things)),
        things=things,
        shown=_shown(things, request.GET.get("carry", "")),
        shared=page,
        code=code_of(page) if page else None,
        talks=talks_of(here, since=since),
        since=since,
        talk_form=form,
        waiting=waiting,
        first=first,
        answered_by=answered_by_words(who, first) if first else "",
    )
    context["here"] = here
    return render(request, "coalitions/champions/champions.html", context, status=status_of(form))


def _shown(things: list[Thing], code: str) -> Thing | None:
    """The thing of that code, else the first."""
    return next((thing for thing in things if thing.code == code), next(iter(things), None))


@require_POST
def log_talk(request: GatedRequest[CarryHere], coalition: str) -> HttpResponse:
    """Write down where one spoke; what was refused stands in the line again."""
    form = TalkForm(posted(request))
    if done_by(form, speaking.log_talk, here=request.subject, by=request.user):
        messages.success(request, "Logged. Thank you for carrying it.")
        return redirect("champions", coalition)
    return _page(request, request.subject, form)


@require_POST
def remove_talk(request: GatedRequest[Talk], coalition: str, talk: int) -> HttpResponse:
    """Take one's own line back."""
    speaking.remove_talk(talk=request.subject, by=request.user)
    messages.success(request, "The line is removed.")
    return redirect("champions", coalition)


def paper(
    request: GatedRequest[Coalition], coalition: str, thing: str, language: str
) -> HttpResponse:
    """A point, the letter or the poster on one letter page, in one language."""
    place, now = request.subject, timezone.now()
    page = shared_page(place, is_open=rules_of(place).is_open)
    drawn = pdf_of(place, thing, language, page=page, now=now)
    if drawn is None:
        raise Http404("There is no such paper to carry at the moment.")
    response = HttpResponse(drawn, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{thing}-{language}.pdf"'
    response["Cache-Control"] = "private, no-store"
    return response
