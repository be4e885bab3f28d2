"""What is public of a coalition's meetings, for everybody: only where it meets in public."""

from functools import partial

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from coalitions.access.roles import PUBLIC
from coalitions.meetings.minutes import minutes_for
from coalitions.meetings.models.meeting import Meeting
from coalitions.meetings.public import meets_in_public, public_meetings
from coalitions.meetings.queries import agenda_for
from coalitions.meetings.wording import place_words, votes_said, when_said
from safety_portal.core.look.languages import Language
from safety_portal.core.web.addresses import address


def meetings(request: HttpRequest, coalition: str, language: str = "en") -> HttpResponse:
    """The meetings to come with their posted agenda, and the last minutes that were approved."""
    place = meets_in_public(coalition)
    if place is None:
        raise Http404("This coalition has no public page of its meetings.")
    coming, held = public_meetings(place, now=timezone.now())
    other = "meeting_public" if language == Language.SPANISH else "meeting_public_es"
    context = {
        "place": place,
        "language": language,
        "other_url": address(other, place.slug),
        "coming": [
            {
                "meeting": each,
                "when": when_said(each, language),
                "where": place_words(each),
                "agenda": agenda_for(each, frozenset({PUBLIC})) if each.agenda_posted_at else None,
            }
            for each in coming
        ],
        "held": [_minutes(each, language) for each in held],
    }
    return render(request, "coalitions/meetings/public.html", context)


def _minutes(meeting: Meeting, language: str) -> dict[str, object]:
    """What is public of them. Nobody is named: who took no part in a vote is not told."""
    read, vote = minutes_for(meeting, frozenset({PUBLIC})), partial(votes_said, language=language)
    return {
        "meeting": meeting,
        "day": timezone.localdate(meeting.starts_at).isoformat(),
        "when": when_said(meeting, language),
        "rows": [(row, read.decided(row, vote)) for row in read.agenda],
        "corrections": read.corrections,
    }
