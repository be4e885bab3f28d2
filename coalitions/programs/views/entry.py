"""An entry of the catalogue: read, recommended, and an own one added, changed, withdrawn."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from coalitions.coalition.models import Coalition
from coalitions.coalition.tabs import form_page, page_context
from coalitions.prevention.matrix import drawn
from coalitions.programs.actions import cataloguing, recommending
from coalitions.programs.forms.entry import EntryForm
from coalitions.programs.forms.program import RecommendForm
from coalitions.programs.here import EntryHere
from coalitions.programs.lifecycle import Cadence
from coalitions.programs.words import leaders_in_words
from safety_portal.core.accounts.requests import GatedRequest
from safety_portal.core.states import WrongState
from safety_portal.core.web.posting import done_by, posted

FORM = "coalitions/programs/entry_form.html"
WITHDRAWN = "This entry was withdrawn from the catalogue."


def entry(request: GatedRequest[EntryHere], coalition: str, entry: str) -> HttpResponse:
    """What such a program is, and what shows whether it works."""
    here = request.subject
    context = page_context(
        request,
        here.coalition,
        "programs",
        shown=here,
        matrix=drawn(set(here.text.cells)),
        led_by=leaders_in_words(here.text.led_by),
        review=Cadence(here.text.review).label,
    )
    return render(request, "coalitions/programs/entry.html", context)


def recommend(request: GatedRequest[EntryHere], coalition: str, entry: str) -> HttpResponse:
    """Recommend it, with reasons."""
    here = request.subject
    form = RecommendForm(posted(request), here=here)
    if done := done_by(form, recommending.recommend_program, here=here, by=request.user):
        messages.success(request, "Recommended. The agenda of the next meeting offers it.")
        return redirect("program", coalition, done.result.pk)
    _require_listed(request)
    template = "coalitions/programs/recommend.html"
    return form_page(request, template, here.coalition, "programs", form, shown=here)


def _require_listed(request: GatedRequest[EntryHere]) -> None:
    """Raise WrongState for the form of what was withdrawn."""
    if request.method != "POST" and not request.subject.is_listed:
        raise WrongState(WITHDRAWN)


def add(request: GatedRequest[Coalition], coalition: str) -> HttpResponse:
    """Add an entry of one's own."""
    place, form = request.subject, EntryForm(posted(request))
    if form.is_valid():
        form.cleaned_data.pop("saves", None)
    if done := done_by(form, cataloguing.add_entry, coalition=place, by=request.user):
        messages.success(request, f"{done.result} is in the catalogue.")
        return redirect("program_entry", coalition, done.result.code)
    context = {"title": "Add to the catalogue", "matrix": _matrix(form)}
    return form_page(request, FORM, place, "programs", form, **context)


def _matrix(form: EntryForm) -> object:
    """The matrix with the places ticked that the form shows."""
    ticked = form["cells"].value() or ()
    return drawn(set(ticked) if isinstance(ticked, (list, tuple)) else set())


def change(request: GatedRequest[EntryHere], coalition: str, entry: str) -> HttpResponse:
    """Change an own one."""
    here = request.subject
    saves = here.own.saves if here.own else 0
    form = EntryForm(posted(request), shown=here.text, saves=saves)
    if done_by(form, cataloguing.change_entry, here=here, by=request.user):
        messages.success(request, "Saved. Programs that were recommended keep their words.")
        return redirect("program_entry", coalition, entry)
    _require_listed(request)
    context = {"title": f"Change {here}", "matrix": _matrix(form), "shown": here}
    return form_page(request, FORM, here.coalition, "programs", form, **context)


def withdraw(request: GatedRequest[EntryHere], coalition: str, entry: str) -> HttpResponse:
    """Take an own one out of the catalogue."""
    here = request.subject
    if request.method == "POST":
        cataloguing.withdraw_entry(here=here, by=request.user)
        messages.success(request, f"{here} is withdrawn. Programs of it stay.")
        return redirect("program_catalogue", coalition)
    _require_listed(request)
    context = page_context(request, here.coalition, "programs", shown=here)
    context |= {"back_url": f"/c/{coalition}/programs/catalogue/{entry}/"}
    return render(request, "coalitions/programs/withdraw.html", context)
