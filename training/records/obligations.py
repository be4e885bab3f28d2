"""What is owed in PRACTICE, by whom, by when. Sends nothing.

Verification is one obligation per coalition, not one per record or day: one page verifies all that
waits, so one line asks for it. It is due when the oldest waiting record is, and its key names the
day that one was entered: verifying it moves the deadline on, a further record of today changes
nothing.

A certificate that runs out is its holder's own: one for each course, and none once a newer record
of it waits.
"""

from datetime import date, timedelta

from coalitions.access import roles
from coalitions.memberships.models.membership import administers, holds
from safety_portal.core.look.wording import counted, day_in_words, full_day
from safety_portal.core.notices.obligation import ObligationKind, ObligationRow
from safety_portal.core.web.addresses import address

VERIFY_WITHIN = timedelta(days=7)
# A course is found, taken and verified in two months; what ran out a year ago belongs to another
# job.
RENEW_BEFORE, RAN_OUT_SHOWN = timedelta(days=60), timedelta(days=365)

# Another person is one before or after, written so: then thousands that wait are counted in the
# index of those alone.
VERIFICATION = f"""
    FROM member JOIN LATERAL (
        SELECT (MIN(record.entered_at) AT TIME ZONE %(zone)s)::date AS since, COUNT(*) AS records
        FROM training_trainingrecord record
        WHERE record.coalition_id = member.coalition_id AND record.state = 'to_verify'
              AND (record.person_id < member.person_id OR record.person_id > member.person_id)
    ) waiting ON waiting.records > 0
    WHERE {administers("member")}
"""  # noqa: S608  put together from our own words

# Nobody verifies their own: the only administrator owes the coalition a second one as soon as a
# record of their own waits.
SECOND_ADMINISTRATOR = f"""
    FROM member JOIN training_trainingrecord record ON record.coalition_id = member.coalition_id
         AND record.state = 'to_verify' AND record.person_id = member.person_id
    WHERE {administers("member")} AND NOT EXISTS (
        SELECT 1 FROM coalitions_membership other JOIN coalitions_person person ON person.id = other.person_id
             JOIN accounts_user account ON account.id = person.account_id AND account.is_active
        WHERE other.coalition_id = member.coalition_id AND {administers("other")}
              AND other.person_id <> member.person_id
              AND {holds("other")})
    GROUP BY member.id, member.account_id, member.person_id, member.name, member.coalition_id
"""  # noqa: S608  put together from our own words


def _verification(row: ObligationRow, *, on: date) -> dict[str, str]:
    entered_on = day_in_words(row.day("since"), on=on)
    return {
        "title": f"Verify {counted(row.facts['records'], 'training record')}",
        "why": f"The oldest was entered {entered_on}. Only what a second person verified counts.",
        "path": address("record_to_verify", row.slug),
        "verb": "Verify",
        "button": f"Verify {counted(row.facts['records'], 'record')}",
    }


def _second_administrator(row: ObligationRow, *, on: date) -> dict[str, str]:
    waits = counted(row.facts["records"], "record waits", "records wait")
    return {
        "title": "Invite a second administrator",
        "why": f"You are the only one here. Nobody verifies their own training: {waits} for somebody else.",
        "path": address("invitation_send", row.slug),
        "verb": "Invite",
        "button": "Invite an administrator",
    }


# What somebody was certified for and that runs out soon, or has: a certificate is its holder's,
# wherever it was logged, so one for each course, in the coalition of the record that counts
# longest. A newer record that waits to be verified answers it.
CERTIFICATE = """
    FROM (
        SELECT holder.account_id, holder.person_id, holder.name, holder.coalitions, record.course_id,
               MAX(record.expires_on) AS expires_on, MAX(record.held_on) AS held_on
        FROM (
            SELECT account_id, person_id, name, ARRAY_AGG(coalition_id) AS coalitions FROM member
            WHERE role = ANY(%(may_log)s) GROUP BY account_id, person_id, name
        ) holder
        JOIN training_trainingrecord record ON record.person_id = holder.person_id
             AND record.coalition_id = ANY(holder.coalitions) AND record.state = 'verified'
        GROUP BY holder.person_id, record.course_id, holder.account_id, holder.name,
                 holder.coalitions
        HAVING MAX(record.expires_on)
               BETWEEN %(on)s - %(ran_out_shown)s AND %(on)s + %(renew_before)s
    ) held
    JOIN training_course course ON course.id = held.course_id
    JOIN LATERAL (
        SELECT record.coalition_id, record.id FROM training_trainingrecord record
        WHERE record.person_id = held.person_id AND record.course_id = held.course_id
              AND record.coalition_id = ANY(held.coalitions) AND record.state = 'verified'
              AND record.expires_on = held.expires_on
        ORDER BY record.id LIMIT 1
    ) longest ON TRUE
    WHERE NOT EXISTS (
        SELECT 1 FROM training_trainingrecord newer
        WHERE newer.person_id = held.person_id AND newer.course_id = held.course_id
              AND newer.state = 'to_verify' AND newer.held_on > held.held_on)
"""


def _certificate(row: ObligationRow, *, on: date) -> dict[str, str]:
    held_on = full_day(row.day("held_on"))
    return {
        "title": f"Renew {row.facts['course']}",
        "why": f"You held it last on {held_on}. Log it again and it counts once it is verified.",
        "path": address("record", row.slug, row.facts["record"]),
        "verb": "See",
        "button": "See the certificate",
    }


KINDS = (
    ObligationKind(
        kind="verification",
        title="Verify training records",
        limit="7 days after the oldest was entered",
        of_administrators=True,
        due_on="waiting.since + %(verify_within)s",
        of="member.coalition_id || ':' || waiting.since",
        facts={"since": "waiting.since", "records": "waiting.records"},
        rows=VERIFICATION,
        worded=_verification,
        values={"verify_within": VERIFY_WITHIN.days},
    ),
    ObligationKind(
        kind="second_administrator",
        title="Invite a second administrator, where your own records wait for one",
        limit="7 days after the oldest was entered",
        of_administrators=True,
        due_on="(MIN(record.entered_at) AT TIME ZONE %(zone)s)::date + %(verify_within)s",
        of="member.coalition_id",
        facts={"records": "COUNT(record.id)"},
        rows=SECOND_ADMINISTRATOR,
        worded=_second_administrator,
        values={"verify_within": VERIFY_WITHIN.days},
    ),
    ObligationKind(
        kind="certificate",
        title="Renew a certificate",
        limit="The last day it counts; shown from 60 days before until a year after",
        who="held",
        scope="longest.coalition_id",
        due_on="held.expires_on",
        of="held.person_id || ':' || held.course_id",
        facts={"course": "course.title", "held_on": "held.held_on", "record": "longest.id"},
        rows=CERTIFICATE,
        worded=_certificate,
        values={
            "renew_before": RENEW_BEFORE.days,
            "ran_out_shown": RAN_OUT_SHOWN.days,
            "may_log": [
                role for role, group in roles.GROUP_OF.items() if group in roles.MAY_LOG_OWN
            ],
        },
        home_only="Nothing says yet who has to hold it: a mail every week would remind people of what nobody asks.",
        runs_out=True,
    ),
)
