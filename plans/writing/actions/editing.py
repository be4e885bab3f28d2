"""The text of a section.

Saved with the version it was started from, kept as revisions, drafted by one writer alone.

A save that started from an older version is refused with all three texts (StaleSave): nothing
anybody wrote is ever replaced unseen. The state of a section is written down as a revision before
it first changes, so every version a writer can have started from is there to compare with.
"""

from django.db import transaction
from django.utils import timezone

from coalitions.access.roles import Role, Sensitivity
from plans.editions.lifecycle import Change
from plans.editions.locks import editable_section
from plans.editions.models.section import Section
from plans.editions.policies import can_edit_section
from plans.editions.rendered_text import is_same_text
from plans.history.actions import audit, write_version
from plans.history.versions import declared
from plans.library.structure import starter_text
from plans.text.characters import one_line
from plans.text.html import normalise
from plans.text.words import words
from plans.writing.models import Draft
from plans.writing.texts import (
    LONGEST_TITLE,
    StaleSave,
    Text,
    began_from,
    current_text,
    section_title,
)
from safety_portal.core.audit.record import unrecorded
from safety_portal.core.authority import require
from safety_portal.core.states import WrongState


@transaction.atomic
def save_section(*, section, title, html, base_version, change, by, reason="", drops_draft=True):
    """Save a section's title and text.

    Returns the new Revision, or None where nothing differs from what is saved.

    `html` may be any HTML; its canonical form is stored. `base_version` is the version the writer
    started from: raises StaleSave if the text changed since, NoSuchVersion if it never was. Saving
    the same text again (a double click, a replayed form) makes no second revision. Raises
    WrongState outside drafting and review. The writer's draft is dropped, as its text is saved now;
    not so (`drops_draft`) where the text comes from elsewhere.
    """
    require(can_edit_section(by, section))
    section = editable_section(section)
    mine = Text(section_title(title), normalise(html), base_version)
    base, theirs = began_from(section, mine), current_text(section)
    if drops_draft:
        _drop(section, by)
    if mine.says_the_same(theirs):
        return None
    # A change of who may read it counts as a version too, and leaves the text alone: nobody's words
    # are at stake.
    if not base.says_the_same(theirs):
        raise StaleSave(section=section, mine=mine, theirs=theirs, base=base)
    revision = write_version(
        section=section, by=by, change=change, reason=reason, title=mine.title, html=mine.html
    )
    audit(
        section=section,
        revision=revision,
        action="section.saved",
        by=by,
        words=len(words(mine.html)),
    )
    return revision


@transaction.atomic
def copy_from_template(*, section, by):
    """Save the starter text of the part an empty section stands for as its text.

    Returns the Revision.

    Raises WrongState where it has text, where the template has none for it, and outside drafting
    and review.
    """
    require(can_edit_section(by, section))
    section = editable_section(section)
    if section.html:
        raise WrongState(
            f"{section} has text already. The template is copied into an empty section only."
        )
    html = starter_text(section, scope=section.edition.plan.coalition.scope)
    if not html:
        raise WrongState(
            f"The template has no text for {section}. Write it, or say that it is not needed."
        )
    revision = write_version(
        section=section, by=by, change=Change.MATERIAL, reason="Copied from the template", html=html
    )
    audit(
        section=section,
        revision=revision,
        action="section.saved",
        by=by,
        words=len(words(html)),
        template=section.target,
    )
    return revision


@transaction.atomic
def restore_revision(*, revision, by, base_version, reason=""):
    """Make the title and text of an earlier revision the current ones.

    Returns the new Revision, None if they are.

    Who may read the section stays as it is now. Raises StaleSave if the section changed since
    `base_version`, NoSuchVersion if that never was, and WrongState outside drafting and review.
    """
    require(can_edit_section(by, revision.section))
    section = editable_section(revision.section)
    mine = Text(revision.title, revision.html, base_version)
    base, theirs = began_from(section, mine), current_text(section)
    if is_same_text(revision, section):
        return None
    if revision.not_needed_because and section.protocol_for:
        raise WrongState(
            f"{section} is a protocol that people have to read: it is needed. Change that first."
        )
    if section.version != base_version:
        raise StaleSave(section=section, mine=mine, theirs=theirs, base=base)
    restored = write_version(
        section=section,
        by=by,
        change=Change.MATERIAL,
        reason=reason or f"Restored from revision {revision.version}",
        title=revision.title,
        html=revision.html,
        restored_from=revision,
        **declared(revision.not_needed_because, by=by),
    )
    audit(
        section=section,
        revision=restored,
        action="section.restored",
        by=by,
        restored_version=revision.version,
    )
    return restored


@transaction.atomic
def rename(*, section, title, by, number=None):
    """Give a section another title, and another number if `number` is not None.

    Returns the Revision, None if the same.
    """
    require(can_edit_section(by, section))
    section = editable_section(section)
    number = section.number if number is None else one_line(number)
    if (section.title, section.number) == (section_title(title), number):
        return None
    revision = write_version(
        section=section,
        by=by,
        change=Change.EDITORIAL,
        reason="Renamed",
        title=section_title(title),
        number=number,
    )
    audit(section=section, revision=revision, action="section.renamed", by=by)
    return revision


@transaction.atomic
def set_up_section(*, section, number, title, sensitivity, protocol_for, by):
    """Rename, set_sensitivity and set_protocol_for in one go.

    Returns how many of the three changed anything.

    `number` None leaves it as it is.
    """
    require(can_edit_section(by, section))
    changes = (
        rename(section=section, number=number, title=title, by=by),
        set_sensitivity(section=section, sensitivity=sensitivity, by=by),
        set_protocol_for(section=section, roles=protocol_for, by=by),
    )
    return sum(change is not None for change in changes)


@transaction.atomic
def set_sensitivity(*, section, sensitivity, by):
    """Say who reads a section (public, members, restricted).

    Returns the Revision, None if it was so before.
    """
    require(can_edit_section(by, section))
    section = editable_section(section)
    if section.sensitivity == Sensitivity(sensitivity):
        return None
    before = section.sensitivity
    revision = write_version(
        section=section,
        by=by,
        reason=f"Readers: {before} to {sensitivity}",
        sensitivity=sensitivity,
    )
    audit(
        section=section,
        revision=revision,
        action="section_readers.set",
        by=by,
        before=before,
        after=str(sensitivity),
    )
    return revision


@transaction.atomic
def set_protocol_for(*, section, roles, by):
    """Make a section a protocol that members in `roles` must read (an empty list: nobody must).

    Returns the Revision or None.
    """
    require(can_edit_section(by, section))
    section = editable_section(section)
    wanted = sorted(Role(role).value for role in set(roles))
    if sorted(section.protocol_for) == wanted:
        return None
    if section.not_needed_because:
        raise WrongState(
            f"{section} is marked as not needed, so nobody has to read it. Undo that first."
        )
    before = section.protocol_for
    revision = write_version(section=section, by=by, reason="Who must read it", protocol_for=wanted)
    audit(
        section=section,
        revision=revision,
        action="section_protocol.set",
        by=by,
        before=before,
        after=wanted,
    )
    return revision


@unrecorded("A draft is nobody's but its writer's, and no part of the plan's record.")
@transaction.atomic
def keep_draft(*, section, account, title, html, base_version):
    """Keep what `account` has typed and not saved.

    Returns the Draft, or None where it says what is saved already.

    Touches nobody else's text, so it is kept in every state of the edition: words typed before a
    freeze are not lost. Raises NoSuchVersion where `base_version` never was.
    """
    require(can_edit_section(account, section))
    current = Section.objects.get(pk=section.pk)
    text = Text(one_line(title)[:LONGEST_TITLE], normalise(html), base_version)
    began_from(current, text)
    if base_version == current.version and text.says_the_same(current_text(current)):
        _drop(section, account)
        return None
    draft, _ = Draft.objects.update_or_create(
        section=current,
        account=account,
        defaults={
            "title": text.title,
            "html": text.html,
            "base_version": base_version,
            "saved_at": timezone.now(),
        },
    )
    return draft


@unrecorded("A draft is nobody's but its writer's, and no part of the plan's record.")
@transaction.atomic
def drop_draft(*, section, account):
    """Throw away what `account` typed and did not save; returns whether there was any."""
    require(can_edit_section(account, section))
    return _drop(section, account)


def _drop(section, account):
    deleted, _ = Draft.objects.filter(section=section, account=account).delete()
    return bool(deleted)
