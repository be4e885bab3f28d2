"""The receipts of an edition.

Where the chain of its coalition's audit ended when it was frozen, and when it came into force.
"""

from dataclasses import dataclass
from datetime import datetime

from plans.editions.evidence import EVIDENCE_RECORDED
from plans.editions.models.edition import Edition
from safety_portal.core.audit.chain import seal
from safety_portal.core.audit.receipts import Receipt, receipt_of
from safety_portal.core.database.prepared import Parameter, Prepared

IN_FORCE = "In force"
# What a receipt is given for, in words.
GIVEN_FOR = {
    "edition.frozen": "Frozen",
    EVIDENCE_RECORDED: "Portal upgraded",
    "edition.put_in_force": IN_FORCE,
}
# In SQL, because each look at an edition that is frozen asks it: made by the ORM it costs three
# times more.
OF_EDITION = """
    SELECT told.id, told.action, told.at, link.scope, link.place, link.hash
    FROM audit_auditrow told JOIN audit_link link ON link.row_id = told.id
    WHERE told.detail ? 'edition_id' AND told.detail -> 'edition_id' = to_jsonb(%(edition)s)
      AND told.action = ANY(%(actions)s) ORDER BY told.id
"""
CHAINED = Prepared(
    "receipts_of_edition", OF_EDITION, {"edition": Parameter("bigint")}, {"actions": [*GIVEN_FOR]}
)


@dataclass(frozen=True)
class Given:
    """A receipt, what it was given for, and when."""

    words: str
    at: datetime
    receipt: Receipt


def receipts_given(edition: Edition) -> list[Given]:
    """The receipts that an edition as it stands was given, oldest first: a list of Given.

    One query.

    A freeze that was taken back gives none: its row stays in the chain, but is no longer this
    edition's.
    """
    if not edition.content_hash:
        return []
    newest = {
        action: (row, at, link) for row, action, at, *link in CHAINED.rows(edition=edition.pk)
    }
    events = sorted((row, action, at, link) for action, (row, at, link) in newest.items())
    return [Given(GIVEN_FOR[action], at, receipt_of(*link)) for _, action, at, link in events]


def freeze_receipt(edition: Edition) -> Receipt | None:
    """The receipt for letters to its signers, None for an edition that has none.

    What the transaction wrote is chained now.
    """
    seal()
    return next(
        (event.receipt for event in receipts_given(edition) if event.words != IN_FORCE), None
    )


def in_force_receipt(edition: Edition) -> Receipt | None:
    """The same for the letters that tell that it is in force."""
    seal()
    return next(
        (event.receipt for event in receipts_given(edition) if event.words == IN_FORCE), None
    )
