"""Findings that nobody answered: an action item or a recorded decision is owed within two weeks."""

from datetime import date

from coalitions.memberships.models.membership import administers
from plans.findings.standing import ANSWER_WITHIN
from safety_portal.core.look.wording import counted
from safety_portal.core.notices.obligation import ObligationKind, ObligationRow
from safety_portal.core.web.addresses import address

# One for a coalition, due when the oldest is: one list leads to all. Its key names that one, so
# that answering it moves the deadline on.
UNANSWERED = f"""
    FROM member JOIN LATERAL (
        SELECT COUNT(*) AS findings, MIN(found_on) AS since,
               (ARRAY_AGG(id ORDER BY found_on, id))[1] AS first FROM plans_finding
        WHERE coalition_id = member.coalition_id AND closed_at IS NULL AND not_acting_at IS NULL
              AND action_item_id IS NULL
    ) waiting ON waiting.findings > 0
    WHERE {administers("member")}
"""  # noqa: S608  put together from our own words


def _unanswered(row: ObligationRow, *, on: date) -> dict[str, str]:
    findings = counted(row.facts["findings"], "finding")
    return {
        "title": f"Answer {findings}",
        "why": "Each wants an action item, or a recorded decision not to act.",
        "path": f"{address('findings', row.slug)}?state=no_action",
        "verb": "Answer",
        "button": f"Answer {findings}",
    }


KINDS = (
    ObligationKind(
        kind="findings_unanswered",
        title="Answer findings",
        limit="14 days after the oldest was found",
        of_administrators=True,
        due_on="waiting.since + %(answer_within)s",
        of="waiting.first",
        facts={"findings": "waiting.findings"},
        rows=UNANSWERED,
        worded=_unanswered,
        values={"answer_within": ANSWER_WITHIN.days},
    ),
)
