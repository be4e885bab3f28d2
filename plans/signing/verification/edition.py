"""One edition verified whole, and the report of it."""

from dataclasses import dataclass, field

from plans.approvals.lifecycle import Outcome
from plans.editions import canonical
from plans.editions.evidence import EDITION
from plans.editions.fingerprints import fingerprints_of
from plans.editions.lifecycle import FROZEN, EditionStatus
from plans.signing.lifecycle import SignatureState
from plans.signing.verification import answers, text
from plans.signing.verification.ledger import Ledger
from safety_portal.core.audit.chain import seal
from safety_portal.core.audit.evidence import state_of
from safety_portal.core.states import WrongState


@dataclass
class Report:
    """What was found. `problems` are sentences.

    None means that text, hash, signatures, votes and audit agree.

    `since` is when the audit began to vouch for it: None where it did from the start, a moment
    where that was an upgrade.
    """

    edition: object
    computed: str
    sections: int
    pictures: int
    signatures: dict
    approvals: dict
    audit_rows: int = 0
    since: object = None
    problems: list = field(default_factory=list)

    @property
    def agrees(self):
        return not self.problems

    def as_dict(self):
        """The report as JSON-able data."""
        return {
            "edition": self.edition.pk,
            "plan": str(self.edition.plan),
            "number": self.edition.number,
            "status": str(self.edition.status),
            "agrees": self.agrees,
            "fingerprint": self.edition.content_hash,
            "computed": self.computed,
            "serialiser_version": self.edition.serialiser_version,
            "sections": self.sections,
            "pictures": self.pictures,
            "signatures": self.signatures,
            "approvals": self.approvals,
            "audit_rows": self.audit_rows,
            "since": self.since and self.since.isoformat(),
            "problems": self.problems,
        }


def _check_can_be_computed(edition):
    """Raise WrongState for an edition that has no fingerprint, or one that only a later version of
    the portal can compute.
    """
    if edition.status not in FROZEN:
        raise WrongState(
            f"{edition} is not frozen: it has no fingerprint and no signatures to compare."
        )
    version = edition.serialiser_version
    if version not in canonical.VERSIONS:
        raise WrongState(
            f"{edition} was serialised by version {version}; this portal knows up to {canonical.VERSION}."
        )


def verify_edition(edition):
    """Compute everything about a frozen edition again and compare.

    Returns a Report, changes nothing.

    In a fixed number of queries, and time proportional to its text, revisions, files and audit
    rows. What the running transaction wrote is chained first; whether the chain as a whole is one
    is verify_audit's to say. Raises WrongState for an edition that is not frozen: it has no
    fingerprint.
    """
    _check_can_be_computed(edition)
    seal()
    hashes = fingerprints_of(edition, version=edition.serialiser_version)
    ledger, rows = Ledger(edition), list(edition.signatures.order_by("id"))
    votes = list(edition.approvals.order_by("-voted_on", "-id"))
    pictures = {
        name for section, *_ in hashes.sections for name in canonical.pictures_in(section.html)
    }
    report = Report(
        edition,
        hashes.whole,
        len(hashes.sections),
        len(pictures),
        *_counts(rows, votes),
        len(ledger.all_rows),
    )
    report.since = ledger.recorded and ledger.recorded.hashed.at
    report.problems = [
        *text.text_that_differs(hashes, edition),
        *text.pictures_that_differ(edition, pictures),
        *_life_that_differs(edition, rows, ledger),
        *answers.signatures_that_differ(edition, rows, ledger),
        *answers.votes_that_differ(edition, votes, ledger),
        *answers.designations_that_differ(rows, ledger),
        *_contents_that_differ(edition, [section for section, *_ in hashes.sections], ledger),
        *ledger.problems(),
    ]
    return report


def _counts(rows, votes):
    """How many signatures are in each state, how many standing votes had each outcome."""
    standing = [vote for vote in votes if vote.voided_at is None]
    return (
        {state: sum(row.state == state for row in rows) for state in SignatureState.values},
        {outcome: sum(vote.outcome == outcome for vote in standing) for outcome in Outcome.values},
    )


def _life_that_differs(edition, rows, ledger):
    """The edition's own row: its dates, its number, its state.

    And whether it came into force by right.
    """
    yield from ledger.differences(EDITION, edition, state_of(edition), what="the edition itself")
    if edition.status != EditionStatus.AWAITING_SIGNATURES:
        yield from answers.seats_without_answer(rows)


def _contents_that_differ(edition, sections, ledger):
    if ledger.frozen is None:
        yield "No audit row tells of the freezing of this edition."
        return
    yield from text.tree_that_differs(sections, ledger)
    yield from text.revisions_that_differ(edition, ledger)
