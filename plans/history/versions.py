"""What the next version of a section carries: that it is not needed, and what vouches for it."""

from typing import Any

from django.utils import timezone

from plans.editions.evidence import edition_evidence, revision_row
from plans.history.models import Revision
from safety_portal.core.accounts.models import User

NEEDED = {"not_needed_because": "", "not_needed_at": None, "not_needed_by": None}


def declared(because: str, *, by: User) -> dict[str, Any]:
    """The values of a section that says why it is not needed, for write_version; "" says that it
    is.
    """
    if not because:
        return NEEDED
    return {"not_needed_because": because, "not_needed_at": timezone.now(), "not_needed_by": by}


def vouched_for(revision: Revision) -> dict[str, Any]:
    """What the audit row of a written version carries, so that none of its revisions can be changed
    unseen (evidence.py).
    """
    rows = [revision_row(each) for each in (revision.first, revision) if each]
    return edition_evidence(None, revision.section.edition, revisions=rows)
