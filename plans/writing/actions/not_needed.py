"""Say that an empty section is not needed, with the reason, and take it back.

The reason is part of what is signed and stands in every copy where the text would, so that nobody
takes the gap for an oversight. Who has no such gap cannot declare one: a section with text, with
sections below it, or that people have to read.
"""

from django.db import transaction

from plans.editions.lifecycle import Change
from plans.editions.locks import editable_section
from plans.editions.models.section import Section
from plans.editions.policies import can_edit_section
from plans.history.actions import audit, write_version
from plans.history.versions import declared
from plans.text.characters import one_line
from safety_portal.core.authority import require
from safety_portal.core.refusals import Refused
from safety_portal.core.states import WrongState

LONGEST_REASON = Section._meta.get_field("not_needed_because").max_length


@transaction.atomic
def mark_not_needed(*, section, because, by):
    """Say why a section without text is not needed.

    Returns the Revision, None where that stands there already.

    Raises Refused without a reason or with one over 500 characters, WrongState where the
    section says something, has sections below it or is a protocol, and outside drafting and review.
    """
    require(can_edit_section(by, section))
    because = one_line(because)
    if not because:
        raise Refused(
            "Write why this section is not needed: it is printed in its place.", field="because"
        )
    if len(because) > LONGEST_REASON:
        raise Refused(f"Keep the reason under {LONGEST_REASON} characters.", field="because")
    section = editable_section(section)
    if section.not_needed_because == because:
        return None
    _require_empty(section)
    revision = write_version(
        section=section,
        by=by,
        change=Change.MATERIAL,
        reason=f"Not needed: {because}"[:LONGEST_REASON],
        **declared(because, by=by),
    )
    audit(
        section=section, revision=revision, action="section.said_not_needed", by=by, because=because
    )
    return revision


@transaction.atomic
def mark_needed(*, section, by):
    """Take back that a section is not needed; returns the Revision, None where nobody had said so.

    Raises WrongState outside drafting and review.
    """
    require(can_edit_section(by, section))
    section = editable_section(section)
    if not section.not_needed_because:
        return None
    before = section.not_needed_because
    revision = write_version(
        section=section, by=by, change=Change.MATERIAL, reason="Needed again", **declared("", by=by)
    )
    audit(section=section, revision=revision, action="section.said_needed", by=by, before=before)
    return revision


def _require_empty(section):
    if section.html:
        raise WrongState(
            f"{section} has text. Only a section without text can be marked as not needed."
        )
    if section.children.filter(removed_at__isnull=True).exists():
        raise WrongState(
            f"{section} has sections below it. Say it of those, or take them out first."
        )
    if section.protocol_for:
        raise WrongState(
            f"{section} is a protocol that people have to read. Change that under Readers and title first."
        )
