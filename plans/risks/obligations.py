"""What risks ask of administrators: accept or decide again before an acceptance runs out, look at
all of them once a year, and answer what members propose.
"""

from datetime import date, timedelta

from coalitions.memberships.models.membership import administers
from safety_portal.core.look.wording import counted, full_day
from safety_portal.core.notices.obligation import ObligationKind, ObligationRow
from safety_portal.core.web.addresses import address

REVIEWED_WITHIN, ASKED_BEFORE = timedelta(days=365), timedelta(days=30)
ANSWER_WITHIN = timedelta(days=14)

# The last acceptance of the decision that holds.
ACCEPTED = f"""
    FROM member JOIN plans_risk risk ON risk.coalition_id = member.coalition_id
         AND risk.set_aside_at IS NULL AND risk.decision_id IS NOT NULL
    JOIN LATERAL (
        SELECT id, ends_on FROM plans_acceptance WHERE weighing_id = risk.decision_id
        ORDER BY id DESC LIMIT 1
    ) acceptance ON acceptance.ends_on <= %(on)s + %(risk_asked_before)s
    JOIN coalitions_coalition place ON place.id = risk.coalition_id
    WHERE {administers("member")}
"""  # noqa: S608  put together from our own words


def _accepted(row: ObligationRow, *, on: date) -> dict[str, str]:
    # Which risk is not told: mail may be read by others.
    verb = "ended" if row.due_on < on else "ends"
    return {
        "title": "Decide again on a risk that was accepted",
        "why": f"Its acceptance {verb} {full_day(row.due_on)}. Accept or decide again.",
        "path": address("risk", row.facts["slug"], row.facts["risk"]),
        "verb": "Look",
        "button": "Look at the risk",
    }


# One for a coalition: due a year after the oldest decision that holds. Its key names the day.
NOT_REVIEWED = f"""
    FROM member JOIN LATERAL (
        SELECT COUNT(*) AS risks, MIN(weighing.made_at) AT TIME ZONE %(zone)s AS since
        FROM plans_risk risk JOIN plans_weighing weighing ON weighing.id = risk.decision_id
        WHERE risk.coalition_id = member.coalition_id AND risk.set_aside_at IS NULL
              AND weighing.made_at < (%(on)s::date - %(risk_old_enough)s)::timestamp
                                     AT TIME ZONE %(zone)s
    ) old ON old.risks > 0
    WHERE {administers("member")}
"""  # noqa: S608  put together from our own words


def _not_reviewed(row: ObligationRow, *, on: date) -> dict[str, str]:
    risks = counted(row.facts["risks"], "risk")
    return {
        "title": f"Look again at {risks}",
        "why": "Risks are weighed once a year.",
        "path": address("risks", row.slug),
        "verb": "Weigh",
        "button": f"Weigh {risks} again",
    }


# One for a coalition, due two weeks after the oldest proposal that waits.
PROPOSED = f"""
    FROM member JOIN LATERAL (
        SELECT COUNT(*) AS risks, MIN(weighing.made_at) AT TIME ZONE %(zone)s AS since,
               MIN(weighing.id) AS first
        FROM plans_risk risk JOIN plans_weighing weighing ON weighing.id = risk.proposal_id
        WHERE risk.coalition_id = member.coalition_id AND risk.set_aside_at IS NULL
    ) proposed ON proposed.risks > 0
    WHERE {administers("member")}
"""  # noqa: S608  put together from our own words


def _proposed(row: ObligationRow, *, on: date) -> dict[str, str]:
    risks = counted(row.facts["risks"], "risk")
    return {
        "title": f"Decide on {risks}",
        "why": "Members have proposed how to decide.",
        "path": address("risks", row.slug),
        "verb": "Decide",
        "button": f"Decide on {risks}",
    }


KINDS = (
    ObligationKind(
        kind="risk_acceptance_ends",
        title="Decide again on a risk that was accepted",
        limit="The day until which it was accepted",
        of_administrators=True,
        due_on="acceptance.ends_on",
        of="acceptance.id",
        facts={"risk": "risk.id", "slug": "place.slug"},
        rows=ACCEPTED,
        worded=_accepted,
        values={"risk_asked_before": ASKED_BEFORE.days},
    ),
    ObligationKind(
        kind="risks_not_reviewed",
        title="Weigh risks again",
        limit="365 days after the oldest decision that holds",
        of_administrators=True,
        due_on="old.since::date + %(risk_reviewed_within)s",
        of="member.coalition_id || ':' || old.since::date",
        facts={"risks": "old.risks"},
        rows=NOT_REVIEWED,
        worded=_not_reviewed,
        values={
            "risk_reviewed_within": REVIEWED_WITHIN.days,
            "risk_old_enough": (REVIEWED_WITHIN - ASKED_BEFORE).days,
        },
    ),
    ObligationKind(
        kind="risks_proposed",
        title="Decide on risks of which members have proposed something",
        limit="14 days after the oldest proposal",
        of_administrators=True,
        due_on="proposed.since::date + %(risk_answer_within)s",
        of="proposed.first",
        facts={"risks": "proposed.risks"},
        rows=PROPOSED,
        worded=_proposed,
        values={"risk_answer_within": ANSWER_WITHIN.days},
    ),
)
