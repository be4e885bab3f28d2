"""A version as pages and paper show it."""

from dataclasses import dataclass

from django.utils.safestring import SafeString, mark_safe

from coalitions.briefs.models.brief import BriefVersion
from coalitions.briefs.words import audience_in_words, hazards_in_words, readers_in_words
from coalitions.prevention.matrix import Cell, Function, MatrixRow, drawn


@dataclass(frozen=True)
class Drawn:
    """A version as a page shows it. Its HTML was written by limited_html alone."""

    version: BriefVersion

    @property
    def matrix(self) -> tuple[MatrixRow, ...]:
        """The matrix with its places marked."""
        return drawn(set(self.version.cells), self.version.primary_cell)

    @property
    def cell(self) -> Cell:
        """Its first place."""
        return self.version.cell

    @property
    def function(self) -> str:
        """What its question is about."""
        return str(Function(self.version.function).label)

    @property
    def context(self) -> SafeString:
        """Context, as HTML."""
        return mark_safe(self.version.context)  # noqa: S308  limited_html.canonical wrote it

    @property
    def techniques(self) -> SafeString:
        """Techniques, as HTML."""
        return mark_safe(self.version.techniques)  # noqa: S308  limited_html.canonical wrote it

    @property
    def audience(self) -> str:
        """For whom it is."""
        return audience_in_words(self.version)

    @property
    def readers(self) -> str:
        """Who may read it."""
        return readers_in_words(self.version)

    @property
    def hazards(self) -> str:
        """What it speaks of."""
        return hazards_in_words(self.version.hazards)
