"""One edition as a book for one reader: cover, signatures, records, and the text they may read, in order."""

import re
from dataclasses import dataclass, field

from coalitions.roles import ALL_LEVELS, PUBLIC
from coalitions.standing import standing_of
from plans.generated import block_names, replace_blocks
from plans.lifecycle import EditionStatus
from plans.models import Edition, Picture, Section
from plans.placeholders import facts_for_reading, fill, fill_plain
from plans.records import record_of_changes, record_of_distribution
from plans.stated import stated_html
from plans.text.html import for_reading, pictures
from plans.text.words import plain_text
from safety_portal.look.wording import full_day

_ANCHOR = re.compile(r'(id="|href="#)(note|ref)-')


@dataclass(frozen=True)
class Entry:
    """A section in the book. `html` is None where this copy leaves its text out."""

    section: Section
    title: str
    html: str | None

    @property
    def tag(self):
        """Its heading: the book has h1, its parts h2; HTML knows six."""
        return f"h{min(self.section.level + 1, 6)}"

    @property
    def is_part(self):
        return self.section.level == 1

    @property
    def anchor(self):
        return f"section-{self.section.pk}"


@dataclass
class Book:
    """What every format prints. `pictures` maps SHA-256 to Picture for the images that the text shows.

    A public copy, for who reads public sections only, holds no records: they name people and what is not public.
    """

    edition: Edition
    entries: list
    signatures: list
    changes: list
    distribution: list
    pictures: dict = field(default_factory=dict)
    replaces: Edition | None = None
    made_for: str = ""
    # Names of the generated blocks that stand in the text of this copy.
    blocks: frozenset = frozenset()
    is_public: bool = False

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
    def own_signatures(self):
        """Whether the plan's own text has a place for the signatures; else they stand before it, as CPG 101 has them."""
        return "signatures" in self.blocks

    @property
    def own_changes(self):
        return "record_of_changes" in self.blocks

    @property
    def own_distribution(self):
        return "record_of_distribution" in self.blocks

    @property
    def left_out(self):
        return sum(entry.html is None for entry in self.entries)


def assemble(edition, *, reader=None):
    """The book of an edition: for the account `reader` only what it may read; without a reader (the operator) the whole text.

    Seven queries, whatever the length. Writes nothing: views log the reading.
    """
    sections = list(Section.objects.filter(edition=edition).present())
    readable = (
        {s.pk for s in sections}
        if reader is None
        else set(Section.objects.visible_to(reader).filter(edition=edition).values_list("pk", flat=True))
    )
    levels = ALL_LEVELS if reader is None else standing_of(reader).levels_in(edition.plan.coalition)
    is_public = levels <= {PUBLIC}
    kept = _kept(sections, readable, is_public)
    facts = facts_for_reading(edition, full_day=full_day)
    entries = [_entry(section, section.pk in readable, edition, facts, readable, levels) for section in kept]
    shown = {sha for entry in entries if entry.html for sha in pictures(entry.section.html)}
    return Book(
        edition=edition,
        entries=entries,
        signatures=[] if is_public else list(edition.signatures.order_by("seat_title", "pk")),
        changes=[] if is_public else record_of_changes(edition, levels=levels),
        distribution=[] if is_public else list(record_of_distribution(edition)),
        pictures={picture.sha256: picture for picture in Picture.objects.filter(plan=edition.plan, sha256__in=shown)},
        replaces=_replaced(edition),
        made_for=str(reader) if reader else "",
        blocks=frozenset(name for section in kept if section.pk in readable for name in block_names(section.html)),
        is_public=is_public,
    )


def _kept(sections, readable, is_public):
    """What is in this copy: readable sections, what stands above them, and a page for what is restricted and left out."""
    above, by_id = set(), {section.pk: section for section in sections}
    for pk in readable:
        parent = by_id[pk].parent_id
        while parent and parent not in above:
            above.add(parent)
            parent = by_id[parent].parent_id
    return [
        section
        for section in sections
        if section.pk in readable or section.pk in above or (section.is_restricted and not is_public)
    ]


def _entry(section, is_readable, edition, facts, readable, levels):
    if not is_readable:
        return Entry(section, *((section.neutral_title, None) if section.is_restricted else (section.title, "")))
    html = replace_blocks(fill(stated_html(section), facts), edition, readable=readable, levels=levels)
    html = for_reading(html, picture_url="picture:{}".format)
    # Every section counts its footnotes from one; in one file their anchors must differ.
    return Entry(section, fill_plain(section.title, facts), _ANCHOR.sub(rf"\g<1>s{section.pk}-\g<2>-", html))


def _replaced(edition):
    earlier = Edition.objects.filter(plan=edition.plan, number__lt=edition.number, in_force_at__isnull=False)
    return earlier.order_by("-number").first()


def text_of(entry):
    """What a person reads in a section, tables included."""
    return plain_text(entry.html or "")
