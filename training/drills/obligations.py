"""What drills ask: to hold what a rule asks for, and to log what was planned for a day past."""

from datetime import date, timedelta

from coalitions.memberships.models.membership import administers
from safety_portal.core.look.wording import full_day
from safety_portal.core.notices.obligation import ObligationKind, ObligationRow
from safety_portal.core.web.addresses import address

# A drill is planned and held within weeks; what is due in spring is no thing of the fall.
SHOWN_BEFORE, LOG_WITHIN = timedelta(days=45), timedelta(days=1)
# Of the administrators of the school: what has no drill planned that meets it in time, or is late.
DUE = f"""
    FROM member JOIN training_drillduty duty ON duty.coalition_id = member.coalition_id
         AND (NOT duty.is_planned OR duty.due_on < %(on)s)
         AND duty.due_on <= %(on)s + %(drill_shown_before)s
    WHERE {administers("member")}
"""
# Of whoever leads it; of the administrators where nobody does.
TO_LOG = f"""
    FROM member JOIN training_drill drill ON drill.state = 'planned' AND drill.drill_on < %(on)s
         AND (drill.leader_id = member.id OR (drill.leader_id IS NULL
              AND drill.coalition_id = member.coalition_id AND {administers("member")}))
    JOIN coalitions_coalition place ON place.id = drill.coalition_id
"""


def _due(row: ObligationRow, *, on: date) -> dict[str, str]:
    facts = row.facts
    return {
        "title": f"Drill: {facts['title']}",
        "why": f"Still asked for: {facts['what']}. {facts['code']}, {facts['citation']}.",
        "path": address("drill_rule", row.slug, facts["code"].lower()),
        "verb": "Plan",
        "button": "Plan a drill",
        "law": f"{facts['code']}, {facts['citation']}",
    }


def _to_log(row: ObligationRow, *, on: date) -> dict[str, str]:
    return {
        "title": "Log the drill that was planned",
        "why": f"Its day was {full_day(row.day('drill_on'))}. Log it, move it, or cancel it.",
        "path": address("drill", row.facts["slug"], row.facts["id"]),
        "verb": "Log",
        "button": "Log the drill",
    }


KINDS = (
    ObligationKind(
        kind="drill_due",
        title="Hold the drills that a rule of the state asks for",
        limit="The last day on which the rule is met in time; shown from 45 days before",
        of_administrators=True,
        due_on="duty.due_on",
        of="member.coalition_id || ':' || duty.code || ':' || duty.due_on",
        facts={
            "code": "duty.code",
            "title": "duty.title",
            "citation": "duty.citation",
            "what": "duty.what",
        },
        rows=DUE,
        worded=_due,
        values={"drill_shown_before": SHOWN_BEFORE.days},
    ),
    ObligationKind(
        kind="drill_to_log",
        title="Log a drill whose day has come and gone",
        limit="The day after the one it was planned for",
        due_on="drill.drill_on + %(drill_log_within)s",
        of="drill.id || ':' || drill.drill_on",
        facts={"id": "drill.id", "drill_on": "drill.drill_on", "slug": "place.slug"},
        rows=TO_LOG,
        worded=_to_log,
        values={"drill_log_within": LOG_WITHIN.days},
    ),
)
