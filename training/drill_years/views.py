"""The year of drills that is proposed, and taken over."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from coalitions.coalition.models import Coalition
from coalitions.school_facts.questions import BY_CODE
from safety_portal.core.accounts.requests import GatedRequest
from safety_portal.core.look.wording import counted
from safety_portal.core.web.posting import done_by, posted, status_of
from training.drill_years.actions import plan_drill_year
from training.drill_years.forms import YearForm
from training.drill_years.proposing import Proposal, propose
from training.drill_years.queries import asked_by
from training.drills.queries import drills_of
from training.drills.words import DrillRow, standing

TEMPLATE = "training/drill_years/drill_year.html"


def drill_year(request: GatedRequest[Coalition], coalition: str) -> HttpResponse:
    """Show what would satisfy the rules; POST plans the ticked drills."""
    here, today = request.subject, timezone.localdate()
    if not (asked := asked_by(request.user, here, on=today)):
        return render(request, TEMPLATE, {"coalition": here, "heading": "No calendar yet"})
    proposal = propose(asked)
    form = YearForm(posted(request), proposed=proposal.drills, year=asked.year)
    if done := done_by(form, plan_drill_year, coalition=here, by=request.user):
        messages.success(request, f"{counted(len(done.result.drills), 'drill')} planned.")
        for words in done.result.warnings:
            messages.warning(request, words)
        return redirect("drills", here.slug)
    first, last = asked.year.first_day, asked.year.all_days[-1]
    known = drills_of(request.user, here).between(first, last).order_by("drill_on", "pk")
    context = {
        "coalition": here,
        "heading": heading(proposal),
        "year": asked.year,
        "form": form,
        "rows": list(form.rows()),
        "known": [DrillRow(drill, standing(drill, on=today)) for drill in known],
        "proposal": proposal,
        "questions": sorted(
            {
                BY_CODE[code].question
                for _, needs in proposal.undetermined
                for code in needs
                if code in BY_CODE
            }
        ),
    }
    return render(request, TEMPLATE, context, status=status_of(form))


def heading(proposal: Proposal) -> str:
    """ "12 drills would satisfy the rules this year; 1 duty has no day left"."""
    left = counted(len(proposal.unplaced), "duty has", "duties have")
    rest = f"; {left} no day left" if proposal.unplaced else ""
    if not proposal.drills:
        return f"No drill is missing in this year{rest}"
    number = len(proposal.drills)
    return f"{counted(number, 'drill')} would satisfy the rules this year{rest}"
