"""The calendar, its years and their spans: looked at by members, typed by who keeps it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from coalitions.calendars.actions import keeping
from coalitions.calendars.forms import SpanForm, YearForm
from coalitions.calendars.models import SpanKind
from coalitions.calendars.queries import SpanHere, YearHere, shown_first, years_here
from coalitions.calendars.words import heading, months, span_lines
from coalitions.coalition.models import Coalition
from coalitions.coalition.tabs import form_page, page_context
from safety_portal.core.accounts.requests import GatedRequest
from safety_portal.core.look.wording import full_day
from safety_portal.core.values import whole_number
from safety_portal.core.web.posting import done_by, posted

FORM = "coalitions/calendars/form.html"
TITLES = {
    SpanKind.CLOSED: "Closed",
    SpanKind.SEMESTER: "Semesters",
    SpanKind.QUARTER: "Quarters",
    SpanKind.SESSION: "Summer sessions",
}


def calendar(request: GatedRequest[Coalition], coalition: str) -> HttpResponse:
    """A school year of the district: the one of today, or that which was asked for."""
    here, today = request.subject, timezone.localdate()
    years = years_here(request.user, here)
    asked = whole_number(request.GET.get("year"))
    shown = next((each for each in years if each.year.pk == asked), shown_first(years, today))
    parts = [
        (kind, title, span_lines(shown, kind, today) if shown else [])
        for kind, title in TITLES.items()
    ]
    context = page_context(request, here, "calendar", shown=shown, parts=parts)
    context |= {"heading": heading(shown, today), "years": years[::-1]}
    context["months"] = months(shown.days) if shown else []
    return render(request, "coalitions/calendars/calendar.html", context)


def add_year(request: GatedRequest[Coalition], coalition: str) -> HttpResponse:
    """Enter the first and the last day of a school year."""
    here = request.subject
    form = YearForm(posted(request), button="Enter the school year")
    if done := done_by(form, keeping.add_school_year, coalition=here, by=request.user):
        year = done.result
        messages.success(request, f"{year} is entered. Add its closed days next.")
        return redirect(f"{request.path.removesuffix('add/')}?year={year.pk}")
    context = {"title": "Enter a school year", "lead": "Closed days and semesters come next."}
    return form_page(request, FORM, here, "calendar", form, **context)


def change_year(request: GatedRequest[YearHere], coalition: str, year: int) -> HttpResponse:
    """Move its first or last day."""
    here = request.subject
    days = {"first_day": here.year.first_day, "last_day": here.year.last_day}
    form = YearForm(posted(request), initial=days, button="Save the school year")
    arguments = {"year": here.year, "coalition": here.coalition, "by": request.user}
    if done := done_by(form, keeping.change_school_year, **arguments):
        messages.success(request, f"{done.result} is saved.")
        return _back(request)
    lead = "Days that make up for snow are entered here: move the last day."
    context = {"title": f"Change {here.year}", "lead": lead}
    return form_page(request, FORM, here.coalition, "calendar", form, **context)


def add_span(request: GatedRequest[YearHere], coalition: str, year: int) -> HttpResponse:
    """Say what some of its days are."""
    here = request.subject
    kind = request.GET.get("kind", SpanKind.CLOSED)
    form = SpanForm(posted(request), initial={"kind": kind})
    arguments = {"year": here.year, "coalition": here.coalition, "by": request.user}
    if done := done_by(form, keeping.add_span, **arguments):
        span = done.result
        messages.success(request, f"{span}, {full_day(span.first_day)}, is in the calendar.")
        return _back(request)
    first, last = full_day(here.year.first_day), full_day(here.year.last_day)
    context = {"title": f"Add days to {here.year}", "lead": f"School is from {first} to {last}."}
    return form_page(request, FORM, here.coalition, "calendar", form, **context)


def remove_span(request: GatedRequest[SpanHere], coalition: str, span: int) -> HttpResponse:
    """Take some days out of the calendar."""
    here = request.subject
    keeping.remove_span(span=here.span, coalition=here.coalition, by=request.user)
    messages.success(request, f"{here.span}, {full_day(here.span.first_day)}, is taken out.")
    return redirect(f"{request.path.partition('spans/')[0]}?year={here.span.year_id}")


def _back(request: GatedRequest[YearHere]) -> HttpResponse:
    """To the year that was changed."""
    year = request.subject.year.pk
    return redirect(f"{request.path.partition(f'{year}/')[0]}?year={year}")
