"""The hashes of one edition.

Of the whole, of each section, and of the text whose reading counts as having read it.
"""

from dataclasses import dataclass

from plans.editions import canonical
from plans.editions.lifecycle import Change
from plans.editions.models.section import Section
from plans.editions.placeholders import facts_of
from plans.editions.rendered_text import is_same_text


@dataclass(frozen=True)
class Fingerprints:
    """`whole` is the edition's fingerprint; `sections` are (section, content hash, protocol hash)
    in reading order.
    """

    whole: str
    sections: list
    facts: dict


def fingerprints_of(edition, *, version=canonical.VERSION):
    """Compute the hashes of `edition` from its stored text, by one version of the serialiser.

    Two queries; writes nothing.
    """
    facts = facts_of(edition)
    sections = list(Section.objects.filter(edition=edition).present())
    before = _sections_before(edition)
    rows = []
    for section in sections:
        content_hash = canonical.digest(canonical.section_content(section, facts, version))
        rows.append(
            (section, content_hash, _protocol_hash(section, content_hash, before, edition.number))
        )
    edition_hash = canonical.digest(canonical.edition_content(edition, sections, facts, version))
    return Fingerprints(edition_hash, rows, facts)


def _sections_before(edition):
    """Sections of the edition this one is based on, by lineage."""
    if edition.based_on_id is None:
        return {}
    rows = Section.objects.filter(edition_id=edition.based_on_id).exclude(protocol_hash="")
    return {section.lineage: section for section in rows}


def _protocol_hash(section, content_hash, before, number):
    """Carried over from the edition before while the text is the same or its change was editorial.

    New otherwise.

    A difference nobody marked counts as material: asking once too often is the safe side.
    """
    earlier = before.get(section.lineage)
    if earlier and (section.change == Change.EDITORIAL or is_same_text(section, earlier)):
        return earlier.protocol_hash
    return canonical.reading_digest(content_hash, number)
