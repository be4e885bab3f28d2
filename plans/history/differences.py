"""What differs between two states of an edition's text, section by section."""

from dataclasses import dataclass

from plans.editions.models.section import Section
from plans.editions.placeholders import facts_of, fill_placeholders, fill_plain
from plans.editions.rendered_text import is_same_text, rendered_html
from plans.history.models import Revision
from plans.text.comparison.diff import SAME, diff


@dataclass(frozen=True)
class Difference:
    """One section against its earlier state (None.

    It is new); `now` is None where it was taken out.
    """

    now: Section | None
    before: Section | None

    @property
    def section(self):
        return self.now or self.before

    @property
    def word(self):
        """added, taken out, or changed."""
        if self.before is None:
            return "added"
        return "changed" if self.now else "taken out"


def between(edition, earlier):
    """What differs in `edition` from the edition `earlier`, in reading order. Three queries."""
    old = {section.lineage: section for section in earlier.sections.present()}
    differences = [
        Difference(section, old.get(section.lineage))
        for section in edition.sections.present()
        if section.lineage not in old or not _is_same(section, old[section.lineage])
    ]
    lineages = set(edition.sections.present().values_list("lineage", flat=True))
    return differences + [
        Difference(None, section) for lineage, section in old.items() if lineage not in lineages
    ]


def redline(section, before):
    """HTML of the section's text with ins and del against `before`; what did not change is folded.

    Both may be None.
    """
    old = fill_placeholders(rendered_html(before), facts_of(before.edition)) if before else ""
    new = fill_placeholders(rendered_html(section), facts_of(section.edition)) if section else ""
    return "".join(_entry(entry) for entry in diff(old, new).entries)


def title_of(section):
    """A section's number and title with facts filled in."""
    return f"{section.number} {fill_plain(section.title, facts_of(section.edition))}".strip()


def reasons(sections):
    """The newest reason given for each section, by section id: a Revision with its writer."""
    rows = (
        Revision.objects.filter(section__in=sections).exclude(reason="").select_related("saved_by")
    )
    return {row.section_id: row for row in rows.order_by("version")}


def _entry(entry):
    if entry.kind != SAME:
        return entry.html
    noun = "1 paragraph" if entry.paragraphs == 1 else f"{entry.paragraphs} paragraphs"
    return f'<details class="skipped"><summary>{noun} unchanged</summary>{entry.html}</details>'


def _is_same(section, before):
    return is_same_text(section, before) and section.sensitivity == before.sensitivity
