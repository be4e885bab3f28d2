"""An agreement is recorded, changed, renewed, amended, reviewed, ended or withdrawn."""

from collections.abc import Collection
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from coalitions.agreements.actions import keeping, recording
from coalitions.agreements.forms.agreement import (
    AgreementForm,
    AmendForm,
    BecauseForm,
    ChangeForm,
    EndForm,
    ReviewForm,
)
from coalitions.agreements.lifecycle import (
    AMENDABLE,
    CHANGEABLE,
    ENDABLE,
    HOLDS,
    RENEWABLE,
    check_standing,
)
from coalitions.agreements.models.agreement import Agreement
from coalitions.coalition.models import Coalition
from coalitions.coalition.tabs import form_page, page_context
from safety_portal.core.accounts.requests import GatedRequest
from safety_portal.core.web.posting import done_by, posted, status_of

FORM, CONFIRM = "coalitions/agreements/form.html", "coalitions/agreements/end.html"


def record(request: GatedRequest[Coalition], coalition: str) -> HttpResponse:
    """Write one down."""
    here = request.subject
    form = AgreementForm(posted(request), coalition=here, button="Record the agreement")
    if done := done_by(form, recording.record_agreement, coalition=here, by=request.user):
        messages.success(request, f"{done.result} is recorded. Add its papers next.")
        return redirect("agreement", coalition, done.result.pk)
    context = {"title": "Record an agreement", "lead": "What is promised in writing, and by whom."}
    return form_page(request, FORM, here, "agreements", form, **context)


def change(request: GatedRequest[Agreement], coalition: str, agreement: int) -> HttpResponse:
    """Put one right that does not hold yet."""
    here = request.subject
    form = ChangeForm(
        posted(request), coalition=here.coalition, button="Save the agreement", shown=here
    )
    if done_by(form, recording.change_agreement, agreement=here, by=request.user):
        return _done(request, here, "is saved")
    lead = "It is not in force yet, so it may still be changed. The record keeps what it said."
    return _form(request, form, f"Change {here}", lead, CHANGEABLE)


def renew(request: GatedRequest[Agreement], coalition: str, agreement: int) -> HttpResponse:
    """Write down the one that takes its place, beginning with what this one says."""
    here = request.subject
    days = dict.fromkeys(("signed_on", "starts_on", "ends_on", "review_due_on"))
    form = AgreementForm(
        posted(request),
        coalition=here.coalition,
        button="Record the renewal",
        shown=here,
        initial=days,
    )
    if done := done_by(form, recording.renew_agreement, agreement=here, by=request.user):
        messages.success(request, f"{done.result} is recorded as the renewal.")
        return redirect("agreement", coalition, done.result.pk)
    lead = (
        "A new agreement that names this one. Nothing is overwritten, and officers who stand on"
        " this one stand on both."
    )
    return _form(request, form, f"Renew {here}", lead, RENEWABLE)


def amend(request: GatedRequest[Agreement], coalition: str, agreement: int) -> HttpResponse:
    """Change what one in force says."""
    here = request.subject
    form = AmendForm(posted(request), shown=here)
    if done_by(form, keeping.amend_agreement, agreement=here, by=request.user):
        return _done(request, here, "is amended")
    lead = "What it said before stays beside it. For other parties or a new signature, renew it."
    return _form(request, form, f"Amend {here}", lead, AMENDABLE)


def review(request: GatedRequest[Agreement], coalition: str, agreement: int) -> HttpResponse:
    """The parties read it together."""
    here = request.subject
    form = ReviewForm(posted(request), initial={"reviewed_on": timezone.localdate()})
    if done_by(form, keeping.review_agreement, agreement=here, by=request.user):
        return _done(request, here, "is reviewed")
    return _form(request, form, f"Review {here}", "Does it still say what all of you do?", HOLDS)


def end(request: GatedRequest[Agreement], coalition: str, agreement: int) -> HttpResponse:
    """End it, or say why it is not renewed."""
    here = request.subject
    last_on = min(filter(None, (here.last_on, timezone.localdate())))
    form = EndForm(posted(request), initial={"last_on": last_on})
    if done_by(form, keeping.end_agreement, agreement=here, by=request.user):
        return _done(request, here, "ends")
    return _confirm(request, form, ENDABLE, is_end=True)


def withdraw(request: GatedRequest[Agreement], coalition: str, agreement: int) -> HttpResponse:
    """Take back one that does not hold yet."""
    here = request.subject
    form = BecauseForm(posted(request))
    if done_by(form, keeping.withdraw_agreement, agreement=here, by=request.user):
        return _done(request, here, "is withdrawn")
    return _confirm(request, form, CHANGEABLE, is_end=False)


def _done(request: GatedRequest[Agreement], agreement: Agreement, verb: str) -> HttpResponse:
    messages.success(request, f"{agreement} {verb}.")
    return redirect("agreement", agreement.coalition.slug, agreement.pk)


def _form(
    request: GatedRequest[Agreement], form: Any, title: str, lead: str, allowed: Collection[str]
) -> HttpResponse:
    """A page with a form of an agreement, where it is in a state for it."""
    here = request.subject
    if not form.is_bound:
        check_standing(here.standing, allowed)
    context = {"agreement": here, "title": title, "lead": lead}
    return form_page(request, FORM, here.coalition, "agreements", form, **context)


def _confirm(
    request: GatedRequest[Agreement], form: Any, allowed: Collection[str], *, is_end: bool
) -> HttpResponse:
    """The page that says what ending or withdrawing means."""
    here = request.subject
    if not form.is_bound:
        check_standing(here.standing, allowed)
    context = page_context(request, here.coalition, "agreements", form=form, agreement=here)
    context |= {"is_end": is_end, "is_destructive": True, "back": "Back to the agreement"}
    context["back_url"] = here.get_absolute_url()
    context["has_ended"] = here.standing == "ended"
    return render(request, CONFIRM, context, status=status_of(form))
