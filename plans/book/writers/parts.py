"""What a book is made of beside its text: its records, and its entries."""

from dataclasses import dataclass

from plans.editions.models.section import Section


@dataclass(frozen=True)
class Record:
    """A page about the edition: `block` is the generated block that may stand in the text in its
    place.
    """

    block: str
    anchor: str
    title: str

    @property
    def template(self):
        return f"plans/book/_{self.anchor}.html"


# They stand before the text, as CPG 101 has them.
RECORDS = (
    Record("signatures", "signatures", "Signatures"),
    Record("record_of_changes", "changes", "Record of changes"),
    Record("record_of_distribution", "distribution", "Record of distribution"),
)


@dataclass(frozen=True)
class Entry:
    """A section in the book. `html` is None where this copy leaves its text out.

    `source` is the canonical HTML that `html` was drawn from: facts filled in, generated blocks by
    their name.
    """

    section: Section
    title: str
    html: str | None
    source: str = ""

    @property
    def heading(self):
        """Number and title."""
        return f"{self.section.number} {self.title}".strip()

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
