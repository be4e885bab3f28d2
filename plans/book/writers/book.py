"""One edition as a book for one reader.

Cover, signatures, records, and the text they may read, in order.
"""

import re
from dataclasses import dataclass, field

from django.utils import timezone

from coalitions.access.grants import access_of
from coalitions.access.roles import ALL_LEVELS, PUBLIC
from plans.book.generated import block_names, draw_blocks, put_blocks
from plans.book.writers.parts import RECORDS, Entry
from plans.editions.lifecycle import EditionStatus
from plans.editions.models.edition import Edition
from plans.editions.models.picture import Picture
from plans.editions.models.section import Section
from plans.editions.placeholders import facts_for_reading, fill_placeholders, fill_plain
from plans.editions.rendered_text import rendered_html
from plans.history.change_log import DistributionRecord, record_of_changes, record_of_distribution
from plans.text.html import for_reading, pictures, without_lost
from plans.text.words import plain_text
from safety_portal.core.look.wording import counted, full_day

_ANCHOR = re.compile(r'(id="|href="#)(note|ref)-')
_CONFIDENTIAL = "Confidential. Many states exempt school emergency plans from public disclosure."
_LEFT_OUT = "This section is left out of this copy. It is given to administrators, officers and responders only."


@dataclass
class Book:
    """What every format prints.

    `pictures` maps SHA-256 to Picture for the images that the text shows.

    A public copy, for who reads public sections only, holds no records: they name people and what
    is not public.
    """

    edition: Edition
    entries: list
    signatures: list
    changes: list
    distribution: DistributionRecord
    approvals: list = field(default_factory=list)
    pictures: dict = field(default_factory=dict)
    replaces: Edition | None = None
    made_for: str = ""
    # HTML of the generated blocks that stand in the text of this copy, by name.
    blocks: dict = field(default_factory=dict)
    is_public: bool = False

    why_left_out = _LEFT_OUT

    @property
    def plan(self):
        return self.edition.plan

    @property
    def coalition(self):
        return self.edition.plan.coalition

    @property
    def is_in_force(self):
        return self.edition.status == EditionStatus.IN_FORCE

    @property
    def records(self):
        """The Records that stand before the text.

        None in a public copy, nor those for which the text has a place.
        """
        return (
            []
            if self.is_public
            else [record for record in RECORDS if record.block not in self.blocks]
        )

    @property
    def confidential(self):
        """The word at the foot of every page; what is public is not confidential."""
        return "" if self.is_public else "Confidential"

    @property
    def confidential_line(self):
        """What the cover says of it."""
        return "" if self.is_public else _CONFIDENTIAL

    @property
    def left_out(self):
        return sum(entry.html is None for entry in self.entries)

    @property
    def running_head(self):
        """What stands at the top of every page."""
        return f"{self.coalition}, {self.plan.title}{'' if self.edition.in_force_at else '. Draft, not in force'}"

    @property
    def running_foot(self):
        """What stands at the foot of every page.

        The edition, since when in force, the start of its fingerprint.
        """
        edition = self.edition
        since = f", in force {_day(edition.in_force_at)}" if edition.in_force_at else ""
        mark = f" · {edition.content_hash[:16].upper()}" if edition.content_hash else ""
        return f"Edition {edition.number}{since}{mark}"

    @property
    def cover(self):
        """The rows of the cover: what is said, and of what."""
        return list(self._cover())

    def _cover(self):
        edition = self.edition
        yield "Edition", f"{edition.number}, {edition.get_status_display().lower()}"
        if edition.in_force_at:
            yield "In force since", _day(edition.in_force_at)
        if self.replaces:
            yield "Replaces", f"Edition {self.replaces.number} of {_day(self.replaces.in_force_at)}"
        if self.approved:
            yield "Approved by", f"{self.approved.body}, {full_day(self.approved.voted_on)}"
        if edition.review_due_on:
            yield "Review by", full_day(edition.review_due_on)
        if self.made_for:
            without = (
                f", without {counted(self.left_out, 'restricted section')}" if self.left_out else ""
            )
            yield "Copy for", f"{self.made_for}{without}"

    @property
    def approved(self):
        """The vote that counts, where it approved; None otherwise."""
        standing = [vote for vote in self.approvals if vote.voided_at is None]
        return standing[-1] if standing and standing[-1].is_approved else None

    @property
    def caution(self):
        """What a reader of paper has to do first."""
        return (
            f"Printed {_day(timezone.now())}. Before you rely on a paper copy, check in the portal that edition "
            f"{self.edition.number} is still in force."
        )


def _readable(edition, sections, reader) -> set[int]:
    """The ids of the sections whose text the reader may see: all without a reader."""
    if reader is None:
        return {section.pk for section in sections}
    visible = Section.objects.visible_to(reader).filter(edition=edition)
    return set(visible.values_list("pk", flat=True))


def assemble(edition, *, reader=None, has_distribution=True):
    """The book of an edition: for the account `reader` only what it may read.

    Without a reader (the operator) the whole text.

    Without `has_distribution` nobody stands in the record of distribution: for the key of a copy,
    which must not change when that very copy is taken. Some ten queries, whatever the length.
    Writes nothing: views log the reading.
    """
    sections = list(Section.objects.filter(edition=edition).present())
    readable = _readable(edition, sections, reader)
    levels = ALL_LEVELS if reader is None else access_of(reader).levels_in(edition.plan.coalition)
    is_public = levels <= {PUBLIC}
    included = _kept(sections, readable, is_public)
    facts = facts_for_reading(edition, full_day=full_day)
    names = {
        name for section in included if section.pk in readable for name in block_names(section.html)
    }
    is_named = has_distribution and not is_public
    distribution = (
        record_of_distribution(edition, reader=reader) if is_named else DistributionRecord()
    )
    blocks = draw_blocks(
        names, edition, readable=readable, levels=levels, distribution=distribution
    )
    stored, lost = _pictures(edition, [section for section in included if section.pk in readable])
    entries = [_entry(section, section.pk in readable, facts, blocks, lost) for section in included]
    return Book(
        edition=edition,
        entries=entries,
        signatures=[] if is_public else list(edition.signatures.order_by("seat_title", "pk")),
        changes=[] if is_public else record_of_changes(edition, levels=levels),
        distribution=distribution,
        approvals=[] if is_public else list(edition.approvals.order_by("voted_on", "pk")),
        pictures=stored,
        replaces=_replaced(edition),
        made_for=str(reader) if reader else "",
        blocks=blocks,
        is_public=is_public,
    )


def restricted_in_copy(edition, reader):
    """(restricted sections that the account's copy holds, those it leaves out).

    Two queries, and no text is read.
    """
    sections = list(Section.objects.filter(edition=edition).present().defer("html"))
    readable = set(
        Section.objects.visible_to(reader).filter(edition=edition).values_list("pk", flat=True)
    )
    included = _kept(
        sections,
        readable,
        is_public=access_of(reader).levels_in(edition.plan.coalition) <= {PUBLIC},
    )
    restricted = sum(section.is_restricted and section.pk in readable for section in included)
    return restricted, sum(section.pk not in readable for section in included)


def _kept(sections, readable, is_public):
    """What is in this copy.

    Readable sections, what stands above them, and a page for what is restricted and left out.
    """
    above, by_id = set(), {section.pk: section for section in sections}
    for pk in readable:
        parent = by_id[pk].parent_id
        while parent and parent not in above:
            above.add(parent)
            parent = by_id[parent].parent_id
    return [
        section
        for section in sections
        if section.pk in readable
        or section.pk in above
        or (section.is_restricted and not is_public)
    ]


def _pictures(edition, sections):
    """(Picture by SHA-256 of what the sections show, the SHA-256 of those whose file is gone.

    A copy names them in words).
    """
    hashes = {sha for section in sections for sha in pictures(section.html)}
    found = Picture.objects.filter(plan=edition.plan, sha256__in=hashes)
    stored = {
        picture.sha256: picture
        for picture in found
        if picture.file.storage.exists(picture.file.name)
    }
    return stored, hashes - stored.keys()


def _entry(section, is_readable, facts, blocks, lost):
    if not is_readable:
        return Entry(
            section,
            *((section.neutral_title, None) if section.is_restricted else (section.title, "")),
        )
    source = without_lost(fill_placeholders(rendered_html(section), facts), lost)
    html = for_reading(put_blocks(source, blocks), picture_url="picture:{}".format)
    # Every section counts its footnotes from one; in one file their anchors must differ.
    html = _ANCHOR.sub(rf"\g<1>s{section.pk}-\g<2>-", html)
    return Entry(section, fill_plain(section.title, facts), html, source)


def _replaced(edition):
    earlier = Edition.objects.filter(
        plan=edition.plan, number__lt=edition.number, in_force_at__isnull=False
    )
    return earlier.order_by("-number").first()


def text_of(entry):
    """What a person reads in a section, tables included."""
    return plain_text(entry.html or "")


def _day(moment):
    """The day of a moment where the portal is, in full."""
    return full_day(timezone.localdate(moment))
