"""Rows of meetings for the table of verbs (rows.py)."""

from functools import cache

from coalitions.meetings import queries as meetings_queries


@cache
def meeting(which):
    """A meeting, by its name in a place."""

    def fetched(asker, place, role):
        return meetings_queries.fetch_meeting(asker, **_at(place, which))

    return fetched


@cache
def line(level):
    """A line of the meeting that was held."""

    def fetched(asker, place, role):
        pk = place.lines["held"][level].pk
        return meetings_queries.fetch_line(asker, line=pk, **_at(place, "held"))

    return fetched


def decision(asker, place, role):
    return meetings_queries.fetch_decision(
        asker,
        decision=place.meeting_decision.pk,
        line=place.lines["held"]["members"].pk,
        **_at(place, "held"),
    )


def invitee(asker, place, role):
    return meetings_queries.fetch_invitee(asker, invitee=place.invitee.pk, **_at(place, "meeting"))


def sheet(asker, place, role):
    return meetings_queries.fetch_sheet(asker, sheet=place.sheet.pk, **_at(place, "held"))


def _at(place, which):
    return {"coalition": place.coalition.slug, "meeting": getattr(place, which).pk}
