"""Sheets on paper: printed, and what was printed when."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from coalitions.coalition.models import Coalition
from coalitions.coalition.tabs import page_context
from coalitions.contacts.actions import printing
from coalitions.contacts.models.sheet import PrintedSheet
from coalitions.contacts.queries import printed_of
from coalitions.contacts.writers.paper import pdf_of
from safety_portal.core.accounts.requests import GatedRequest
from safety_portal.core.exports import paper
from safety_portal.core.paging import keyset_page
from safety_portal.core.states import WrongState


@require_POST
def print_it(request: GatedRequest[Coalition], coalition: str) -> HttpResponse:
    """Keep the sheet as it is, and open it as a PDF."""
    if not paper.is_available():
        raise WrongState(paper.MISSING)
    sheet = printing.print_sheet(coalition=request.subject, by=request.user)
    return redirect("contact_printed_pdf", coalition, sheet.pk)


def printed(request: GatedRequest[Coalition], coalition: str) -> HttpResponse:
    """What was printed when, by whom."""
    here = request.subject
    page = keyset_page(printed_of(request.user, here), request, by=("id",))
    context = page_context(request, here, "contacts", page=page)
    return render(request, "coalitions/contacts/printed.html", context)


def pdf(request: GatedRequest[PrintedSheet], coalition: str, printed: int) -> HttpResponse:
    """A sheet as it was printed: one letter page."""
    here = request.subject
    response = HttpResponse(pdf_of(here), content_type="application/pdf")
    day = timezone.localdate(here.printed_at)
    response["Content-Disposition"] = f'inline; filename="contacts-{coalition}-{day}.pdf"'
    response["Cache-Control"] = "private, no-store"
    return response
