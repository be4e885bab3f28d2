"""What is public of a coalition's meetings, for everybody: only where it meets in public."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from coalitions.access.roles import PUBLIC
from coalitions.meetings.minutes import minutes_for
from coalitions.meetings.public import meets_in_public, public_meetings
from coalitions.meetings.queries import agenda_for
from coalitions.meetings.wording import day_and_hours, place_words


def meetings(request: HttpRequest, coalition: str) -> HttpResponse:
    """The meetings to come with their posted agenda, and the last minutes that were approved."""
    place = meets_in_public(coalition)
    if place is None:
        raise Http404("This coalition has no public page of its meetings.")
    coming, held = public_meetings(place, now=timezone.now())
    context = {
        "place": place,
        "coming": [
            {
                "meeting": each,
                "when": day_and_hours(each),
                "where": place_words(each),
                "agenda": agenda_for(each, frozenset({PUBLIC})) if each.agenda_posted_at else None,
            }
            for each in coming
        ],
        "held": [minutes_for(each, frozenset({PUBLIC})) for each in held],
    }
    return render(request, "coalitions/meetings/public.html", context)
