"""Lines of agendas and minutes to be found, by the level that their reader reads.

Members find their coalition's; parents and students what is public of approved minutes.
"""

from django.db.models import Q, QuerySet

from coalitions.access.filters import any_of
from coalitions.access.grants import access_of
from coalitions.access.roles import MEMBERS, Sensitivity
from coalitions.meetings.lifecycle import MeetingState
from coalitions.meetings.models.agenda import AgendaLine
from safety_portal.core.accounts.models import User
from safety_portal.core.look.wording import full_day
from safety_portal.core.search.sources import Facts, Place, Source, day_facts, day_told
from safety_portal.core.web.addresses import address


def _lines(user: User) -> QuerySet[AgendaLine]:
    access = access_of(user)
    inside, _, _ = access.scopes_reading(MEMBERS)
    by_level = [
        Q(sensitivity=level, meeting__coalition__in=direct)
        for level in Sensitivity.values
        for direct, _, _ in [access.scopes_reading(level)]
    ]
    opened = Q(meeting__coalition__in=inside) | Q(meeting__state=MeetingState.APPROVED)
    return AgendaLine.objects.filter(any_of(*by_level), opened, removed_at__isnull=True)


def _placed(facts: Facts, user: object) -> Place:
    state = MeetingState(facts["state"])
    has_minutes = state not in (MeetingState.PLANNED, MeetingState.CANCELLED)
    page = address("meeting_minutes" if has_minutes else "meeting", facts["slug"], facts["meeting"])
    day = full_day(day_told(facts, "starts_at"))
    return Place(page, f"{facts['coalition']} · meeting of {day}, {state.label.lower()}")


MEETINGS = Source(
    kind="meetings",
    label="Meetings",
    rows=_lines,
    title="title",
    texts=("text",),
    facts={
        "slug": "meeting__coalition__slug",
        "coalition": "meeting__coalition__name",
        "meeting": "meeting_id",
        "state": "meeting__state",
        **day_facts("starts_at", "meeting__starts_at"),
    },
    coalition="meeting__coalition",
    placed=_placed,
)
