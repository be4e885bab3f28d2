"""What a person reads in section HTML: its words, its lines."""

from collections.abc import Iterator

from plans.text.blocks import Block, leaves
from plans.text.parsing import parse


def words(html: str) -> list[str]:
    """The words in reading order, tables included. Marks inside a word do not part it; numbers of
    footnotes, which the
    reader made, and descriptions of pictures are left out."""
    return words_in(parse(html))


def words_in(blocks: tuple[Block, ...]) -> list[str]:
    """As ``words``, of HTML that has been parsed already."""
    return [word for leaf in leaves(blocks) for word in leaf.text.split()]


def plain_text(html: str) -> str:
    """The text as read: a line for each paragraph, item, line break and table row.

    Cells parted by tabs.
    """
    return "\n".join(_lines(parse(html)))


def _lines(blocks: tuple[Block, ...]) -> Iterator[str]:
    for block in blocks:
        if block.is_leaf:
            yield from _leaf_lines(block)
        elif block.tag == "tr":
            yield "\t".join(" ".join(_lines(cell.children)) for cell in block.children)
        else:
            yield from _lines(block.children)


def _leaf_lines(leaf: Block) -> list[str]:
    text = "".join("\n" if run.is_break else run.text for run in leaf.runs if not run.is_note_mark)
    return [" ".join(line.split()) for line in text.split("\n")]
