"""The receipts of an edition: where the chain of its coalition's audit ended when it was frozen, and when it came into force."""

from dataclasses import dataclass
from datetime import datetime

from plans.evidence import EVIDENCE_RECORDED
from safety_portal.audit.chain import seal
from safety_portal.audit.models import AuditRow
from safety_portal.audit.receipts import Receipt, receipt_of

IN_FORCE = "In force"
# What a receipt is given for, in words.
GIVEN_FOR = {"edition.frozen": "Frozen", EVIDENCE_RECORDED: "Portal upgraded", "edition.put_in_force": IN_FORCE}


@dataclass(frozen=True)
class Given:
    """A receipt, what it was given for, and when."""

    words: str
    at: datetime
    receipt: Receipt


def receipts_given(edition):
    """The receipts that an edition as it stands was given, oldest first: a list of Given. One query.

    A freeze that was taken back gives none: its row stays in the chain, but is no longer this edition's.
    """
    if not edition.content_hash:
        return []
    rows = AuditRow.objects.filter(detail__has_key="edition_id", detail__edition_id=edition.pk, action__in=GIVEN_FOR)
    newest = {row.action: row for row in rows.with_links().order_by("pk") if row.place}
    given = sorted(newest.values(), key=lambda row: row.pk)
    return [Given(GIVEN_FOR[row.action], row.at, receipt_of(row.chain, row.place, row.hash)) for row in given]


def freeze_receipt(edition):
    """The receipt for letters to its signers, None for an edition that has none. What the transaction wrote is chained now."""
    seal()
    return next((given.receipt for given in receipts_given(edition) if given.words != IN_FORCE), None)


def in_force_receipt(edition):
    """The same for the letters that tell that it is in force."""
    seal()
    return next((given.receipt for given in receipts_given(edition) if given.words == IN_FORCE), None)
