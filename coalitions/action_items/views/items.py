"""Opening an action item, changing it, and a file of its evidence."""

from typing import Any

from django.contrib import messages
from django.http import FileResponse, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone

from coalitions.action_items import checking
from coalitions.action_items.actions import changing, opening
from coalitions.action_items.forms.item import ChangeForm, ItemForm
from coalitions.action_items.lifecycle import ItemState as S
from coalitions.action_items.models import ActionItem, ItemEvidence
from coalitions.coalition.models import Coalition
from coalitions.reunification.models.rehearsal import Rehearsal
from safety_portal.core.accounts.requests import GatedRequest
from safety_portal.core.files.uploads import serve_document
from safety_portal.core.look.wording import full_day
from safety_portal.core.states import WrongState
from safety_portal.core.web.posting import done_by, posted, status_of

FORM = "coalitions/action_items/form.html"


def add(request: GatedRequest[Coalition], coalition: str) -> HttpResponse:
    """Open one by hand: GET the form, POST it."""
    place = request.subject
    form = ItemForm(posted(request), coalition=place, on=timezone.localdate())
    if done := done_by(form, opening.open_item, coalition=place, by=request.user):
        messages.success(request, f"{done.result.owned_by} owns it now.")
        return redirect("action_item", place.slug, done.result.pk)
    context = {"coalition": place, "form": form}
    return render(request, "coalitions/action_items/add.html", context, status=status_of(form))


def add_of_rehearsal(
    request: GatedRequest[Rehearsal], coalition: str, rehearsal: int
) -> HttpResponse:
    """Open one of what a rehearsal of reunification showed; it says where it came from."""
    here, place = request.subject, request.subject.coalition
    words = {"origin_words": f"{here}, {full_day(here.takes_place_on)}"}
    form = ItemForm(posted(request), coalition=place, on=timezone.localdate(), initial=words)
    told = {"coalition": place, "by": request.user, "origin_address": here.get_absolute_url()}
    if done := done_by(form, opening.open_item, **told):
        messages.success(request, f"{done.result.owned_by} owns it now.")
        return redirect("action_item", place.slug, done.result.pk)
    context = {"coalition": place, "form": form}
    return render(request, "coalitions/action_items/add.html", context, status=status_of(form))


def change(request: GatedRequest[ActionItem], coalition: str, action_item: int) -> HttpResponse:
    """Change one. A stale form is answered with 409 and keeps what was typed."""
    form = ChangeForm(posted(request), item=request.subject, on=timezone.localdate())
    if done_by(form, _change, form=form, item=request.subject, by=request.user):
        messages.success(request, "Saved. What it said before stays in its history.")
        return redirect("action_item", coalition, action_item)
    return form_page(request, form, title="Change this action item", when=(S.OPEN, S.DONE))


def _change(*, form: ChangeForm, item: ActionItem, **given: Any) -> ActionItem:
    """Change it; a form that was opened before another change may be sent once more."""
    try:
        return changing.change_item(item=item, **given)
    except checking.Stale as stale:
        form.data = {**form.data, "version": str(stale.item.version)}
        raise WrongState(f"{stale} It now says “{stale.item.what}”.") from stale


def form_page(
    request: GatedRequest[ActionItem],
    form: Any,
    *,
    title: str,
    lead: str = "",
    when: tuple[str, ...],
) -> HttpResponse:
    """A page with a form about an item, for when it is in one of these states.

    WrongState where it is looked at in another one; what was posted is kept on the form.
    """
    if request.method != "POST":
        checking.require_state(request.subject, *when)
    context = {"coalition": request.subject.coalition, "item": request.subject, "form": form}
    context |= {"title": title, "lead": lead}
    return render(request, FORM, context, status=status_of(form))


def evidence_file(
    request: GatedRequest[ItemEvidence], coalition: str, action_item: int, evidence: int
) -> HttpResponseBase:
    """The file of a line of evidence."""
    line = request.subject
    response: FileResponse = serve_document(line.file, name=f"evidence-{line.item_id}-{line.pk}")
    return response
