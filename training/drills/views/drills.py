"""The drills of a place as a list, and one of them."""

from datetime import date

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from coalitions.coalition.models import Coalition
from safety_portal.core.accounts.requests import GatedRequest
from safety_portal.core.look.wording import full_day
from safety_portal.core.paging import keyset_page
from training.drills.kinds import Assured, Lacking
from training.drills.models.drill import Drill
from training.drills.policies import reads_details
from training.drills.queries import drills_of, findings_of, school_year_of
from training.drills.words import DrillRow, heading, observers_in_words, standing, told_lines

# Beside the list of what was held.
PLANNED_SHOWN = 12


def drills(request: GatedRequest[Coalition], coalition: str) -> HttpResponse:
    """What is planned, soonest first, and what was held or canceled, newest first."""
    here, today = request.subject, timezone.localdate()
    every, (first, last) = drills_of(request.user, here), school_year_of(today)
    planned = list(every.planned().order_by("drill_on", "starts_at", "pk")[: PLANNED_SHOWN + 1])
    past = keyset_page(every.exclude(state="planned"), request, by=("-drill_on", "-id"))
    waiting = [drill for drill in planned if drill.drill_on < today]
    following = next((drill for drill in planned if drill.drill_on >= today), None)
    held = every.held().filter(is_real=False).between(first, last).count()
    context = {
        "coalition": here,
        "heading": heading(held, following, len(waiting), on=today),
        "planned": [_row(drill, today) for drill in planned[:PLANNED_SHOWN]],
        "has_more_planned": len(planned) > PLANNED_SHOWN,
        "page": past.of(lambda drill: _row(drill, today)),
    }
    return render(request, "training/drills/drills.html", context)


def _row(drill: Drill, today: date) -> DrillRow:
    return DrillRow(drill, standing(drill, on=today))


def drill(request: GatedRequest[Drill], coalition: str, drill: int) -> HttpResponse:
    """When and how it is or was; what was measured and found, for members."""
    this, today = request.subject, timezone.localdate()
    sees = reads_details(request.user, this.coalition)
    context = {
        "drill": this,
        "coalition": this.coalition,
        "row": _row(this, today),
        "told": told_lines(this),
        "sees": sees,
        "invited": observers_in_words(this.invited),
        "observers": observers_in_words(this.observers),
        "assured": [each.label for each in Assured if each.value in this.assured],
        "lacking": [each.label for each in Lacking if each.value in this.lacking],
        "findings": findings_of(request.user, this) if sees and this.is_held else [],
        "moves": list(this.moves.select_related("moved_by").order_by("pk")) if sees else [],
        "heading": _heading(this, today),
    }
    return render(request, "training/drills/drill.html", context)


def _heading(this: Drill, today: date) -> str:
    day = full_day(this.drill_on)
    if this.is_held:
        return f"{this.title}, held on {day}"
    if this.is_planned:
        waits = "was planned for" if this.drill_on < today else "planned for"
        return f"{this.title}, {waits} {day}"
    return f"{this.title} of {day}, canceled"
