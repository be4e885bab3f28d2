"""What a calendar asks of the administrators of the district's own coalition: that there is one.

Without it nobody can say when a drill is due. The next one is asked for before the last one ends.
"""

from datetime import date, timedelta

from coalitions.memberships.models.membership import administers
from safety_portal.core.look.wording import full_day
from safety_portal.core.notices.obligation import ObligationKind, ObligationRow
from safety_portal.core.web.addresses import address

ASKED_BEFORE = timedelta(days=60)
FIRST_WITHIN = timedelta(days=30)

MISSING = f"""
    FROM member JOIN coalitions_coalition place
         ON place.id = member.coalition_id AND place.school_id IS NULL
    CROSS JOIN LATERAL (
        SELECT MAX(year.last_day) AS through FROM coalitions_schoolyear year
        WHERE year.district_id = place.district_id
    ) latest
    WHERE {administers("member")}
          AND (latest.through IS NULL OR latest.through <= %(on)s::date + %(calendar_asked_before)s)
"""  # noqa: S608  put together from our own words


def _missing(row: ObligationRow, *, on: date) -> dict[str, str]:
    why = "Without it nobody can say when a drill is due."
    title = "Enter the school calendar"
    if row.facts["through"]:
        through = row.day("through")
        title = "Enter the next school calendar"
        verb = "ended" if through < on else "ends"
        why = f"The last one {verb} {full_day(through)}. {why}"
    return {
        "title": title,
        "why": why,
        "path": address("calendar", row.slug),
        "verb": "Enter",
        "button": "Enter the calendar",
    }


KINDS = (
    ObligationKind(
        kind="calendar_missing",
        title="Enter the calendar of the next school year",
        limit="The last day of the last one; without any, 30 days after the coalition was formed",
        of_administrators=True,
        due_on="COALESCE(latest.through, place.formed_on + %(calendar_first_within)s)",
        of="place.id || ':' || COALESCE(latest.through::text, '')",
        facts={"through": "latest.through"},
        rows=MISSING,
        worded=_missing,
        values={
            "calendar_asked_before": ASKED_BEFORE.days,
            "calendar_first_within": FIRST_WITHIN.days,
        },
    ),
)
