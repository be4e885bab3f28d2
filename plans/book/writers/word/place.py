"""Where a block of text stands on the page.

What its paragraphs look like, how far in, how much room there is.
"""

from dataclasses import dataclass, replace

from plans.book.writers.word.numbering import STEP

# Letter less the margins of 18 mm, in twips (1,440 to the inch).
TEXT_WIDTH = 10_200
BODY, CELL, HEAD_CELL, NOTE = "BodyText", "TableText", "TableHead", "FootnoteText"
# Left and right inside a cell together.
CELL_PADDING = 230
_LEAST = 700


@dataclass(frozen=True)
class BlockLayout:
    """`style`: of paragraphs. `depth`: in how many lists. `indent`, `width`: in twips."""

    style: str = BODY
    depth: int = 0
    indent: int = 0
    width: int = TEXT_WIDTH

    def deeper(self) -> "BlockLayout":
        """Inside an item of a list."""
        return replace(self._in(STEP), depth=self.depth + 1)

    def quoted(self) -> "BlockLayout":
        """Inside a quotation."""
        return self._in(STEP)

    def _in(self, step: int) -> "BlockLayout":
        return replace(self, indent=self.indent + step, width=max(self.width - step, _LEAST))

    @property
    def indentation(self) -> str:
        """The property of a paragraph that is no item itself."""
        return f'<w:ind w:left="{self.indent}"/>' if self.indent else ""
