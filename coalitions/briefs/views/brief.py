"""A brief: read, on paper, its versions, who read it."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from coalitions.access.roles import Role
from coalitions.briefs.actions.using import note_read
from coalitions.briefs.drawn import Drawn
from coalitions.briefs.forms.using import AnswerForm
from coalitions.briefs.here import BriefHere
from coalitions.briefs.queries import (
    DayShown,
    Thread,
    brief_of_day,
    level_of,
    same_cell,
    threads_of,
)
from coalitions.briefs.readership import Reach, reach_of, readers_of
from coalitions.briefs.words import (
    discussed_by,
    states_in_words,
    work_in_words,
)
from coalitions.briefs.writers.paper import pdf_of
from coalitions.coalition.tabs import page_context
from safety_portal.core.accounts.requests import GatedRequest
from safety_portal.core.authority import may
from safety_portal.core.paging import KeysetPage, keyset_page


def brief(request: GatedRequest[BriefHere], coalition: str, brief: int) -> HttpResponse:
    """What is read, with the question and what was answered; opening it is written down."""
    return brief_page(request, AnswerForm())


def _reach(request: GatedRequest[BriefHere]) -> Reach | None:
    """How many have opened it, the reader among them, who is written down for the first time."""
    shown = request.subject
    if shown.read is None:
        return None
    note_read(shown=shown, by=request.user)
    return reach_of([shown.read], shown.coalition, on=timezone.localdate())[shown.read.pk]


def brief_page(
    request: GatedRequest[BriefHere], form: AnswerForm, status: int = 200
) -> HttpResponse:
    """The page of a brief with a form for an answer."""
    shown, today = request.subject, timezone.localdate()
    place, version = shown.coalition, shown.shown
    day = brief_of_day(place, level=level_of(request.user, place), on=today)
    threads = threads_of(request.user, shown)
    writes = bool(may(request.user, "brief_versions", shown))
    context = page_context(
        request,
        place,
        "briefs",
        shown=shown,
        drawn=Drawn(version),
        version=version,
        today=today,
        day=_if_of_day(day, shown),
        states=states_in_words(shown, on=today) if writes else [],
        waiting=shown.work if writes and shown.work is not version else None,
        work_word=work_in_words(shown.work) if writes and shown.work else None,
        threads=threads,
        open_answers=_open_answers(threads),
        discussed_by=discussed_by(version, place),
        answer_form=form,
        reach=_reach(request),
        same=same_cell(request.user, shown, on=today),
    )
    return render(request, "coalitions/briefs/brief.html", context, status=status)


def _open_answers(threads: list[Thread]) -> set[int]:
    """The keys of the answers that may be changed still."""
    now = timezone.now()
    answers = (each for thread in threads for each in (thread.answer, *thread.replies))
    return {answer.pk for answer in answers if answer.is_open(now)}


def _if_of_day(day: DayShown | None, shown: BriefHere) -> DayShown | None:
    return day if day and day.brief_id == shown.brief.pk else None


def work(request: GatedRequest[BriefHere], coalition: str, brief: int) -> HttpResponse:
    """The version that is written, as it would be read."""
    shown = request.subject
    version = shown.shown_to_writers
    context = page_context(
        request,
        shown.coalition,
        "briefs",
        shown=shown,
        version=version,
        drawn=Drawn(version),
        work_word=work_in_words(shown.work) if shown.work else None,
    )
    return render(request, "coalitions/briefs/work.html", context)


def versions(request: GatedRequest[BriefHere], coalition: str, brief: int) -> HttpResponse:
    """Every version, the newest first."""
    shown = request.subject
    context = page_context(request, shown.coalition, "briefs", shown=shown)
    context["versions"] = [Drawn(version) for version in shown.brief.versions.all()]
    return render(request, "coalitions/briefs/versions.html", context)


def readers(request: GatedRequest[BriefHere], coalition: str, brief: int) -> HttpResponse:
    """Who of the coalition has not opened it yet, or (`?read=1`) who has."""
    shown, today, is_read = request.subject, timezone.localdate(), request.GET.get("read") == "1"
    page, reach = KeysetPage(), Reach()
    if shown.read:
        reach = reach_of([shown.read], shown.coalition, on=today)[shown.read.pk]
        people = readers_of(shown.read, shown.coalition, has_read=is_read, on=today)
        page = keyset_page(people, request, by=("name", "id"))
    context = page_context(request, shown.coalition, "briefs", shown=shown, reach=reach)
    listed = [(person.name, Role(person.role).label) for person in page]
    context |= {"people": listed, "page": page, "is_read": is_read}
    return render(request, "coalitions/briefs/readers.html", context)


def pdf(request: GatedRequest[BriefHere], coalition: str, brief: int) -> HttpResponse:
    """What is read, as one letter page."""
    shown = request.subject
    response = HttpResponse(pdf_of(shown), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="brief-{shown.brief.code}.pdf"'
    response["Cache-Control"] = "private, no-store"
    return response
