"""The page of one loop."""

from datetime import date

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from coalitions.action_items.queries import lines_of
from plans.findings.models import Finding
from plans.loops.lifecycle import Step
from plans.loops.queries import loops_of, marks_of
from plans.required_changes.queries import sections_asked
from safety_portal.core.accounts.models import User
from safety_portal.core.accounts.requests import GatedRequest
from safety_portal.portal.closed_loop.queries import (
    changed_sections,
    same_elsewhere,
    signing_of,
    told_of,
    who_verifies,
)
from safety_portal.portal.closed_loop.steps import steps_of
from safety_portal.portal.closed_loop.waiting import waiting_of
from safety_portal.portal.closed_loop.whole import Whole
from safety_portal.portal.closed_loop.words import heading, next_in_words


@require_safe
def closed_loop(request: GatedRequest[Finding], coalition: str, finding: int) -> HttpResponse:
    """Its seven steps, and the form of the one that waits."""
    found, on = request.subject, timezone.localdate()
    whole = gather(found, request.user, on=on)
    lines = steps_of(whole)
    context = {
        "finding": found,
        "coalition": found.coalition,
        "loop": whole.loop,
        "steps": lines,
        "heading": heading(whole, lines),
        "next": next_in_words(whole),
        "waiting": waiting_of(whole),
        "evidence": whole.evidence,
        "days_open": whole.days_open,
        "told": told_of(found),
        "elsewhere": same_elsewhere(found, request.user, on=on),
    }
    return render(request, "portal/closed_loop/closed_loop.html", context)


def gather(finding: Finding, reader: User, *, on: date) -> Whole:
    """All that the page says of a finding's steps, as its reader may know it: ten queries."""
    loop, item = loops_of([finding.pk], on=on)[finding.pk], finding.action_item
    changed = changed_sections(loop, reader)
    return Whole(
        finding,
        loop,
        reader,
        on,
        asked=sections_asked(item, reader) if item else [],
        changed=changed,
        signing=signing_of({each.section.edition_id for each in changed}) if changed else None,
        marks=marks_of(finding),
        evidence=lines_of(item) if item else [],
        verifiers=who_verifies(item, on=on) if item and loop.stuck == Step.VERIFIED else [],
    )
