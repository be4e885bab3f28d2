"""What the workspace of an edition shows beside its text, for one reader: asked in one query.

In SQL, because every reading of a plan asks it: made by the ORM these are six queries, which cost
more than the whole page.
"""

from dataclasses import dataclass
from datetime import date, datetime

from plans.editions.lifecycle import IN_WORK, EditionStatus
from plans.editions.models.distribution import Channel
from plans.editions.models.edition import Edition
from plans.signing.lifecycle import SignatureState
from safety_portal.core.accounts.models import User
from safety_portal.core.database.prepared import Parameter, Prepared

ASKED = """
    SELECT
        newest.number, newest.due_on, newest.closed_at IS NOT NULL,
        (SELECT MIN(opened_at) FROM plans_reviewround WHERE edition_id = edition.id),
        signatures.signed, signatures.asked,
        (SELECT COUNT(*) FROM coalitions_seat WHERE coalition_id = %(coalition)s AND signs_plan),
        (SELECT MIN(number) FROM plans_edition WHERE plan_id = edition.plan_id AND status = %(in_force)s AND id <> edition.id),
        EXISTS (SELECT 1 FROM plans_edition WHERE plan_id = edition.plan_id AND status = ANY(%(in_work)s)),
        EXISTS (
            SELECT 1 FROM plans_distribution
            WHERE edition_id = edition.id AND account_id = %(account)s AND channel = %(opened)s
        ),
        (SELECT saved_at FROM plans_draft WHERE section_id = %(section)s AND account_id = %(account)s),
        EXISTS (SELECT 1 FROM plans_comment WHERE section_id = %(section)s)
            OR EXISTS (SELECT 1 FROM plans_suggestion WHERE section_id = %(section)s),
        EXISTS (
            SELECT 1 FROM plans_section open JOIN plans_requiredchange asked
                ON asked.lineage = open.lineage AND asked.plan_id = edition.plan_id
            WHERE open.id = %(section)s AND asked.withdrawn_at IS NULL
        ),
        vote.outcome, vote.voted_on
    FROM plans_edition edition
    LEFT JOIN LATERAL (
        SELECT number, due_on, closed_at FROM plans_reviewround WHERE edition_id = edition.id ORDER BY number DESC LIMIT 1
    ) newest ON true
    CROSS JOIN LATERAL (
        SELECT COUNT(*) FILTER (WHERE state = %(signed)s) AS signed, COUNT(*) AS asked FROM plans_signature
        WHERE edition_id = edition.id AND content_hash = edition.content_hash AND state <> %(voided)s
    ) signatures
    LEFT JOIN LATERAL (
        SELECT outcome, voted_on FROM plans_approval WHERE edition_id = edition.id AND voided_at IS NULL
        ORDER BY voted_on DESC, id DESC LIMIT 1
    ) vote ON true
    WHERE edition.id = %(edition)s
"""
CODES = {
    "in_force": EditionStatus.IN_FORCE.value,
    "in_work": [status.value for status in IN_WORK],
    "signed": SignatureState.SIGNED.value,
    "voided": SignatureState.VOIDED.value,
    "opened": Channel.OPENED.value,
}
OF_READER = Prepared(
    "desk_of_reader",
    ASKED,
    {name: Parameter("bigint") for name in ("edition", "coalition", "account", "section")},
    CODES,
)


@dataclass(frozen=True)
class WorkspaceFacts:
    """`round` is the number of the newest review round (None.

    Never reviewed), `first_round_at` when the first one opened.

    `signed` of `asked` signatures that stand, `seats` sign the coalition's plan; `in_force` is the
    number of another edition in force, `has_work` whether any edition of the plan is in work. Of
    the reader: `has_opened` this edition before, `draft_at` when words of theirs in the open
    section were kept. `has_notes`: whether anybody ever commented or suggested there;
    `is_asked_to_change`: whether an action item ever asked to change it. `outcome` and `voted_on`:
    what the board decided in the vote that counts, and when (None: no vote).
    """

    round: int | None
    round_due_on: date | None
    round_is_closed: bool | None
    first_round_at: datetime | None
    signed: int
    asked: int
    seats: int
    in_force: int | None
    has_work: bool
    has_opened: bool
    draft_at: datetime | None
    has_notes: bool
    is_asked_to_change: bool
    outcome: str | None
    voted_on: date | None


def workspace_facts(
    edition: Edition, account: User, *, section: int | None = None
) -> WorkspaceFacts:
    """The Desk of an edition for an account, with the section of key `section` open. One query."""
    (row,) = OF_READER.rows(
        edition=edition.pk, coalition=edition.plan.coalition_id, account=account.pk, section=section
    )
    return WorkspaceFacts(*row)
