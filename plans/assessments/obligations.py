"""A walk that is planned, and a site that was not walked for a year: who leads, who administers."""

from datetime import date, timedelta

from coalitions.memberships.models.membership import administers
from safety_portal.core.look.wording import full_day
from safety_portal.core.notices.obligation import ObligationKind, ObligationRow
from safety_portal.core.web.addresses import address

# A site is walked once a year; who has a new coalition gets two months for the first walk.
WALKED_WITHIN, FIRST_WITHIN, ASKED_BEFORE = timedelta(days=365), timedelta(60), timedelta(30)

# A walk that is planned or under way: its lead, while a member.
PLANNED = """
    FROM member JOIN plans_assessment walk ON walk.lead_id = member.id
         AND walk.state IN ('planned', 'walking')
    JOIN coalitions_coalition place ON place.id = walk.coalition_id
"""


def _planned(row: ObligationRow, *, on: date) -> dict[str, str]:
    facts = row.facts
    # The building is restricted; mail says only that there is a walk.
    is_begun = facts["state"] == "walking"
    return {
        "title": "Finish the site walk" if is_begun else "Walk the site",
        "why": f"You lead it. It is planned for {full_day(row.due_on)}.",
        "path": address("assessment", facts["slug"], facts["walk"]),
        "verb": "Finish" if is_begun else "Walk",
        "button": "Finish the walk" if is_begun else "Walk the site",
    }


# A school that was not walked for a year, or never: its administrators. Of a district that walks
# its sites, which it does from its first walk on: then it has a checklist.
NOT_WALKED = f"""
    FROM member JOIN coalitions_coalition place ON place.id = member.coalition_id
         AND place.school_id IS NOT NULL
    LEFT JOIN LATERAL (
        SELECT MAX(finished_at) AT TIME ZONE %(zone)s AS at FROM plans_assessment
        WHERE coalition_id = place.id AND state = 'finished' AND kind = 'whole'
    ) walked ON TRUE
    CROSS JOIN LATERAL (
        SELECT COALESCE(walked.at::date + %(walked_within)s, place.formed_on + %(first_within)s)
               AS due_on
    ) owed
    WHERE {administers("member")} AND owed.due_on <= %(on)s + %(walk_asked_before)s
          AND EXISTS (SELECT 1 FROM plans_checklist WHERE district_id = place.district_id)
          AND NOT EXISTS (
              SELECT 1 FROM plans_assessment walk
              WHERE walk.coalition_id = place.id AND walk.kind = 'whole'
                    AND walk.state IN ('planned', 'walking')
          )
"""  # noqa: S608  put together from our own words


def _not_walked(row: ObligationRow, *, on: date) -> dict[str, str]:
    since = row.facts["walked_on"]
    last = f"It was walked last on {full_day(row.day('walked_on'))}" if since else "It was never"
    return {
        "title": "Plan a site assessment",
        "why": f"{last}{'' if since else ' walked'}. A site is walked once a year.",
        "path": address("finding_plan_walk", row.slug),
        "verb": "Plan",
        "button": "Plan a walk",
    }


KINDS = (
    ObligationKind(
        kind="walk_planned",
        title="Walk a site that one leads",
        limit="On the day it is planned for",
        scope="walk.coalition_id",
        due_on="walk.planned_on",
        of="walk.id",
        facts={"walk": "walk.id", "state": "walk.state", "slug": "place.slug"},
        rows=PLANNED,
        worded=_planned,
    ),
    ObligationKind(
        kind="walk_missing",
        title="Plan a site assessment",
        limit="365 days after the last whole one, where the district walks its sites",
        of_administrators=True,
        due_on="owed.due_on",
        of="place.id || ':' || owed.due_on",
        facts={"walked_on": "walked.at::date"},
        rows=NOT_WALKED,
        worded=_not_walked,
        values={
            "walked_within": WALKED_WITHIN.days,
            "first_within": FIRST_WITHIN.days,
            "walk_asked_before": ASKED_BEFORE.days,
        },
    ),
)
