"""What is owed in PRACTICE, by whom, by when. Sends nothing.

Verification is one obligation per coalition, not one per record or day: one page verifies all that waits, so one line asks
for it. It is due when the oldest waiting record is, and its key names the day that one was entered: verifying it moves
the deadline on, a further record of today changes nothing.
"""

from datetime import date, timedelta

from django.urls import reverse

from coalitions.models.membership import holds
from safety_portal.look.wording import counted, day_in_words
from safety_portal.notices.obligation import Demand

VERIFY_WITHIN = timedelta(days=7)

# Another person is one before or after, written so: then the records are joined by the index of those that wait.
VERIFICATION = """
    SELECT member.account_id, member.person_id, member.name, member.coalition_id,
           (MIN(record.entered_at) AT TIME ZONE %(zone)s)::date + %(verify_within)s,
           json_build_object('since', (MIN(record.entered_at) AT TIME ZONE %(zone)s)::date, 'records', COUNT(record.id))
    FROM member JOIN training_trainingrecord record ON record.coalition_id = member.coalition_id
         AND record.state = 'to_verify' AND (record.person_id < member.person_id OR record.person_id > member.person_id)
    WHERE member.role = 'administrator'
    GROUP BY member.id, member.account_id, member.person_id, member.name, member.coalition_id
"""

# Nobody verifies their own: the only administrator owes the coalition a second one as soon as a record of their own waits.
SECOND_ADMINISTRATOR = f"""
    SELECT member.account_id, member.person_id, member.name, member.coalition_id,
           (MIN(record.entered_at) AT TIME ZONE %(zone)s)::date + %(verify_within)s,
           json_build_object('records', COUNT(record.id))
    FROM member JOIN training_trainingrecord record ON record.coalition_id = member.coalition_id
         AND record.state = 'to_verify' AND record.person_id = member.person_id
    WHERE member.role = 'administrator' AND NOT EXISTS (
        SELECT 1 FROM coalitions_membership other JOIN coalitions_person person ON person.id = other.person_id
             JOIN accounts_user account ON account.id = person.account_id AND account.is_active
        WHERE other.coalition_id = member.coalition_id AND other.role = 'administrator'
              AND other.person_id <> member.person_id
              AND {holds("other")})
    GROUP BY member.id, member.account_id, member.person_id, member.name, member.coalition_id
"""  # noqa: S608  put together from our own words


def _verification(owes, *, on):
    since = owes.facts["since"]
    entered_on = day_in_words(date.fromisoformat(since), on=on)
    return {
        "key": f"verification:{owes.scope}:{since}",
        "title": f"Verify {counted(owes.facts['records'], 'training record')}",
        "why": f"The oldest was entered {entered_on}. Only what a second person verified counts.",
        "path": reverse("training_verify", args=[owes.slug]),
        "verb": "Verify",
        "button": f"Verify {counted(owes.facts['records'], 'record')}",
    }


def _second_administrator(owes, *, on):
    waits = counted(owes.facts["records"], "record waits", "records wait")
    return {
        "key": f"second_administrator:{owes.scope}",
        "title": "Invite a second administrator",
        "why": f"You are the only one here. Nobody verifies their own training: {waits} for somebody else.",
        "path": reverse("invite", args=[owes.slug]),
        "verb": "Invite",
        "button": "Invite an administrator",
    }


DEMANDS = (
    Demand("verification", VERIFICATION, _verification, {"verify_within": VERIFY_WITHIN.days}),
    Demand("second_administrator", SECOND_ADMINISTRATOR, _second_administrator),
)
