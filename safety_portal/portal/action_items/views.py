"""The page of one action item."""

from dataclasses import dataclass
from datetime import date

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from coalitions.action_items.lifecycle import ItemState
from coalitions.action_items.models import ActionItem
from coalitions.action_items.moves import moves_of
from coalitions.action_items.queries import earlier_of, history_of, lines_of
from plans.findings.models import Finding
from plans.loops.queries import loops_of
from plans.required_changes.queries import sections_asked
from safety_portal.core.accounts.requests import GatedRequest
from safety_portal.core.audit.models import AuditRow
from safety_portal.core.look.wording import done_in_words, due_in_words, full_day


@dataclass(frozen=True)
class Event:
    """A line of the history: what was done, with its details."""

    row: AuditRow
    words: str


def action_item_page(
    request: GatedRequest[ActionItem], coalition: str, action_item: int
) -> HttpResponse:
    """Where it stands, what is to be done, what shows it, and how it came here."""
    shown, on = request.subject, timezone.localdate()
    found = Finding.objects.visible_to(request.user).filter(action_item=shown).first()
    context = {
        "coalition": shown.coalition,
        "item": shown,
        "heading": heading(shown, on=on),
        "moves": moves_of(shown, request.user),
        "evidence": lines_of(shown),
        "earlier": earlier_of(shown, request.user),
        "found": found,
        "loop": loops_of([found.pk], on=on)[found.pk] if found else None,
        "sections": sections_asked(shown, request.user),
        "history": [Event(row, done_in_words(row.action)) for row in history_of(shown)],
        "is_not_closed": shown.state in (ItemState.OPEN, ItemState.DONE),
    }
    return render(request, "portal/action_items/action_item.html", context)


def heading(item: ActionItem, *, on: date) -> str:
    """The h1: what it is, and where it stands today."""
    if item.state == ItemState.VERIFIED:
        return f"{item}: verified and closed"
    if item.state == ItemState.DONE:
        return f"{item}: done, to be verified"
    if item.state == ItemState.RISK_ACCEPTED and item.comes_back_on:
        return f"{item}: risk accepted until {full_day(item.comes_back_on)}"
    words = due_in_words(item.due_on, on=on)
    return f"{item}: {words[0].lower()}{words[1:]}"
