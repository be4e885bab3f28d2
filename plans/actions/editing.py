"""The text of a section: saved with the version it was started from, kept as revisions, drafted by one writer alone.

A save that started from an older version is refused with all three texts (StaleSave): nothing anybody wrote is ever
replaced unseen. The state of a section is written down as a revision before it first changes, so every version a
writer can have started from is there to compare with.
"""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from coalitions.roles import Role, Sensitivity
from plans.actions.locking import editable_section
from plans.lifecycle import Change
from plans.models import Draft, Revision, Section
from plans.text.html import normalise
from plans.text.words import words
from safety_portal.audit.record import record

LONGEST_TITLE = Section._meta.get_field("title").max_length


@dataclass(frozen=True)
class Text:
    """One state of a section: its title and canonical HTML, which version it is, who wrote it when (None: not saved)."""

    title: str
    html: str
    version: int
    by: str = ""
    at: datetime | None = None

    def says_the_same(self, other):
        """True where title and text are equal."""
        return (self.title, self.html) == (other.title, other.html)


class StaleSave(Exception):
    """Somebody saved in between. Carries `mine` (what was refused), `theirs` (the current text) and `base` (where mine began)."""

    def __init__(self, *, section, mine, theirs, base):
        super().__init__(f"{section} was saved by {theirs.by or 'somebody'} in the meantime.")
        self.section, self.mine, self.theirs, self.base = section, mine, theirs, base


@transaction.atomic
def save_section(*, section, title, html, base_version, change, by, reason=""):
    """Save a section's title and text; returns the new Revision, or None where nothing differs from what is saved.

    `html` may be any HTML; its canonical form is stored. `base_version` is the version the writer started from: raises
    StaleSave if the text changed since. Saving the same text again (a double click, a replayed form) makes no second
    revision. Raises WrongState outside drafting and review. The writer's draft is dropped, as its text is saved now.
    """
    section = editable_section(section)
    mine = Text(_title(title), normalise(html), base_version)
    theirs = current_text(section)
    if mine.says_the_same(theirs):
        _drop(section, by)
        return None
    base = text_at(section, base_version) or theirs
    # A change of who may read it counts as a version too, and leaves the text alone: nobody's words are at stake.
    if not base.says_the_same(theirs):
        raise StaleSave(section=section, mine=mine, theirs=theirs, base=base)
    revision = _write(section, by=by, change=change, reason=reason, title=mine.title, html=mine.html)
    _drop(section, by)
    _audit(section, revision, "section.saved", by, words=len(words(mine.html)))
    return revision


@transaction.atomic
def restore_revision(*, revision, by, base_version, reason=""):
    """Make the title and text of an earlier revision the current ones; returns the new Revision, None if they are.

    Who may read the section stays as it is now. Raises StaleSave if the section changed since `base_version`, and
    WrongState outside drafting and review.
    """
    section = editable_section(revision.section)
    theirs = current_text(section)
    mine = Text(revision.title, revision.html, base_version)
    if mine.says_the_same(theirs):
        return None
    if section.version != base_version:
        base = text_at(section, base_version) or theirs
        raise StaleSave(section=section, mine=mine, theirs=theirs, base=base)
    restored = _write(
        section,
        by=by,
        change=Change.MATERIAL,
        reason=reason or f"Restored from revision {revision.version}",
        title=revision.title,
        html=revision.html,
        restored_from=revision,
    )
    _audit(section, restored, "section.restored", by, restored_version=revision.version)
    return restored


@transaction.atomic
def rename(*, section, title, by, number=None):
    """Give a section another title, and another number if `number` is not None; returns the Revision, None if the same."""
    section = editable_section(section)
    number = section.number if number is None else number.strip()
    if (section.title, section.number) == (_title(title), number):
        return None
    revision = _write(section, by=by, change=Change.EDITORIAL, reason="Renamed", title=_title(title), number=number)
    _audit(section, revision, "section.renamed", by)
    return revision


@transaction.atomic
def set_up_section(*, section, number, title, sensitivity, protocol_for, by):
    """Rename, set_sensitivity and set_protocol_for in one go; returns how many of the three changed anything."""
    changes = (
        rename(section=section, number=number, title=title, by=by),
        set_sensitivity(section=section, sensitivity=sensitivity, by=by),
        set_protocol_for(section=section, roles=protocol_for, by=by),
    )
    return sum(change is not None for change in changes)


@transaction.atomic
def set_sensitivity(*, section, sensitivity, by):
    """Say who reads a section (public, members, restricted); returns the Revision, None if it was so before."""
    section = editable_section(section)
    if section.sensitivity == Sensitivity(sensitivity):
        return None
    before = section.sensitivity
    revision = _write(section, by=by, reason=f"Readers: {before} to {sensitivity}", sensitivity=sensitivity)
    _audit(section, revision, "section.readers_set", by, before=before, after=str(sensitivity))
    return revision


@transaction.atomic
def set_protocol_for(*, section, roles, by):
    """Make a section a protocol that members in `roles` must read (an empty list: nobody must); returns the Revision or None."""
    section = editable_section(section)
    wanted = sorted(Role(role).value for role in set(roles))
    if sorted(section.protocol_for) == wanted:
        return None
    before = section.protocol_for
    revision = _write(section, by=by, reason="Who must read it", protocol_for=wanted)
    _audit(section, revision, "section.protocol_set", by, before=before, after=wanted)
    return revision


@transaction.atomic
def keep_draft(*, section, account, title, html, base_version):
    """Keep what `account` has typed and not saved; returns the Draft, or None where it says what is saved already.

    Touches nobody else's text, so it is kept in every state of the edition: words typed before a freeze are not lost.
    """
    current = Section.objects.get(pk=section.pk)
    kept = Text(title.strip()[:LONGEST_TITLE], normalise(html), base_version)
    if base_version == current.version and kept.says_the_same(current_text(current)):
        _drop(section, account)
        return None
    draft, _ = Draft.objects.update_or_create(
        section=current,
        account=account,
        defaults={"title": kept.title, "html": kept.html, "base_version": base_version, "saved_at": timezone.now()},
    )
    return draft


@transaction.atomic
def drop_draft(*, section, account):
    """Throw away what `account` typed and did not save; returns whether there was any."""
    return _drop(section, account)


def current_text(section):
    """The text of a section as it is saved now."""
    return Text(section.title, section.html, section.version, str(section.saved_by or ""), section.saved_at)


def text_at(section, version):
    """The text of a section at one of its versions; None for a version it never had."""
    if version == section.version:
        return current_text(section)
    revision = section.revisions.select_related("saved_by").filter(version=version).first()
    return revision and Text(
        revision.title, revision.html, revision.version, str(revision.saved_by or ""), revision.saved_at
    )


def _title(title):
    title = " ".join(title.split())[:LONGEST_TITLE]
    if not title:
        raise ValueError("A section needs a title.")
    return title


def _drop(section, account):
    deleted, _ = Draft.objects.filter(section=section, account=account).delete()
    return bool(deleted)


def _write(section, *, by, reason, change="", restored_from=None, **values):
    """Write `values` as the section's next version, with its revision. Compare-and-swap: the edition's lock makes it hold."""
    _record_current(section)
    now = timezone.now()
    values |= {"saved_at": now, "saved_by": by}
    values["change"] = _change_of_edition(section, change, values)
    swapped = Section.objects.filter(pk=section.pk, version=section.version).update(version=F("version") + 1, **values)
    if swapped != 1:
        raise RuntimeError(f"Section {section.pk} changed under the lock of its edition.")
    for name, value in (values | {"version": section.version + 1}).items():
        setattr(section, name, value)
    return _revision_of(section, change=change, reason=reason, restored_from=restored_from)


def _record_current(section):
    """The state that is about to change gets its revision, if no save has made one."""
    if not section.revisions.filter(version=section.version).exists():
        _revision_of(section)


def _revision_of(section, **fields):
    return Revision.objects.create(
        section=section,
        version=section.version,
        title=section.title,
        html=section.html,
        sensitivity=section.sensitivity,
        protocol_for=section.protocol_for,
        saved_at=section.saved_at,
        saved_by=section.saved_by,
        **fields,
    )


def _change_of_edition(section, change, values):
    """How much the section differs from the edition this one is based on: material outweighs editorial, equal text is neither."""
    if section.edition.based_on_id is None:
        return ""
    before = Section.objects.filter(edition_id=section.edition.based_on_id, lineage=section.lineage).first()
    if before is None:
        return Change.MATERIAL
    title, html = values.get("title", section.title), values.get("html", section.html)
    if (before.title, before.html) == (title, html):
        return ""
    return Change.MATERIAL if Change.MATERIAL in (section.change, change) else change or section.change


def _audit(section, revision, action, by, **detail):
    record(
        by=by,
        action=action,
        subject=section,
        scope=section.edition.plan.coalition_id,
        edition=section.edition.number,
        version=revision.version,
        change=revision.change,
        **detail,
    )
