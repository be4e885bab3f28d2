"""A program is put on an agenda, adopted or not, started, changed, measured, reviewed."""

from collections.abc import Callable

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render

from coalitions.coalition.tabs import form_page, page_context
from coalitions.programs.actions import deciding, measuring, reviewing
from coalitions.programs.forms.numbers import MeasureForm, NumbersForm, StartForm
from coalitions.programs.forms.program import (
    AdoptForm,
    BecauseForm,
    ChangeForm,
    PrepareForm,
    ReviewForm,
)
from coalitions.programs.lifecycle import OPEN, ProgramState
from coalitions.programs.locks import require_state
from coalitions.programs.models.program import Program
from safety_portal.core.accounts.requests import GatedRequest
from safety_portal.core.look.wording import counted, full_day
from safety_portal.core.web.posting import done_by, posted, status_of

S = ProgramState
WAITS, RUNS = (S.RECOMMENDED,), (S.RUNNING,)


def _page(
    request: GatedRequest[Program], form: Form, states: tuple[ProgramState, ...], name: str
) -> HttpResponse:
    """The page of a form; WrongState where the program does not stand so that it fits."""
    this = request.subject
    if not form.is_bound:
        require_state(this, *states)
    template = f"coalitions/programs/{name}.html"
    return form_page(request, template, this.coalition, "programs", form, program=this)


def _done(
    request: GatedRequest[Program], form: Form, action: Callable[..., object], said: str
) -> HttpResponse | None:
    """Back on the page of the program, where the form was good."""
    this = request.subject
    if not done_by(form, action, program=this, by=request.user):
        return None
    messages.success(request, said)
    return redirect("program", this.coalition.slug, this.pk)


def prepare(request: GatedRequest[Program], coalition: str, program: int) -> HttpResponse:
    """Put it on the agenda of a planned meeting."""
    this = request.subject
    form = PrepareForm(posted(request), program=this)
    if done := done_by(form, reviewing.discuss_program, program=this, by=request.user):
        meeting = form.cleaned_data["meeting"]
        if done.result:
            messages.success(request, f"On the agenda of {meeting}.")
        else:
            messages.warning(request, "It stands on this agenda already.")
        return redirect("meeting", coalition, meeting.pk)
    return _page(request, form, OPEN, "prepare")


def adopt(request: GatedRequest[Program], coalition: str, program: int) -> HttpResponse:
    """Write down by which decision it was adopted."""
    form = AdoptForm(posted(request), program=request.subject)
    said = "Adopted. Start it when you know who leads it and what it was before."
    done = _done(request, form, deciding.adopt_program, said)
    return done or _page(request, form, WAITS, "adopt")


def decline(request: GatedRequest[Program], coalition: str, program: int) -> HttpResponse:
    """Write down why not."""
    this, form = request.subject, BecauseForm(posted(request))
    done = _done(request, form, deciding.decline_program, "Written down, with your reason.")
    if done:
        return done
    if not form.is_bound:
        require_state(this, *WAITS)
    context = page_context(request, this.coalition, "programs", form=form, program=this)
    context |= {"back_url": f"/c/{coalition}/programs/{program}/"}
    template = "coalitions/programs/decline.html"
    return render(request, template, context, status=status_of(form))


def start(request: GatedRequest[Program], coalition: str, program: int) -> HttpResponse:
    """Begin, with goals and what it was before."""
    form = StartForm(posted(request), program=request.subject)
    done = _done(request, form, deciding.start_program, "The program is running.")
    return done or _page(request, form, (S.ADOPTED,), "start")


def change(request: GatedRequest[Program], coalition: str, program: int) -> HttpResponse:
    """Change who leads it, for whom it is, what it costs, how often it is reviewed."""
    form = ChangeForm(posted(request), program=request.subject)
    done = _done(request, form, deciding.change_program, "Saved.")
    return done or _page(request, form, RUNS, "change")


def numbers(request: GatedRequest[Program], coalition: str, program: int) -> HttpResponse:
    """Enter what its measures were on a day."""
    this = request.subject
    form = NumbersForm(posted(request), measures=list(this.measures.all()))
    if done := done_by(form, measuring.enter_numbers, program=this, by=request.user):
        day = full_day(form.cleaned_data["measured_on"])
        messages.success(request, f"{counted(len(done.result), 'number')} of {day} saved.")
        return redirect("program", coalition, program)
    return _page(request, form, RUNS, "numbers")


def add_measure(request: GatedRequest[Program], coalition: str, program: int) -> HttpResponse:
    """Add a measure with its goal."""
    form = MeasureForm(posted(request))
    done = _done(request, form, measuring.add_measure, "Added. Enter its numbers next.")
    return done or _page(request, form, RUNS, "measure")


def review(request: GatedRequest[Program], coalition: str, program: int) -> HttpResponse:
    """Write down what a meeting decided about it."""
    form = ReviewForm(posted(request), program=request.subject)
    done = _done(request, form, reviewing.review_program, "The review is written down.")
    return done or _page(request, form, (S.ADOPTED, S.RUNNING), "review")
