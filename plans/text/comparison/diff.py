"""What changed between two texts, block by block and word by word, so that a person can read it:
lists by item, tables
by row and cell. ``diff`` gives entries for a page to draw; their HTML marks words with ins and del."""

from dataclasses import dataclass

from plans.text.blocks import (
    Block,
    attributes_html,
    has_bare_paragraph,
    head_rows,
    leaves,
    runs_html,
    scoped,
    to_html,
)
from plans.text.comparison.aligning import Pair, aligned
from plans.text.comparison.wording import changed_words, says_the_same, word_counts
from plans.text.parsing import parse

SAME, ADDED, REMOVED, CHANGED, FORMATTING = "same", "added", "removed", "changed", "formatting"


@dataclass(frozen=True, slots=True)
class Entry:
    """A stretch of unchanged blocks, or one block that changed.

    ``kind``: same, added, removed, changed, or formatting (the words are the same). ``html``: safe
    to show, with ins and del. ``paragraphs``: how many paragraphs, items and headings it holds.
    """

    kind: str
    html: str
    paragraphs: int


@dataclass(frozen=True, slots=True)
class Diff:
    """``added`` and ``removed`` count words."""

    entries: tuple[Entry, ...]
    added: int
    removed: int

    @property
    def is_empty(self) -> bool:
        return all(entry.kind == SAME for entry in self.entries)

    @property
    def html(self) -> str:
        """The whole text with ins and del, nothing folded."""
        return "".join(entry.html for entry in self.entries)


def diff(old: str, new: str) -> Diff:
    """What changed from ``old`` to ``new``, both section HTML."""
    return diff_blocks(parse(old), parse(new))


def diff_blocks(old: tuple[Block, ...], new: tuple[Block, ...]) -> Diff:
    """What changed from `old` to `new`.

    The blocks in reading order, and how many words came and went.
    """
    pairs = aligned(old, new)
    counts = [_word_counts(pair) for pair in pairs]
    return Diff(
        _entries_of(pairs), sum(added for added, _ in counts), sum(removed for _, removed in counts)
    )


def changed_blocks(old: str, new: str) -> list[Entry]:
    """Only what changed, in reading order."""
    return [entry for entry in diff(old, new).entries if entry.kind != SAME]


def _entries_of(pairs: list[Pair]) -> tuple[Entry, ...]:
    entries: list[Entry] = []
    for pair in pairs:
        entry = Entry(_kind(pair), redline([pair]), _paragraphs(pair))
        last = entries[-1] if entries else None
        if last and last.kind == entry.kind == SAME:
            entries[-1] = Entry(SAME, last.html + entry.html, last.paragraphs + entry.paragraphs)
        else:
            entries.append(entry)
    return tuple(entries)


def _kind(pair: Pair) -> str:
    if pair.old is None:
        return ADDED
    if pair.new is None:
        return REMOVED
    if pair.old == pair.new:
        return SAME
    return FORMATTING if _says_the_same(pair.old, pair.new) else CHANGED


def _says_the_same(old: Block, new: Block) -> bool:
    """True where only headings, marks or the kind of list differ.

    Nothing was added, taken away or struck through.
    """
    if old.is_leaf and new.is_leaf:
        return says_the_same(old.runs, new.runs)
    if not old.children and not new.children:
        return old == new
    same_length = len(old.children) == len(new.children)
    return same_length and all(map(_says_the_same, old.children, new.children))


def _paragraphs(pair: Pair) -> int:
    return max(1, sum(1 for _ in leaves((pair.either,))))


def _word_counts(pair: Pair) -> tuple[int, int]:
    """Words added and removed between the two sides of a pair."""
    if pair.old is None or pair.new is None:
        count = sum(len(leaf.text.split()) for leaf in leaves((pair.either,)))
        return (count, 0) if pair.old is None else (0, count)
    if pair.old == pair.new:
        return 0, 0
    if pair.new.is_leaf:
        return word_counts(pair.old.runs, pair.new.runs)
    inner = [_word_counts(child) for child in aligned(pair.old.children, pair.new.children)]
    return sum(added for added, _ in inner), sum(removed for _, removed in inner)


# ---------------------------------------------------------------- drawing


def redline(pairs: list[Pair]) -> str:
    """The new text with what was added in ins and what was removed, where it stood, in del."""
    return "".join(map(_redlined_block, pairs))


def _redlined_block(pair: Pair) -> str:
    if pair.old is None or pair.new is None:
        return _marked(pair.either, "ins" if pair.old is None else "del")
    if pair.old == pair.new:
        return to_html((pair.new,))
    if pair.new.is_leaf:
        return _tagged(pair.new, changed_words(pair.old.runs, pair.new.runs))
    if pair.new.tag == "table":
        return _drawn_table(pair.old, pair.new)
    if pair.new.tag == "img":
        return _marked(pair.old, "del") + _marked(pair.new, "ins")
    return _tagged(
        pair.new, _drawn_children(aligned(pair.old.children, pair.new.children), pair.new)
    )


def _drawn_children(pairs: list[Pair], parent: Block) -> str:
    """As ``redline``.

    The only paragraph of an item or cell goes without its tag, as in the text itself.
    """
    sides = [pair.either for pair in pairs]
    if parent.tag in {"li", "td", "th"} and has_bare_paragraph(tuple(sides)):
        first = _redlined_block(pairs[0])
        return first.removeprefix("<p>").removesuffix("</p>") + redline(pairs[1:])
    return redline(pairs)


def _drawn_table(before: Block, after: Block) -> str:
    """Header cells keep the scope they have in the side they come from."""
    old, new = _with_scopes(before), _with_scopes(after)
    return f"<table><tbody>{redline(aligned(old.children, new.children))}</tbody></table>"


def _with_scopes(table: Block) -> Block:
    head = head_rows(table)
    rows = tuple(
        Block("tr", tuple(scoped(cell, in_head=index < head) for cell in row.children))
        for index, row in enumerate(table.children)
    )
    return Block("table", rows)


def _marked(block: Block, mark: str) -> str:
    """The whole block as added or removed."""
    if block.is_leaf:
        return _tagged(block, f"<{mark}>{runs_html(block.runs)}</{mark}>")
    if block.tag in {"img", "hr"}:
        return f"<{mark}>{to_html((block,))}</{mark}>"
    if block.tag == "table":
        rows = "".join(_marked(row, mark) for row in _with_scopes(block).children)
        return f"<table><tbody>{rows}</tbody></table>"
    if block.tag in {"li", "td", "th"} and has_bare_paragraph(block.children):
        first, *others = block.children
        inner = f"<{mark}>{runs_html(first.runs)}</{mark}>" + "".join(
            _marked(child, mark) for child in others
        )
        return _tagged(block, inner)
    return _tagged(block, "".join(_marked(child, mark) for child in block.children))


def _tagged(block: Block, inner: str) -> str:
    return f"<{block.tag}{attributes_html(block.attrs)}>{inner}</{block.tag}>"
