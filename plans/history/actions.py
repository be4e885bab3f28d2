"""The next version of a section, with the revision that keeps it.

What every action that changes a section ends in.
"""

from django.db.models import F
from django.utils import timezone

from plans.editions.lifecycle import Change
from plans.editions.models.section import Section
from plans.editions.rendered_text import SAID
from plans.history.models import Revision
from plans.history.versions import NEEDED, vouched_for
from safety_portal.core.audit.record import record, unrecorded
from safety_portal.core.authority import unasked


@unasked("A step of actions that have asked, and hold the lock.")
@unrecorded("The action it is a step of records the version, with what vouches for it.")
def write_version(*, section, by, reason, change="", restored_from=None, **values):
    """Write `values` as the section's next version; returns its Revision, whose `first` is the one
    that keeps the state before where none did (None otherwise). Compare-and-swap: the edition's
    lock makes it hold.

    Text takes a declaration that the section is not needed away: nobody has to undo it before
    writing.
    """
    first = _record_current(section)
    now = timezone.now()
    values |= {"saved_at": now, "saved_by": by}
    if values.get("html"):
        values |= NEEDED
    values["change"] = _change_of_edition(section, change, values)
    swapped = Section.objects.filter(pk=section.pk, version=section.version).update(
        version=F("version") + 1, **values
    )
    if swapped != 1:
        raise RuntimeError(f"Section {section.pk} changed under the lock of its edition.")
    for name, value in (values | {"version": section.version + 1}).items():
        setattr(section, name, value)
    revision = _revision_of(section, change=change, reason=reason, restored_from=restored_from)
    revision.first = first
    return revision


def _record_current(section):
    """The state that is about to change gets its revision, if no save has made one.

    Returns the one it made, or None.
    """
    if section.revisions.filter(version=section.version).exists():
        return None
    return _revision_of(section)


def _revision_of(section, **fields):
    return Revision.objects.create(
        section=section,
        version=section.version,
        title=section.title,
        html=section.html,
        sensitivity=section.sensitivity,
        protocol_for=section.protocol_for,
        not_needed_because=section.not_needed_because,
        saved_at=section.saved_at,
        saved_by=section.saved_by,
        **fields,
    )


def _change_of_edition(section, change, values):
    """How much the section differs from the edition this one is based on.

    Material outweighs editorial, equal text is neither.
    """
    if section.edition.based_on_id is None:
        return ""
    before = Section.objects.filter(
        edition_id=section.edition.based_on_id, lineage=section.lineage
    ).first()
    if before is None:
        return Change.MATERIAL
    if all(getattr(before, name) == values.get(name, getattr(section, name)) for name in SAID):
        return ""
    return (
        Change.MATERIAL if Change.MATERIAL in (section.change, change) else change or section.change
    )


@unasked("A step of actions that have asked, and hold the lock.")
def audit(*, section, revision, action, by, **detail):
    """The audit row of a version that was written."""
    record(
        by=by,
        action=action,
        subject=section,
        scope=section.edition.plan.coalition_id,
        edition=section.edition.number,
        version=revision.version,
        change=revision.change,
        **detail,
        **vouched_for(revision),
    )
