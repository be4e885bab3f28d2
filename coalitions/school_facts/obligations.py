"""What the facts of a school ask of the administrators of its coalition.

The questions that are asked of every school are answered, unknown ones as soon as somebody knows;
all of it is confirmed each August. Asked once the district has a calendar: before, nothing is due.
"""

from datetime import date, timedelta

from coalitions.memberships.models.membership import administers
from coalitions.school_facts.questions import ALWAYS
from safety_portal.core.look.wording import counted
from safety_portal.core.notices.obligation import ObligationKind, ObligationRow
from safety_portal.core.web.addresses import address

ANSWERED_WITHIN = timedelta(days=30)
# The first of August of the school year of the day, and the last day of that month.
AUGUST = (
    "make_date(EXTRACT(YEAR FROM %(on)s::date)::int"
    " - (EXTRACT(MONTH FROM %(on)s::date) < 8)::int, 8, 1)"
)
OF_SCHOOL = """
    FROM member JOIN coalitions_coalition place
         ON place.id = member.coalition_id AND place.school_id IS NOT NULL
"""
HAS_CALENDAR = """EXISTS (SELECT 1 FROM coalitions_schoolyear year
    WHERE year.district_id = place.district_id)"""
DAY = "(fact.answered_at AT TIME ZONE %(zone)s)::date"
UNKNOWN = f"""
    {OF_SCHOOL} CROSS JOIN LATERAL (
        SELECT COUNT(*) AS number,
               MIN(COALESCE({DAY}, place.formed_on)) + %(facts_within)s AS due_on
        FROM unnest(%(facts_always)s::text[]) AS asked(code)
        LEFT JOIN LATERAL (
            SELECT one.answer, one.answered_at FROM coalitions_schoolfact one
            WHERE one.coalition_id = place.id AND one.question = asked.code
            ORDER BY one.id DESC LIMIT 1
        ) fact ON TRUE
        WHERE cardinality(COALESCE(fact.answer, '{{}}')) = 0
    ) unknown
    WHERE {administers("member")} AND {HAS_CALENDAR} AND unknown.number > 0
"""  # noqa: S608  put together from our own words
OLD = f"""
    {OF_SCHOOL} CROSS JOIN LATERAL (
        SELECT COUNT(*) AS number FROM (
            SELECT DISTINCT ON (one.question) one.answer, one.answered_at
            FROM coalitions_schoolfact one WHERE one.coalition_id = place.id
            ORDER BY one.question, one.id DESC
        ) fact
        WHERE cardinality(fact.answer) > 0 AND {DAY} < {AUGUST}
    ) old
    WHERE {administers("member")} AND {HAS_CALENDAR} AND old.number > 0
"""  # noqa: S608  put together from our own words


def _unknown(row: ObligationRow, *, on: date) -> dict[str, str]:
    number = counted(row.facts["number"], "question")
    return {
        "title": f"Answer {number} about the school",
        "why": "Which rules apply hangs on them. “I do not know” is an answer, and is asked again.",
        "path": address("duty_facts", row.slug),
        "verb": "Answer",
        "button": f"Answer {number}",
    }


def _old(row: ObligationRow, *, on: date) -> dict[str, str]:
    number = counted(row.facts["number"], "fact")
    return {
        "title": f"Confirm {number} about the school",
        "why": "Once a year, in August: still right, or change it.",
        "path": address("duty_facts", row.slug),
        "verb": "Confirm",
        "button": f"Confirm {number}",
    }


KINDS = (
    ObligationKind(
        kind="facts_unknown",
        title="Answer the questions about your school",
        limit="30 days after the coalition was formed, or after somebody did not know",
        of_administrators=True,
        due_on="unknown.due_on",
        of="place.id || ':' || unknown.due_on",
        facts={"number": "unknown.number"},
        rows=UNKNOWN,
        worded=_unknown,
        values={"facts_within": ANSWERED_WITHIN.days, "facts_always": ALWAYS},
    ),
    ObligationKind(
        kind="facts_confirm",
        title="Confirm the facts about your school",
        limit="August 31",
        of_administrators=True,
        due_on=f"{AUGUST} + 30",
        of=f"place.id || ':' || {AUGUST}",
        facts={"number": "old.number"},
        rows=OLD,
        worded=_old,
    ),
)
