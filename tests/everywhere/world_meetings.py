"""Meetings of a place: one planned, one held, one whose minutes wait, one that is approved.

Each has a line for everybody, one for members, one that is restricted, with the marks of world.py.
"""

import hashlib

from coalitions.meetings import tokens
from coalitions.meetings.actions import approving, minutes, planning
from coalitions.meetings.models.agenda import Recusal
from coalitions.meetings.models.draft import MinutesDraft
from coalitions.meetings.models.invitee import AttendanceSheet
from coalitions.people.addresses import address_of
from tests import builders
from tests.everywhere.world_plans import membership_of
from tests.meeting import details, everybody, make_line

# Level of a line -> what its words bear beside the mark of the place.
WORDS = {"public": "", "members": "-inside", "restricted": "-secret"}
MEETINGS = ("meeting", "held", "draft", "approved")


def add_meetings(place):
    """place.meeting (next week), .held, .draft, .approved, and what lies under them."""
    place.lines = {}
    people = everybody(place.coalition)
    for name in MEETINGS:
        _add_meeting(place, name, people)
    planning.change_rules(
        coalition=place.coalition,
        quorum_percent=51,
        is_open=place.name in ("own", "district"),
        agenda_days=3,
        by=place.administrator,
    )
    place.invitee = place.meeting.invitees.get(person=membership_of(place, "teacher").person)
    place.signed = tokens.token_for(place.invitee, address_of(place.invitee.person))
    place.meeting_decision = place.lines["held"]["members"].decisions.first()
    Recusal.objects.create(
        decision=place.meeting_decision, person=membership_of(place, "fire").person
    )
    typed = {str(place.lines["held"]["restricted"].pk): [f"{place.mark}-secret-typed", 1]}
    MinutesDraft.objects.create(
        meeting=place.held,
        account=place.administrator,
        texts=typed,
        guests=f"{place.mark}-inside-guest",
        saved_at=place.held.opened_at,
    )
    place.sheet = _add_sheet(place, f"{place.mark}-inside-sheet.png")


def _add_sheet(place, name):
    return AttendanceSheet.objects.create(
        meeting=place.held,
        name=name,
        file=builders.png(),
        sha256=hashlib.sha256(name.encode()).hexdigest(),
        added_at=place.held.opened_at,
        added_by=place.administrator,
    )


def _add_meeting(place, name, people):
    by, number = place.administrator, MEETINGS.index(name)
    meeting = planning.plan_meeting(
        coalition=place.coalition,
        details=details(days=-7 * number or 7, about=f"{place.mark}-{name}"),
        people=people if name == "meeting" else people[:3],
        by=by,
    )
    place.lines[name] = {
        level: make_line(
            meeting=meeting, by=by, title=f"{place.mark}{word}-line", sensitivity=level
        )
        for level, word in WORDS.items()
    }
    if name != "meeting":
        meeting = planning.open_meeting(meeting=meeting, by=by)
        _write(place, meeting, place.lines[name], by=by)
    if name in ("draft", "approved"):
        meeting = approving.hand_in(meeting=meeting, by=by)
    if name == "approved":
        meeting = approving.approve(meeting=meeting, by=by)
        for level, word in WORDS.items():
            text = f"{place.mark}{word}-correction"
            approving.correct(meeting=meeting, text=text, sensitivity=level, by=by)
    setattr(place, name, meeting)


def _write(place, meeting, lines, *, by):
    texts = {line.pk: (f"{place.mark}{WORDS[level]}-text", 0) for level, line in lines.items()}
    minutes.write_minutes(meeting=meeting, texts=texts, guests=f"{place.mark}-inside-guest", by=by)
    for level, line in lines.items():
        text = f"{place.mark}{WORDS[level]}-decision"
        minutes.record_decision(line=line, text=text, by=by)


def grow_meetings(place):
    """One more meeting, and of each that addresses name one more line, decision and person."""
    count = place.meeting.lines.count()
    planning.plan_meeting(
        coalition=place.coalition,
        details=details(days=100 + count),
        people=[],
        by=place.administrator,
    )
    person = builders.make_person(district=place.coalition.district)
    for name in ("meeting", "held", "draft"):
        meeting = getattr(place, name)
        line = make_line(meeting=meeting, by=place.administrator, title=f"More {count}")
        meeting.invitees.create(person=person)
        if name != "meeting":
            minutes.record_decision(line=line, text=f"More {count}", by=place.administrator)
    Recusal.objects.create(decision=place.meeting_decision, person=person)
    approving.correct(
        meeting=place.approved, text=f"More {count}", sensitivity="public", by=place.administrator
    )
    _add_sheet(place, f"more-{count}.png")
    place.coalition.seats.create(
        code=f"vacant-{count}", title=f"More {count}", filled_by_roles=["fire"], why="Grows."
    )
