"""The text of an edition.

Its fingerprint, its sections, its pictures, and the revisions it grew by.
"""

import hashlib

from plans.editions.evidence import LEFT_OUT, hashed_by_database, revision_row
from plans.editions.models.picture import Picture
from plans.history.models import Revision
from plans.signing.verification.ledger import columns_in_words
from safety_portal.core.audit.evidence import differing, state_of


def text_that_differs(computed, edition):
    """Sentences: the fingerprint or a section is another than what is stored of it.

    `computed` is what fingerprints_of computed.
    """
    if computed.whole != edition.content_hash:
        yield f"The text has another fingerprint than the edition: {computed.whole}."
    yield from _sections_that_differ(computed.sections, edition.serialiser_version)


def _sections_that_differ(rows, version):
    for section, content_hash, protocol_hash in rows:
        if section.content_hash != content_hash:
            yield f"Section {section} is not the text that was frozen."
        elif section.protocol_hash != protocol_hash:
            yield f"Section {section} asks for another acknowledgement than when it was frozen."
        elif version == 1 and section.not_needed_because:
            # Version 1 has no word for it, so the hash alone would not tell.
            yield f"Section {section} says that it is not needed, which it did not when it was frozen."


def tree_that_differs(sections, ledger):
    """Sentences: a section is not where and what it was when it was frozen, or is gone, or new.

    No query.
    """
    frozen = ledger.frozen.evidence["sections"]
    rows = (dict(zip(frozen["columns"], row, strict=True)) for row in frozen["rows"])
    recorded = {row["id"]: row for row in rows}
    for section in sections:
        if section.pk not in recorded:
            yield f"Section {section} was put in after it was frozen."
        elif names := differing(
            state_of(section, without=LEFT_OUT["plans.section"]), recorded[section.pk]
        ):
            yield f"Section {section}: {columns_in_words(names)} not what was frozen."
    for pk in recorded.keys() - {section.pk for section in sections}:
        yield f"Section {recorded[pk]['number'] or pk}, place {recorded[pk]['position']}, was taken out after it was frozen."


def revisions_that_differ(edition, ledger):
    """Sentences.

    An earlier version of a section is not what was saved or what was there at the freeze. One
    query.
    """
    frozen = {row[0]: row for row in ledger.frozen.evidence["revisions"]}
    saves = ledger.saves
    seen = set()
    revisions = (
        Revision.objects.filter(section__edition=edition)
        .select_related("section")
        .defer("section__html")
    )
    for revision in hashed_by_database(revisions):
        seen.add(revision.pk)
        row, what = (
            revision_row(revision),
            f"Version {revision.version} of section {revision.section}",
        )
        if revision.pk not in frozen:
            yield f"{what} was put in after it was frozen."
        elif frozen[revision.pk] != [*row, state_of(revision)["saved_at"]]:
            yield f"{what} is not what it was when the edition was frozen."
        elif revision.pk in saves and saves[revision.pk][0] != row:
            yield f"{what} is not what was saved ({saves[revision.pk][1].words})."
    for pk in frozen.keys() - seen:
        yield f"Version {frozen[pk][2]} of a section (revision {pk}) is gone."


def pictures_that_differ(edition, wanted):
    """Sentences.

    An image that the text shows, by the SHA-256 it is named by, is missing or another. Reads the
    files.
    """
    stored = {
        picture.sha256: picture
        for picture in Picture.objects.filter(plan=edition.plan_id, sha256__in=wanted)
    }
    for name in sorted(wanted):
        if name not in stored:
            yield f"Picture {name[:12]} is missing."
        elif digest_of_file(stored[name].file) != name:
            yield f"Picture {name[:12]} is not the image that was frozen."


def digest_of_file(file):
    """SHA-256 of a stored file, "" where there is none any more."""
    try:
        with file.open("rb") as stored:
            return hashlib.file_digest(stored, "sha256").hexdigest()
    except FileNotFoundError:
        return ""
