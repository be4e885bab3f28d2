"""One finding: where it stands, the action item that mends it, a decision not to act."""

from datetime import date, timedelta

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone

from plans.assessments.forms.planning import ReasonForm
from plans.findings.actions import deciding
from plans.findings.forms.findings import ActForm
from plans.findings.models import Finding
from plans.findings.queries import history_of, owners_for, photos_of
from plans.findings.standing import ANSWER_WITHIN, age_of, standing_of
from safety_portal.core.accounts.requests import GatedRequest
from safety_portal.core.look.wording import done_in_words
from safety_portal.core.web.posting import done_by, posted, status_of
from safety_portal.core.web.way_back import way_back

# What is proposed for mending; whoever opens the item changes it.
MENDED_WITHIN = timedelta(days=30)


def finding(request: GatedRequest[Finding], coalition: str, finding: int) -> HttpResponse:
    """What was found, where it stands, and what became of it."""
    found, today = request.subject, timezone.localdate()
    context = {
        "finding": found,
        "coalition": found.coalition,
        "standing": standing_of(found, on=today),
        "days": age_of(found, on=today),
        "answer_by": found.found_on + ANSWER_WITHIN,
        "photos": photos_of(found),
        "changes": (found.annex or found.section).replace("_", " ").capitalize(),
        "again": found.repeated_by.order_by("pk").first(),
        "history": [(row, done_in_words(row.action)) for row in history_of(found)],
        "may_be_acted_on": not found.action_item and not found.closed_at,
        "may_be_decided": not (found.action_item or found.closed_at or found.not_acting_at),
    }
    return render(request, "plans/findings/finding.html", context)


def act(request: GatedRequest[Finding], coalition: str, finding: int) -> HttpResponse:
    """Open the action item that mends it: GET the form, POST it."""
    found = request.subject
    form = act_form(found, on=timezone.localdate(), data=posted(request))
    if done := done_by(form, deciding.open_action, finding=found, by=request.user):
        messages.success(request, f"Action item opened: {done.result.what}")
        return redirect(way_back(request, found.get_absolute_url()))
    context = {"finding": found, "coalition": found.coalition, "form": form}
    return render(request, "plans/findings/act.html", context, status=status_of(form))


def act_form(found: Finding, *, on: date, data: QueryDict | None = None) -> ActForm:
    """The form that opens a finding's action item, with what is proposed for it."""
    initial = {"due_on": on + MENDED_WITHIN, "what": _proposed(found.title)}
    return ActForm(data, owners=owners_for(found, on=on), initial=initial)


def _proposed(title: str) -> str:
    """The words of the finding, as far as they fit: whoever opens the item says what is done."""
    return title if len(title) <= 200 else ""


def not_act(request: GatedRequest[Finding], coalition: str, finding: int) -> HttpResponse:
    """Record a decision not to act, with a reason."""
    found = request.subject
    form = ReasonForm(posted(request), button="Record this decision", about="Why nothing is done")
    if done_by(form, deciding.decide_not_to_act, finding=found, by=request.user):
        messages.success(request, "Decision recorded. It stands on the report with your name.")
        return redirect(found)
    context = {"finding": found, "coalition": found.coalition, "form": form}
    return render(request, "plans/findings/not_act.html", context, status=status_of(form))
