"""Make programs, their measures and numbers, as builders.py makes the rest."""

from datetime import timedelta
from decimal import Decimal

from django.utils import timezone

from coalitions.meetings.actions import approving, minutes
from coalitions.meetings.models.agenda import Decision
from coalitions.programs.catalogue import EntryText
from coalitions.programs.here import EntryHere
from coalitions.programs.library import library
from coalitions.programs.lifecycle import WAS_ADOPTED, ProgramState, next_review
from coalitions.programs.models.entry import ProgramEntry
from coalitions.programs.models.measure import Measure, MeasureValue
from coalitions.programs.models.program import Program
from tests import builders
from tests.meeting import make_opened, write

CELL = "detect.information_sharing"
LINE = "reporting_line"


def make_decision(*, coalition, by, text="Adopt it.", approved=True, **line):
    """A decision of a meeting of today, of minutes that are approved unless said otherwise.

    No two meetings begin at once: from the twentieth on they were on days before.
    """
    days, hour = divmod(coalition.meetings.count(), 20)
    meeting = make_opened(coalition=coalition, by=by, people=[], days=-days, hour=hour)
    agenda_line = meeting.lines.first()
    write(meeting=meeting, by=by)
    if line:
        type(agenda_line).objects.filter(pk=agenda_line.pk).update(**line)
    agenda_line.refresh_from_db()
    agenda_line.meeting = meeting
    decision = minutes.record_decision(
        line=agenda_line, text=text, votes_for=11, votes_against=0, abstained=1, by=by
    )
    meeting = approving.hand_in(meeting=meeting, by=by)
    if approved:
        approving.approve(meeting=meeting, by=by)
    return Decision.objects.select_related("line__meeting").get(pk=decision.pk)


def from_library(coalition, code=LINE):
    """An entry that came with the portal, on the pages of a coalition."""
    return EntryHere(coalition, code, library()[code])


def entry_text(**changed):
    """What an own entry says."""
    said = {
        "title": "Peer mediation",
        "cells": ("deter.intervention",),
        "led_by": ("teacher",),
        "for_whom": "Grades 6 to 8",
        "description": "Students help students to settle a quarrel.",
        "process": ("Mediations held",),
        "outcome": ("Fights",),
        "review": "yearly",
        "caution": "Not for bullying.",
    }
    return EntryText(**said | changed)


def make_entry(*, coalition, by, code=None, **said):
    """An entry of a coalition's own catalogue."""
    return ProgramEntry.objects.create(
        coalition=coalition,
        code=code or f"own-entry-{next(builders.serial)}",
        written_at=timezone.now(),
        written_by=by,
        **entry_text(**said).fields,
    )


def make_program(*, coalition, by, state=ProgramState.RUNNING, decision=None, **fields):
    """A program in a state; of one that was adopted with the decision it stands on."""
    now, today = timezone.now(), timezone.localdate()
    plain = {
        "title": f"Program {next(builders.serial)}",
        "cells": [CELL],
        "led_by": ["sro"],
        "for_whom": "Everybody",
        "description": "A card with one number.",
        "measure_names": ["Reports", "Answered"],
        "reasons": "Drivers hear it first.",
        "recommended_at": now,
        "recommended_by": by,
    }
    if state in WAS_ADOPTED:
        decision = decision or make_decision(coalition=coalition, by=by)
        plain |= {"adoption": decision, "adopted_at": now, "adopted_by": by}
    if state == ProgramState.DECLINED:
        plain |= {"declined_at": now, "declined_by": by, "declined_because": "Too dear."}
    if state == ProgramState.RUNNING:
        started_on = fields.get("started_on", today - timedelta(days=100))
        plain |= {
            "started_on": started_on,
            "leader": by.people.get(district=coalition.district_id),
            "review_due_on": next_review(started_on, "yearly"),
        }
    if state == ProgramState.ENDED:
        plain["ended_on"] = today
    return Program.objects.create(coalition=coalition, state=state, **plain | fields)


def make_measure(program, *, name="Reports", goal=4, **fields):
    position = program.measures.count() + 1
    return Measure.objects.create(
        program=program, position=position, name=name, goal=Decimal(goal), **fields
    )


def make_value(measure, *, days_ago, value, by, out_of=None):
    """What it was so many days ago."""
    return MeasureValue.objects.create(
        measure=measure,
        measured_on=timezone.localdate() - timedelta(days=days_ago),
        value=Decimal(str(value)),
        out_of=out_of,
        entered_at=timezone.now(),
        entered_by=by,
    )
