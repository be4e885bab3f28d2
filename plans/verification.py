"""Whether what is stored is what was signed: the text, its pictures, the fingerprint, every signature and vote, computed again."""

import hashlib
from dataclasses import dataclass, field

from plans import canonical
from plans.fingerprints import fingerprints_of
from plans.lifecycle import FROZEN, Outcome, SignatureState
from plans.models import Picture
from safety_portal.states import WrongState


@dataclass
class Report:
    """What was found. `problems` are sentences; none means that text, hash, signatures and votes agree."""

    edition: object
    computed: str
    sections: int
    pictures: int
    signatures: dict
    approvals: dict
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
            "problems": self.problems,
        }


def verify_edition(edition):
    """Compute the hashes of a frozen edition again and compare; returns a Report, writes nothing.

    Raises WrongState for an edition that is not frozen: it has no fingerprint.
    """
    if edition.status not in FROZEN:
        raise WrongState(f"{edition} is not frozen: it has no fingerprint and no signatures to compare.")
    if edition.serialiser_version not in canonical.VERSIONS:
        raise WrongState(
            f"{edition} was serialised by version {edition.serialiser_version}; this portal knows up to {canonical.VERSION}."
        )
    found = fingerprints_of(edition, version=edition.serialiser_version)
    pictures = {name for section, *_ in found.sections for name in canonical.pictures_in(section.html)}
    rows = list(edition.signatures.order_by("id"))
    counts = {state: sum(1 for row in rows if row.state == state) for state in SignatureState.values}
    votes = list(edition.approvals.standing())
    decided = {outcome: sum(1 for vote in votes if vote.outcome == outcome) for outcome in Outcome.values}
    report = Report(edition, found.whole, len(found.sections), len(pictures), counts, decided)
    if found.whole != edition.content_hash:
        report.problems.append(f"The text has another fingerprint than the edition: {found.whole}.")
    report.problems += _sections_that_differ(found.sections, edition.serialiser_version)
    report.problems += _pictures_that_differ(edition, pictures)
    report.problems += _signatures_that_differ(edition, rows)
    report.problems += [
        f"The vote of {vote} is on another fingerprint." for vote in votes if vote.content_hash != edition.content_hash
    ]
    return report


def _sections_that_differ(rows, version):
    for section, content_hash, protocol_hash in rows:
        if section.content_hash != content_hash:
            yield f"Section {section} is not the text that was frozen."
        elif section.protocol_hash != protocol_hash:
            yield f"Section {section} asks for another acknowledgement than when it was frozen."
        elif version == 1 and section.not_needed_because:
            # Version 1 has no word for it, so the hash alone would not tell.
            yield f"Section {section} says that it is not needed, which it did not when it was frozen."


def _pictures_that_differ(edition, wanted):
    stored = {picture.sha256: picture for picture in Picture.objects.filter(plan=edition.plan_id, sha256__in=wanted)}
    for name in sorted(wanted):
        if name not in stored:
            yield f"Picture {name[:12]} is missing."
        elif _digest(stored[name]) != name:
            yield f"Picture {name[:12]} is not the image that was frozen."


def _digest(picture):
    """SHA-256 of the stored file, "" where there is none any more."""
    try:
        with picture.file.open("rb") as stored:
            return hashlib.file_digest(stored, "sha256").hexdigest()
    except FileNotFoundError:
        return ""


def _signatures_that_differ(edition, rows):
    for row in rows:
        if row.state == SignatureState.VOIDED:
            continue
        if row.content_hash != edition.content_hash:
            yield f"The signature of {row} is on another fingerprint."
        if row.state == SignatureState.SIGNED and not (row.typed_name and row.decided_at):
            yield f"The signature of {row} has no name or no time."
