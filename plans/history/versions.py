"""What the next version of a section carries: that it is not needed, and what vouches for it."""

from django.utils import timezone

from plans.editions.evidence import edition_evidence, revision_row

NEEDED = {"not_needed_because": "", "not_needed_at": None, "not_needed_by": None}


def declared(because, *, by):
    """The values of a section that says why it is not needed, for write_version; "" says that it
    is.
    """
    if not because:
        return NEEDED
    return {"not_needed_because": because, "not_needed_at": timezone.now(), "not_needed_by": by}


def vouched_for(revision):
    """What the audit row of a written version carries, so that none of its revisions can be changed
    unseen (evidence.py).
    """
    rows = [revision_row(each) for each in (revision.first, revision) if each]
    return edition_evidence(None, revision.section.edition, revisions=rows)
