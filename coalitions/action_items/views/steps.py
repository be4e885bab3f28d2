"""What becomes of an action item: shown, done, verified, sent back, accepted, open again."""

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.utils import timezone

from coalitions.action_items.actions import coming_back, risks, showing, verifying
from coalitions.action_items.forms.steps import (
    EvidenceForm,
    ReopenForm,
    RiskForm,
    SendBackForm,
    VerifyForm,
)
from coalitions.action_items.lifecycle import ItemState as S
from coalitions.action_items.models import ActionItem
from coalitions.action_items.views.items import form_page
from safety_portal.core.accounts.requests import GatedRequest
from safety_portal.core.look.wording import full_day
from safety_portal.core.web.addresses import address
from safety_portal.core.web.posting import done_by, posted, uploaded
from safety_portal.core.web.way_back import way_back


def _on(request: GatedRequest[ActionItem]) -> HttpResponseRedirect:
    """To where the form was opened from: the item's page, or that of its loop."""
    item = request.subject
    page = address("action_item", item.coalition.slug, item.pk)
    return redirect(way_back(request, page))


def add_evidence(
    request: GatedRequest[ActionItem], coalition: str, action_item: int
) -> HttpResponse:
    """Show something that was done; the item stays where it is."""
    form = EvidenceForm(posted(request), uploaded(request), button="Add this evidence")
    if done_by(form, showing.add_evidence, item=request.subject, by=request.user):
        messages.success(request, "Evidence added, with your name and the time.")
        return _on(request)
    lead = "Say it is done when nothing is left to do; until then it stays open."
    return form_page(request, form, title="Add evidence", lead=lead, when=(S.OPEN, S.DONE))


def say_done(request: GatedRequest[ActionItem], coalition: str, action_item: int) -> HttpResponse:
    """Say it is done, and show it."""
    form = EvidenceForm(posted(request), uploaded(request), button="Say it is done")
    if done_by(form, showing.say_done, item=request.subject, by=request.user):
        messages.success(request, "Done, you say. A second person verifies it now.")
        return _on(request)
    lead = f"A second person checks it: {request.subject.how_checked}"
    return form_page(request, form, title="Say it is done", lead=lead, when=(S.OPEN,))


def verify(request: GatedRequest[ActionItem], coalition: str, action_item: int) -> HttpResponse:
    """Verify, which closes it."""
    form = VerifyForm(posted(request))
    if done_by(form, verifying.verify_item, item=request.subject, by=request.user):
        messages.success(request, f"“{request.subject}” is verified and closed.")
        return _on(request)
    lead = f"How it is checked: {request.subject.how_checked}"
    return form_page(request, form, title="Verify that it is done", lead=lead, when=(S.DONE,))


def send_back(request: GatedRequest[ActionItem], coalition: str, action_item: int) -> HttpResponse:
    """Send it back, with a reason."""
    form = SendBackForm(posted(request))
    if done_by(form, verifying.send_back, item=request.subject, by=request.user):
        messages.success(request, "Returned. Its owner is told the reason.")
        return _on(request)
    lead = "It is open again then, and its owner gets your reason."
    return form_page(request, form, title="Return this action item", lead=lead, when=(S.DONE,))


def accept_risk(
    request: GatedRequest[ActionItem], coalition: str, action_item: int
) -> HttpResponse:
    """Write down who accepts the risk, until when, because."""
    form = RiskForm(posted(request), item=request.subject, on=timezone.localdate())
    if done := done_by(form, risks.accept_risk, item=request.subject, by=request.user):
        until = full_day(done.result.comes_back_on)
        messages.success(request, f"{done.result.accepter} accepts the risk until {until}.")
        return _on(request)
    lead = "This mends nothing. A named person answers for it until a day; then it is open again."
    return form_page(request, form, title="Accept the risk", lead=lead, when=(S.OPEN, S.DONE))


def reopen(request: GatedRequest[ActionItem], coalition: str, action_item: int) -> HttpResponse:
    """Open it again, with a reason and a new day."""
    form = ReopenForm(posted(request))
    if done_by(form, coming_back.reopen_item, item=request.subject, by=request.user):
        messages.success(request, f"“{request.subject}” is open again.")
        return _on(request)
    return form_page(request, form, title="Open it again", when=(S.VERIFIED, S.RISK_ACCEPTED))
