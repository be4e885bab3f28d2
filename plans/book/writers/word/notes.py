"""Footnotes.

In section HTML a mark in the text and a paragraph at the end, in Word a note at the foot of the
page.
"""

from collections.abc import Iterator
from itertools import pairwise

from plans.text.blocks import Block, Run, leaves
from safety_portal.core.exports.word.markup import DECLARATION, SPACES

# Word has a line between text and notes, and another where a note goes on on the next page.
_LINES = (
    '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
    '<w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>'
)
_MARK = '<w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr>'
OWN_NUMBER = f"<w:r>{_MARK}<w:footnoteRef/></w:r>"


def parted(blocks: tuple[Block, ...]) -> tuple[list[Block], dict[str, list[Block]]]:
    """A section's text without its notes, and its notes by their number.

    A note is a paragraph that begins with the number to which a mark in the text leads, and what
    follows it up to the next note; what follows the last one is text, since people write on at the
    end of a section.
    """
    marked = {
        run.href.removeprefix("#note-")
        for leaf in leaves(blocks)
        for run in leaf.runs
        if _leads(run, "#note-")
    }
    starts = [index for index, block in enumerate(blocks) if _number(block) in marked]
    if not starts:
        return list(blocks), {}
    end = starts[-1] + 1
    notes: dict[str, list[Block]] = {}
    for start, stop in pairwise([*starts, end]):
        first, *others = blocks[start:stop]
        notes.setdefault(_number(first), []).extend([_without_number(first), *others])
    return [*blocks[: starts[0]], *blocks[end:]], notes


class Footnotes:
    """The notes of the whole file, numbered on as the text comes to them."""

    def __init__(self) -> None:
        self._written: list[str] = []
        self._waiting: dict[str, list[Block]] = {}

    def begin(self, notes: dict[str, list[Block]]) -> None:
        """Go over to a section with these notes."""
        self._waiting = dict(notes)

    def refer(self, run: Run, writer) -> str:
        """The mark of a note in the text, and the note is written; "" where the section has none
        left of that number.
        """
        blocks = self._waiting.pop(run.href.removeprefix("#note-"), None)
        if blocks is None:
            return ""
        number = len(self._written) + 1
        # Its place first: a mark inside a note must not take it.
        self._written.append("")
        self._written[-1] = (
            f'<w:footnote w:id="{number}">{"".join(writer.note(blocks))}</w:footnote>'
        )
        return f'<w:r>{_MARK}<w:footnoteReference w:id="{number}"/></w:r>'

    def left(self) -> list[Block]:
        """What stands in notes of this section to which its text has not led.

        It is text all the same.
        """
        return [block for blocks in self._waiting.values() for block in blocks]

    def xml(self) -> Iterator[str]:
        """The footnotes part in pieces."""
        yield f"{DECLARATION}<w:footnotes {SPACES}>{_LINES}"
        yield from self._written
        yield "</w:footnotes>"


def _number(block: Block) -> str | None:
    """The number with which a note begins, None for what is no note."""
    first = block.runs[0] if block.tag == "p" and block.runs else None
    return first.href.removeprefix("#ref-") if first and _leads(first, "#ref-") else None


def _leads(run: Run, to: str) -> bool:
    return run.is_note_mark and run.href.startswith(to)


def _without_number(block: Block) -> Block:
    others = list(block.runs[1:])
    if others and others[0].text.startswith(" "):
        others[0] = Run(others[0].text[1:], others[0].marks, others[0].href)
    return Block("p", runs=tuple(others))
