"""One program: what its measures say, how it came here, its numbers as a file."""

from collections.abc import Iterator

from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone

from coalitions.access.grants import access_of
from coalitions.coalition.tabs import page_context
from coalitions.meetings.wording import vote_words
from coalitions.prevention.matrix import drawn
from coalitions.programs.lifecycle import Cadence, Outcome
from coalitions.programs.models.measure import MeasureValue
from coalitions.programs.models.program import Program
from coalitions.programs.plots import plots_of
from coalitions.programs.queries import briefs_with, values_of
from coalitions.programs.views.lists import cells_in_words
from coalitions.programs.words import (
    heading,
    leaders_in_words,
    recommended_in_words,
    state_in_words,
    value_in_words,
)
from safety_portal.core.accounts.requests import GatedRequest
from safety_portal.core.exports.csv import csv_response

# Of each measure the newest of its numbers stand in the table; the file has all.
NUMBERS_SHOWN = 8
COLUMNS = ["Measure", "Day", "Number", "Of", "Goal", "Entered by"]
DONE = {Outcome.KEEP: "kept", Outcome.CHANGE: "to be changed", Outcome.END: "ended"}


def program(request: GatedRequest[Program], coalition: str, program: int) -> HttpResponse:
    """What the measures say first, then what is due, how it came here, where it stands."""
    this, today = request.subject, timezone.localdate()
    plots = plots_of(this.measures.all(), values_of(this), this.started_on)
    compared = [plot for plot in plots if plot.is_compared]
    reviews = this.reviews.select_related("decision__line__meeting")
    context = page_context(
        request,
        this.coalition,
        "programs",
        program=this,
        heading=heading(this, sum(p.is_better for p in compared), len(compared), on=today),
        word=state_in_words(this, on=today),
        plots=plots,
        rows=[(plot, _newest(plot.values)) for plot in plots],
        reviews=[(each, DONE[Outcome(each.outcome)]) for each in reviews.order_by("-reviewed_on")],
        recommended=recommended_in_words(this),
        vote=vote_words(this.adoption) if this.adoption else "",
        matrix=drawn(set(this.cells)),
        cells=cells_in_words(this.cells),
        led_by=leaders_in_words(this.led_by),
        every=Cadence(this.review_every).label.lower(),
        briefs=briefs_with(request.user, this),
        today=today,
        # Minutes are for the members of the coalition that met; others read of it here.
        reads_minutes=this.coalition_id in access_of(request.user).coalition_ids,
    )
    return render(request, "coalitions/programs/program.html", context)


def _newest(values: tuple[MeasureValue, ...]) -> list[tuple[MeasureValue, str]]:
    return [(value, value_in_words(value)) for value in reversed(values[-NUMBERS_SHOWN:])]


def numbers_csv(
    request: GatedRequest[Program], coalition: str, program: int
) -> StreamingHttpResponse:
    """Every number as a file."""
    this = request.subject
    return csv_response(f"program-{this.pk}.csv", COLUMNS, _cells(values_of(this)))


def _cells(values: list[MeasureValue]) -> Iterator[list[object]]:
    for value in values:
        yield [
            value.measure.name,
            value.measured_on.isoformat(),
            value.value,
            value.out_of,
            value.measure.goal,
            str(value.entered_by),
        ]
