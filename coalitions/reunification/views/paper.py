"""What is printed: job cards, blank forms, the readiness sheet. On the screen, and as PDF."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from coalitions.coalition.models import Coalition
from coalitions.coalition.tabs import page_context
from coalitions.reunification.content import PRINCIPLES, TIMELINE, blank_forms
from coalitions.reunification.queries import role_rows
from coalitions.reunification.views.readiness import in_words, kept_of
from coalitions.reunification.writers.paper import pdf_of
from safety_portal.core.accounts.requests import GatedRequest
from safety_portal.core.authority import may

# How many lines a blank list has on a page.
BLANK_LINES = range(16)


def _cards(request: GatedRequest[Coalition]) -> dict[str, Any]:
    """A card for each role with who fills it, in the order of the content."""
    rows = role_rows(request.subject, on=timezone.localdate())
    return {"rows": sorted(rows, key=lambda row: row.role.title), "principles": PRINCIPLES}


def _forms(request: GatedRequest[Coalition]) -> dict[str, Any]:
    return {"forms": blank_forms(), "blank_lines": BLANK_LINES}


def _sheet(request: GatedRequest[Coalition]) -> dict[str, Any]:
    here, today = request.subject, timezone.localdate()
    context = in_words(kept_of(here, on=today), here, user=request.user, on=today)
    sites = [row.site for row in context["sites"] if row.site]
    reads = all(may(request.user, "reunification_site", site) for site in sites)
    return context | {"timeline": TIMELINE, "may_read_details": reads}


DOCUMENTS: dict[str, Callable[[GatedRequest[Coalition]], dict[str, Any]]] = {
    "cards": _cards,
    "forms": _forms,
    "sheet": _sheet,
}


def cards(request: GatedRequest[Coalition], coalition: str) -> HttpResponse:
    """The job cards, one on a page of paper."""
    context = page_context(request, request.subject, "reunification", **_cards(request))
    return render(request, "coalitions/reunification/cards.html", context)


def forms(request: GatedRequest[Coalition], coalition: str) -> HttpResponse:
    """The blank forms."""
    context = page_context(request, request.subject, "reunification", **_forms(request))
    return render(request, "coalitions/reunification/forms.html", context)


def pdf(request: GatedRequest[Coalition], coalition: str, document: str) -> HttpResponse:
    """One of the documents as a file."""
    if document not in DOCUMENTS:
        raise Http404("No such paper.")
    context = DOCUMENTS[document](request)
    context |= {"coalition": request.subject, "today": timezone.localdate()}
    content = pdf_of(f"coalitions/reunification/paper/{document}.html", context)
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="reunification-{document}.pdf"'
    response["Cache-Control"] = "private, no-store"
    return response
