"""What all apps offer the agendas of a coalition, most pressing first."""

from datetime import date

from django.utils import timezone

from coalitions.briefs.offering.agenda import question_of_the_day
from coalitions.coalition.models import Coalition
from coalitions.meetings.models.meeting import Meeting
from coalitions.meetings.offering.agenda import (
    agreements_ending,
    minutes_to_approve,
    overdue_items,
    vacant_seats,
)
from coalitions.meetings.offers import OfferedLine, composed
from coalitions.meetings.queries import last_held
from coalitions.programs.offering.agenda import programs_to_decide
from plans.findings.agenda import new_findings
from plans.review.agenda import reviews_waiting

# In the order of an agenda: what was left, what is owed, what could be better.
OFFERS = (
    minutes_to_approve,
    overdue_items,
    reviews_waiting,
    new_findings,
    agreements_ending,
    vacant_seats,
    question_of_the_day,
    programs_to_decide,
)


def offered_to(coalition: Coalition, *, on: date, levels: frozenset[str]) -> list[OfferedLine]:
    """All that is open in the coalition on the day, as far as somebody of these levels reads it."""
    last = last_held(coalition)
    since = timezone.localdate(last.starts_at) if last else None
    lines = composed(OFFERS, coalition, on=on, since=since)
    return [line for line in lines if line.sensitivity in levels]


def left_for(meeting: Meeting, *, on: date, levels: frozenset[str]) -> list[OfferedLine]:
    """What of it is not on the agenda of the meeting."""
    standing = meeting.lines.filter(removed_at__isnull=True).exclude(origin_key="")
    there = set(standing.values_list("origin_key", flat=True))
    offered = offered_to(meeting.coalition, on=on, levels=levels)
    return [line for line in offered if line.key not in there]
