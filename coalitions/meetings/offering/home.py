"""What meetings offer home pages: the next one with my answer, and the minutes that are public."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.timezone import localdate

from coalitions.access.roles import PUBLIC, Group
from coalitions.coalition.home import Home, Line, Part, Row, moment_of
from coalitions.coalition.models import Coalition
from coalitions.meetings.lifecycle import Answer
from coalitions.meetings.models.meeting import Meeting
from coalitions.meetings.wording import day_and_hours
from coalitions.memberships.models.membership import administers, holds
from safety_portal.core.look.wording import counted, full_day, listed_up_to
from safety_portal.core.web.addresses import address

AGENDA_SHOWN, MINUTES_SHOWN = 3, 3
TO_EVERYBODY = "What everybody can read of these meetings"

# One row, also where none is planned: then who plans one, the chair before administrators. What is
# on its agenda as far as the reader reads it.
NEXT = f"""
    SELECT meeting.id, meeting.kind, meeting.about, meeting.starts_at, meeting.ends_at,
           meeting.place, meeting.link, mine.id AS invitee, mine.answer,
           asked.come, asked.invited, agenda.titles, setter.name AS setter
    FROM (SELECT 1) always
    LEFT JOIN LATERAL (
        SELECT * FROM coalitions_meeting
        WHERE coalition_id = %(coalition)s AND state = 'planned' AND ends_at >= %(now)s
        ORDER BY starts_at, id LIMIT 1
    ) meeting ON TRUE
    LEFT JOIN LATERAL (
        SELECT id, answer FROM coalitions_invitee
        WHERE meeting_id = meeting.id AND person_id = ANY(%(people)s) AND withdrawn_at IS NULL
        ORDER BY id LIMIT 1
    ) mine ON TRUE
    LEFT JOIN LATERAL (
        SELECT COUNT(*) AS invited, COUNT(*) FILTER (WHERE answer = 'comes') AS come
        FROM coalitions_invitee
        WHERE meeting_id = meeting.id AND withdrawn_at IS NULL AND 'members' = ANY(%(levels)s)
    ) asked ON TRUE
    LEFT JOIN LATERAL (
        SELECT json_agg(line.title ORDER BY line.position, line.id) AS titles
        FROM coalitions_agendaline line
        WHERE line.meeting_id = meeting.id AND line.removed_at IS NULL
              AND line.sensitivity = ANY(%(levels)s)
    ) agenda ON TRUE
    LEFT JOIN LATERAL (
        SELECT person.name FROM coalitions_membership held
        JOIN coalitions_person person ON person.id = held.person_id
        WHERE meeting.id IS NULL AND held.coalition_id = %(coalition)s AND {holds("held")}
              AND (held.is_chair OR {administers("held")})
        ORDER BY held.is_chair DESC, held.id LIMIT 1
    ) setter ON TRUE
"""  # noqa: S608  put together from our own words

MINUTES = """
    SELECT meeting.id, meeting.starts_at, rules.is_open
    FROM coalitions_meeting meeting
    LEFT JOIN coalitions_meetingrules rules ON rules.coalition_id = meeting.coalition_id
    WHERE meeting.coalition_id = %(coalition)s AND meeting.state = 'approved'
          AND EXISTS (
              SELECT 1 FROM coalitions_agendaline line
              WHERE line.meeting_id = meeting.id AND line.removed_at IS NULL
                    AND line.sensitivity = 'public')
    ORDER BY meeting.starts_at DESC, meeting.id DESC LIMIT %(minutes_shown)s
"""


@dataclass(frozen=True)
class NextMeeting:
    """The next meeting as one reader sees it; without a `meeting` who plans one (`setter`).

    `answer` is the reader's own, "" before they gave it, None where they are not asked, and `owed`
    the key under which it is owed. `come` of `invited` come; of a meeting whose answers the reader
    is not shown both are 0.
    """

    meeting: Meeting | None
    answer: str | None
    owed: str
    come: int
    invited: int
    titles: tuple[str, ...]
    setter: str

    @property
    def is_unanswered(self) -> bool:
        """Whether the reader is asked, and has not said."""
        return self.answer == ""

    @property
    def comes(self) -> bool:
        """Whether the reader said that they come."""
        return self.answer == Answer.COMES

    @property
    def day(self) -> date | None:
        """The day it is on."""
        return localdate(self.meeting.starts_at) if self.meeting else None

    @property
    def when(self) -> str:
        """Its day and hours."""
        return day_and_hours(self.meeting) if self.meeting else ""

    @property
    def agenda(self) -> str:
        """The first of what the reader reads of its agenda, in words."""
        return listed_up_to(list(self.titles), AGENDA_SHOWN)

    @property
    def coming(self) -> str:
        """How many come, where the reader is shown who does."""
        return f"{self.come} of {counted(self.invited, 'person', 'people')} come" * bool(
            self.invited
        )


def _next(rows: Sequence[Row], home: Home) -> NextMeeting:
    (row,) = rows
    return NextMeeting(
        meeting=_meeting(row, home.coalition) if row["id"] else None,
        answer=row["answer"],
        owed=f"meeting_answer:{row['invitee']}",
        come=row["come"] or 0,
        invited=row["invited"] or 0,
        titles=tuple(row["titles"] or ()),
        setter=row["setter"] or "",
    )


def _meeting(row: Row, coalition: Coalition) -> Meeting:
    return Meeting(
        pk=row["id"],
        coalition=coalition,
        kind=row["kind"],
        about=row["about"],
        starts_at=moment_of(row, "starts_at"),
        ends_at=moment_of(row, "ends_at"),
        place=row["place"],
        link=row["link"],
    )


def _minutes(rows: Sequence[Row], home: Home) -> list[Line]:
    slug = home.coalition.slug
    lines = [
        Line(
            title=f"Minutes of {full_day(localdate(moment_of(row, 'starts_at')))}",
            path=address("meeting_minutes", slug, row["id"]),
        )
        for row in rows
    ]
    if any(row["is_open"] for row in rows):
        lines.append(Line(title=TO_EVERYBODY, path=address("meeting_public", slug)))
    return lines


NEXT_MEETING = Part(
    kind="next_meeting",
    title="Next meeting",
    groups=frozenset(Group),
    level=PUBLIC,
    sql=NEXT,
    shown=_next,
    template="coalitions/meetings/_next.html",
)
PUBLIC_MINUTES = Part(
    kind="public_minutes",
    title="Minutes",
    groups=frozenset({Group.COMMUNITY}),
    level=PUBLIC,
    sql=MINUTES,
    shown=_minutes,
    values={"minutes_shown": MINUTES_SHOWN},
)
