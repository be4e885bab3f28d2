"""Who asks to join, for who answers: the list, one of them, and by which rules people ask."""

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from coalitions.champions.actions import deciding, opening
from coalitions.champions.forms import DeclineForm, InviteAskerForm, JoinRulesForm
from coalitions.champions.lifecycle import RequestState
from coalitions.champions.models.asking import JoinRequest
from coalitions.champions.queries import (
    administering,
    first_waiting,
    memberships_by_address,
    named_answerer,
    rules_of,
)
from coalitions.champions.words import answerer_words, requests_heading
from coalitions.coalition.models import Coalition
from coalitions.coalition.tabs import form_page, page_context
from safety_portal.core.accounts.requests import GatedRequest
from safety_portal.core.paging import keyset_page
from safety_portal.core.web.posting import done_by, posted, status_of


def requests(request: GatedRequest[Coalition], coalition: str) -> HttpResponse:
    """Those that wait, or with ?answered those that were answered; the newest first."""
    place, today = request.subject, timezone.localdate()
    answered, rules = "answered" in request.GET, rules_of(place)
    every = JoinRequest.objects.visible_to(request.user).filter(coalition=place)
    rows = every.exclude(state=RequestState.WAITING) if answered else every.waiting()
    page = keyset_page(rows.select_related("seat", "school"), request, by=("-id",))
    waiting, first = first_waiting(place)
    due = first.answer_due_on if first else None
    context = page_context(
        request,
        place,
        "champions",
        page=page,
        answered=answered,
        waiting=waiting,
        heading=requests_heading(waiting, due, on=today),
        rules=rules,
        answerer=answerer_words(named_answerer(rules, on=today)),
    )
    return render(request, "coalitions/champions/requests.html", context)


def request_page(request: GatedRequest[JoinRequest], coalition: str, asked: int) -> HttpResponse:
    """One of them, with two ways to answer."""
    return _request(request)


def _request(
    request: GatedRequest[JoinRequest],
    *,
    invite: Form | None = None,
    decline: Form | None = None,
) -> HttpResponse:
    asked, today = request.subject, timezone.localdate()
    shown = invite or decline
    rules = rules_of(asked.coalition)
    context = page_context(
        request,
        asked.coalition,
        "champions",
        asked=asked,
        is_waiting=asked.state == RequestState.WAITING,
        is_invited=asked.state == RequestState.INVITED,
        held=memberships_by_address(asked, on=today),
        invite_form=invite or InviteAskerForm(asked=asked),
        decline_form=decline or DeclineForm(),
        rules=rules,
        answerer=answerer_words(named_answerer(rules, on=today)),
    )
    status = status_of(shown) if shown else 200
    return render(request, "coalitions/champions/request.html", context, status=status)


def invite(request: GatedRequest[JoinRequest], coalition: str, asked: int) -> HttpResponse:
    """Invite them; the form stands on their page."""
    form = InviteAskerForm(posted(request), asked=request.subject)
    if done := done_by(form, deciding.invite_asker, asked=request.subject, by=request.user):
        messages.success(request, f"Invitation sent to {done.result.email}.")
        return redirect("champion_requests", coalition)
    return _request(request, invite=form)


def decline(request: GatedRequest[JoinRequest], coalition: str, asked: int) -> HttpResponse:
    """Decline with words; the form stands on their page."""
    form = DeclineForm(posted(request))
    if done := done_by(form, deciding.decline_asker, asked=request.subject, by=request.user):
        messages.success(request, f"Your words are on their way to {done.result.email}.")
        return redirect("champion_requests", coalition)
    return _request(request, decline=form)


def rules(request: GatedRequest[Coalition], coalition: str) -> HttpResponse:
    """Open or close asking, and say who answers."""
    place, known = request.subject, rules_of(request.subject)
    own = administering(request.user, place, on=timezone.localdate())
    form = JoinRulesForm(posted(request), rules=known, own=own)
    if done := done_by(form, opening.change_join_rules, coalition=place, by=request.user):
        open_or_not = (
            "People can ask to join." if done.result.is_open else "Nobody can ask to join."
        )
        messages.success(request, f"Saved. {open_or_not}")
        return redirect("champion_requests", coalition)
    return form_page(
        request, "coalitions/champions/rules.html", place, "champions", form, rules=known
    )
