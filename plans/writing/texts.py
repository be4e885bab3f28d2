"""The text of a section at a version; and the refusal of a text that began from an older one."""

from dataclasses import dataclass
from datetime import datetime

from plans.editions.models.section import Section
from plans.text.characters import one_line
from safety_portal.core.refusals import Refused

LONGEST_TITLE = Section._meta.get_field("title").max_length


@dataclass(frozen=True)
class Text:
    """One state of a section.

    Its title and canonical HTML, which version it is, who wrote it when (None: not saved).
    """

    title: str
    html: str
    version: int
    by: str = ""
    at: datetime | None = None

    def says_the_same(self, other):
        """True where title and text are equal."""
        return (self.title, self.html) == (other.title, other.html)


def section_title(title):
    """A title as it is kept: one line of what can be seen. Raises Refused where that is nothing."""
    title = one_line(title)[:LONGEST_TITLE].strip()
    if not title:
        raise Refused("A section needs a title.", field="title")
    return title


class StaleSave(Refused):
    """Somebody saved in between.

    Carries `mine` (what was refused), `theirs` (the current text) and `base` (where mine began).
    """

    def __init__(self, *, section, mine, theirs, base):
        super().__init__(f"{section} was saved by {theirs.by or 'somebody'} in the meantime.")
        self.section, self.mine, self.theirs, self.base = section, mine, theirs, base


class NoSuchVersion(StaleSave):
    """The text says that it began from a version that never was: only a made-up form does.

    Nothing is taken from it.

    `base` is the first text of the section, so that whoever looks at both texts sees every change
    since.
    """

    def __init__(self, *, section, mine, theirs, base):
        super().__init__(section=section, mine=mine, theirs=theirs, base=base)
        self.args = (
            f"{section} never had the version that this form names. Nothing is saved. Open the section again.",
        )


def current_text(section):
    """The text of a section as it is saved now."""
    return Text(
        section.title, section.html, section.version, str(section.saved_by or ""), section.saved_at
    )


def text_at(section, version):
    """The text of a section at one of its versions; None for a version it never had."""
    if version == section.version:
        return current_text(section)
    revision = section.revisions.select_related("saved_by").filter(version=version).first()
    return revision and Text(
        revision.title,
        revision.html,
        revision.version,
        str(revision.saved_by or ""),
        revision.saved_at,
    )


def first_text(section):
    """The text of a section at its first version."""
    return text_at(section, 1) or current_text(section)


def began_from(section, mine):
    """The text of a section that `mine` began from.

    Raises NoSuchVersion where it never had that version.
    """
    base = text_at(section, mine.version)
    if base is None:
        raise NoSuchVersion(
            section=section, mine=mine, theirs=current_text(section), base=first_text(section)
        )
    return base
