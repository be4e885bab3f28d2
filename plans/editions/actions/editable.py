"""Rows are locked in one order: the edition first, then its sections.

So an edit and a freeze never pass each other.
"""

from plans.editions.lifecycle import EDITABLE, EditionStatus
from plans.editions.models.edition import Edition
from plans.editions.models.section import Section
from safety_portal.core.states import WrongState

WHY_NOT = {
    EditionStatus.AWAITING_SIGNATURES: "is frozen while its signatures are asked for. Take it back to review to change it.",
    EditionStatus.IN_FORCE: "is in force and stays as it was signed. Start the next edition to change the plan.",
    EditionStatus.SUPERSEDED: "was superseded and stays as it was signed.",
    EditionStatus.RETIRED: "was retired and stays as it was signed.",
}


def editable_edition(edition_id):
    """Lock the edition and return it with its plan.

    Raises WrongState unless its text may change now.
    """
    locked = Edition.objects.select_for_update(no_key=True, of=["self"])
    edition = locked.select_related("plan__coalition").get(pk=edition_id)
    require_editable(edition)
    return edition


def require_editable(edition):
    """Raise WrongState, with what to do, unless the text of the edition may change now."""
    if edition.status not in EDITABLE:
        raise WrongState(f"Edition {edition.number} {WHY_NOT[edition.status]}")


def editable_section(section):
    """Lock the section's edition and read the section afresh.

    Raises WrongState if frozen, or if it was removed.
    """
    edition = editable_edition(section.edition_id)
    current = Section.objects.select_related("saved_by").get(pk=section.pk)
    current.edition = edition
    if current.removed_at:
        raise WrongState(f"{current} was removed from this edition. Bring it back to change it.")
    return current
