"""Roles are filled, rehearsals planned and written down, kits added and looked through."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from coalitions.coalition.models import Coalition
from coalitions.coalition.tabs import form_page, page_context
from coalitions.reunification.actions import kits, rehearsals, roles
from coalitions.reunification.content import REHEARSAL_CODES, rehearsal_of
from coalitions.reunification.forms.keeping import (
    BecauseForm,
    CheckForm,
    KitForm,
    RehearsalForm,
    RoleForm,
    WriteUpForm,
)
from coalitions.reunification.lifecycle import RehearsalState, check_rehearsal
from coalitions.reunification.models.kit import Kit
from coalitions.reunification.models.rehearsal import Rehearsal
from coalitions.reunification.queries import RoleRow, role_rows
from coalitions.reunification.words import rehearsal_word
from safety_portal.core.accounts.requests import GatedRequest
from safety_portal.core.look.wording import listed
from safety_portal.core.web.posting import done_by, posted, status_of

FORM = "coalitions/reunification/form.html"


def role(request: GatedRequest[Coalition], coalition: str, job: str) -> HttpResponse:
    """Say who fills a role."""
    here, today = request.subject, timezone.localdate()
    row = next((each for each in role_rows(here, on=today) if each.role.code == job), None)
    if row is None:
        raise Http404("No such role.")
    form = RoleForm(posted(request), coalition=here, row=row, on=today)
    if done_by(form, roles.name_role, coalition=here, role=job, by=request.user):
        messages.success(request, f"{row.role.title} is saved.")
        return redirect(f"{request.path.partition('roles/')[0]}#roles")
    context = {"title": row.role.title, "lead": _asked_of(row)}
    return form_page(request, FORM, here, "reunification", form, **context)


def _asked_of(row: RoleRow) -> str:
    """Who fills a role as a rule, and who of those named has left."""
    usual = "; ".join([row.role.primary, *row.role.alternates])
    left = [str(each.person) for each in row.holders if each and each.pk in row.has_left]
    gone = f" {listed(left)} {'has' if len(left) == 1 else 'have'} left." if left else ""
    return f"As a rule: {usual}. Where: {row.role.where}.{gone}"


def rehearse(request: GatedRequest[Coalition], coalition: str) -> HttpResponse:
    """Plan one."""
    here, kind = request.subject, request.GET.get("kind", "")
    chosen = rehearsal_of(kind if kind in REHEARSAL_CODES else REHEARSAL_CODES[0])
    form = RehearsalForm(posted(request), initial={"kind": chosen.code if chosen else ""})
    if done := done_by(form, rehearsals.plan_rehearsal, coalition=here, by=request.user):
        messages.success(request, f"{done.result} is planned.")
        return redirect(done.result)
    context = page_context(request, here, "reunification", form=form, chosen=chosen)
    template = "coalitions/reunification/rehearse.html"
    return render(request, template, context, status=status_of(form))


def rehearsal(request: GatedRequest[Rehearsal], coalition: str, rehearsal: int) -> HttpResponse:
    """What it practised and showed; once its day has come, the form to write that down."""
    here, today = request.subject, timezone.localdate()
    form = WriteUpForm(posted(request))
    if done_by(form, rehearsals.write_up, rehearsal=here, by=request.user):
        messages.success(request, "What it showed is written down.")
        return redirect(here)
    is_planned = here.state == RehearsalState.PLANNED
    context: dict[str, Any] = {"rehearsal": here, "form": form, "is_planned": is_planned}
    context |= {"is_to_write": is_planned and here.takes_place_on <= today}
    context |= {"word": rehearsal_word(here, on=today), "kind": rehearsal_of(here.kind)}
    context = page_context(request, here.coalition, "reunification", **context)
    template = "coalitions/reunification/rehearsal.html"
    return render(request, template, context, status=status_of(form))


def call_off(request: GatedRequest[Rehearsal], coalition: str, rehearsal: int) -> HttpResponse:
    """Say that it is not held."""
    here = request.subject
    form = BecauseForm(posted(request))
    if done_by(form, rehearsals.call_off, rehearsal=here, by=request.user):
        messages.success(request, f"{here} is called off.")
        return redirect("reunification", coalition)
    if not form.is_bound:
        check_rehearsal(here.state, RehearsalState.CALLED_OFF)
    context = page_context(request, here.coalition, "reunification", rehearsal=here, form=form)
    context |= {"back_url": here.get_absolute_url(), "back": "Back to the rehearsal"}
    context["is_destructive"] = True
    template = "coalitions/reunification/call_off.html"
    return render(request, template, context, status=status_of(form))


def add_kit(request: GatedRequest[Coalition], coalition: str) -> HttpResponse:
    """Say where one stands."""
    here = request.subject
    form = KitForm(posted(request))
    if done := done_by(form, kits.add_kit, coalition=here, by=request.user):
        messages.success(request, f"The kit at {done.result} is on the list. Look through it next.")
        return redirect("reunification", coalition)
    lead = "One at the district, one at the alternate site; never only at the school."
    context = {"title": "Add a kit", "lead": lead}
    return form_page(request, FORM, here, "reunification", form, **context)


def check_kit(request: GatedRequest[Kit], coalition: str, kit: int) -> HttpResponse:
    """Write down what is there."""
    here = request.subject
    form = CheckForm(posted(request), kit=here, initial={"checked_on": timezone.localdate()})
    if done_by(form, kits.check_kit, kit=here, by=request.user):
        messages.success(request, f"The check of the kit at {here} is written down.")
        return redirect("reunification", coalition)
    context = {"title": f"Look through the kit: {here}", "kit": here}
    context["lead"] = "Seals, dates, and whether the sealed lists are of this semester."
    return form_page(request, FORM, here.coalition, "reunification", form, **context)


def remove_kit(request: GatedRequest[Kit], coalition: str, kit: int) -> HttpResponse:
    """Ask once more, then take it off the list."""
    here = request.subject
    if request.method == "POST":
        kits.remove_kit(kit=here, by=request.user)
        messages.success(request, f"The kit at {here} is off the list.")
        return redirect("reunification", coalition)
    context = page_context(request, here.coalition, "reunification", kit=here)
    context |= {"is_destructive": True, "back": "Keep it"}
    context["back_url"] = f"{request.path.partition('kits/')[0]}#kits"
    return render(request, "coalitions/reunification/remove_kit.html", context)
