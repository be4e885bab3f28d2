"""What is owed to meetings: an answer, an agenda posted in time, minutes written and approved."""

from datetime import date, timedelta

from coalitions.memberships.models.membership import administers
from safety_portal.core.look.wording import day_in_words, full_day
from safety_portal.core.notices.obligation import NOBODY, ObligationKind, ObligationRow
from safety_portal.core.web.addresses import address

WRITE_WITHIN, APPROVE_WITHIN = timedelta(days=7), timedelta(days=30)
# An agenda is nobody's task long before: it is made of what is open then.
POST_ASKED_BEFORE = timedelta(days=14)
ON = "(meeting.starts_at AT TIME ZONE %(zone)s)::date"

# Who was asked and has not answered, until the day itself; whoever holds several roles is asked
# once.
ANSWER = f"""
    FROM (SELECT DISTINCT coalition_id, account_id, person_id, name FROM member) invited
    JOIN coalitions_invitee invitee ON invitee.person_id = invited.person_id
         AND invitee.answer = '' AND invitee.withdrawn_at IS NULL
    JOIN coalitions_meeting meeting ON meeting.id = invitee.meeting_id
         AND meeting.coalition_id = invited.coalition_id AND meeting.state = 'planned'
    WHERE {ON} >= %(on)s
"""  # noqa: S608  put together from our own words

# Its day is over and nobody handed its minutes in: the note taker, or, where none was named, the
# administrators.
WRITE = f"""
    FROM member JOIN coalitions_meeting meeting ON meeting.coalition_id = member.coalition_id
    WHERE (meeting.state = 'held' OR meeting.state = 'planned' AND {ON} < %(on)s)
          AND (meeting.note_taker_id = member.id
               OR meeting.note_taker_id IS NULL AND {administers("member")})
"""

# Handed in, not approved: the administrators.
APPROVE = f"""
    FROM member JOIN coalitions_meeting meeting ON meeting.coalition_id = member.coalition_id
         AND meeting.state = 'minutes_draft'
    WHERE {administers("member")}
"""

# A coalition that meets in public posts its agenda some days before: the administrators.
POST = f"""
    FROM member JOIN coalitions_meeting meeting ON meeting.coalition_id = member.coalition_id
         AND meeting.state = 'planned' AND meeting.agenda_posted_at IS NULL
    JOIN coalitions_meetingrules rules ON rules.is_open
         AND rules.coalition_id = meeting.coalition_id
    WHERE {administers("member")} AND {ON} >= %(on)s
          AND {ON} - rules.agenda_days::int <= %(on)s + %(post_asked_before)s
"""
FACTS = {"meeting": "meeting.id", "day": ON}


def _answer(row: ObligationRow, *, on: date) -> dict[str, str]:
    hour = row.facts["hour"]
    return {
        "title": f"Say whether you come on {full_day(row.day('day'))}",
        "why": f"You are invited to a meeting, {day_in_words(row.day('day'), on=on)}, {hour}.",
        "path": address("meeting", row.slug, row.facts["meeting"]),
        "verb": "Answer",
        "button": "Answer the invitation",
    }


def _write(row: ObligationRow, *, on: date) -> dict[str, str]:
    return {
        "title": f"Write the minutes of {full_day(row.day('day'))}",
        "why": "The meeting is over, and its minutes are not handed in yet.",
        "path": address("meeting", row.slug, row.facts["meeting"]),
        "verb": "Write",
        "button": "Write the minutes",
    }


def _approve(row: ObligationRow, *, on: date) -> dict[str, str]:
    return {
        "title": f"Approve the minutes of {full_day(row.day('day'))}",
        "why": f"They were handed in {day_in_words(row.day('since'), on=on)}.",
        "path": address("meeting_minutes", row.slug, row.facts["meeting"]),
        "verb": "Read",
        "button": "Read the minutes",
    }


def _post(row: ObligationRow, *, on: date) -> dict[str, str]:
    return {
        "title": f"Post the agenda of {full_day(row.day('day'))}",
        "why": "You meet in public: what is on the agenda is posted some days before.",
        "path": address("agenda", row.slug, row.facts["meeting"]),
        "verb": "Post",
        "button": "Look at the agenda",
    }


KINDS = (
    ObligationKind(
        kind="meeting_answer",
        title="Answer an invitation to a meeting",
        limit="The day of the meeting",
        who="invited",
        scope="invited.coalition_id",
        due_on=ON,
        of="invitee.id",
        facts=FACTS | {"hour": "to_char(meeting.starts_at AT TIME ZONE %(zone)s, 'FMHH12:MI am')"},
        rows=ANSWER,
        worded=_answer,
        behind=NOBODY,
    ),
    ObligationKind(
        kind="meeting_minutes",
        title="Write the minutes of a meeting",
        limit="7 days after the meeting",
        due_on=f"{ON} + %(write_within)s",
        of="meeting.id",
        facts=FACTS,
        rows=WRITE,
        worded=_write,
        values={"write_within": WRITE_WITHIN.days},
    ),
    ObligationKind(
        kind="meeting_approve",
        title="Approve the minutes of a meeting",
        limit="30 days after they were handed in",
        of_administrators=True,
        due_on="(meeting.drafted_at AT TIME ZONE %(zone)s)::date + %(approve_within)s",
        of="meeting.id",
        facts=FACTS | {"since": "(meeting.drafted_at AT TIME ZONE %(zone)s)::date"},
        rows=APPROVE,
        worded=_approve,
        values={"approve_within": APPROVE_WITHIN.days},
    ),
    ObligationKind(
        kind="meeting_agenda",
        title="Post the agenda of a meeting in public",
        limit="As many days before the meeting as the coalition says",
        of_administrators=True,
        due_on=f"{ON} - rules.agenda_days::int",
        of="meeting.id",
        facts=FACTS,
        rows=POST,
        worded=_post,
        values={"post_asked_before": POST_ASKED_BEFORE.days},
    ),
)
