"""Papers of an agreement: added and withdrawn."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from coalitions.agreements.actions import papers
from coalitions.agreements.forms.agreement import BecauseForm
from coalitions.agreements.forms.papers import PaperForm
from coalitions.agreements.lifecycle import TAKES_PAPERS, check_standing
from coalitions.agreements.models.agreement import Agreement
from coalitions.agreements.models.paper import AgreementPaper
from coalitions.coalition.tabs import form_page, page_context
from safety_portal.core.accounts.requests import GatedRequest
from safety_portal.core.web.posting import done_by, posted, status_of, uploaded


def add(request: GatedRequest[Agreement], coalition: str, agreement: int) -> HttpResponse:
    """One file at a time."""
    here = request.subject
    form = PaperForm(posted(request), uploaded(request))
    if done := done_by(form, papers.add_paper, agreement=here, by=request.user):
        messages.success(request, f"{done.result} is added.")
        return redirect(here)
    if not form.is_bound:
        check_standing(here.standing, TAKES_PAPERS)
    context = {
        "agreement": here,
        "title": f"Add a paper to {here}",
        "lead": "Kept privately, as it came; pictures lose the place and time they were taken at.",
    }
    return form_page(
        request, "coalitions/agreements/form.html", here.coalition, "agreements", form, **context
    )


def withdraw(
    request: GatedRequest[AgreementPaper], coalition: str, agreement: int, paper: int
) -> HttpResponse:
    """Take a paper away from its readers."""
    here = request.subject
    form = BecauseForm(posted(request))
    if done_by(form, papers.withdraw_paper, paper=here, by=request.user):
        messages.success(request, f"{here} is withdrawn.")
        return redirect(here.agreement)
    context = page_context(request, here.coalition, "agreements", form=form, paper=here)
    context |= {"back_url": here.agreement.get_absolute_url(), "back": "Back to the agreement"}
    context |= {"agreement": here.agreement, "is_destructive": True}
    template = "coalitions/agreements/withdraw_paper.html"
    return render(request, template, context, status=status_of(form))
