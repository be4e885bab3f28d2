"""What is done at a place in a text.

Marking the words there for a page, and putting other words in their place.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from itertools import count

from plans.text.anchors import TextSpan
from plans.text.blocks import Block, Run, leaves, runs_html, to_html
from plans.text.characters import visible
from plans.text.parsing import parse

# Stands for a paragraph that is drawn with marks: characters that no text holds.
_DRAWN = re.compile("\ufdd0([0-9]{1,9})\ufdd1")


def paragraphs(html: str) -> tuple[str, ...]:
    """Every paragraph and heading of section HTML as read, in reading order.

    What anchors are found in.
    """
    return tuple(leaf.text for leaf in leaves(parse(html)))


def marked(html: str, places: Mapping[str, TextSpan]) -> str:
    """Section HTML with each place in a mark that links to the note of its key (an id on the page),
    and can be linked to
    as ``words-of-<key>``. Words under several notes link to the first of them."""
    if not places:
        return html
    by_block: dict[int, dict[str, TextSpan]] = defaultdict(dict)
    for key, place in places.items():
        by_block[place.block][key] = place
    blocks = parse(html)
    drawn = {
        number: _paragraph_with_places(leaf.runs, by_block[number])
        for number, leaf in enumerate(leaves(blocks))
        if number in by_block
    }
    placeholders = {number: (Run(f"\ufdd0{number}\ufdd1"),) for number in drawn}
    return _DRAWN.sub(
        lambda match: drawn.get(int(match[1]), match[0]),
        to_html(_blocks_with_runs(blocks, placeholders)),
    )


def reworded(html: str, place: TextSpan, words: str) -> str:
    """Canonical section HTML with other words at a place; without any, the place is taken out. What
    the old and the new
    words share at their ends keeps its look, the rest takes that of the words before it; marks of footnotes stay."""
    blocks = parse(html)
    leaf = list(leaves(blocks))[place.block]
    old, new = leaf.text[place.start : place.end], visible(words)
    head, tail = alike_at_ends(old, new)
    before, inside, after = _split(leaf.runs, (place.start + head, place.end - tail))
    like = next(
        (
            run
            for run in (*inside, *reversed(before), *after)
            if not run.is_break and not run.is_note_mark
        ),
        Run(""),
    )
    note_marks = [run for run in inside if run.is_note_mark]
    runs = (*before, replace(like, text=new[head : len(new) - tail]), *note_marks, *after)
    return to_html(parse(to_html(_blocks_with_runs(blocks, {place.block: runs}))))


def alike_at_ends(old: str, new: str) -> tuple[int, int]:
    """How many letters two texts share at their beginning, and of what is left at their end."""
    head = _shared(old, new)
    return head, _shared(old[head:][::-1], new[head:][::-1])


def _shared(a: str, b: str) -> int:
    return next(
        (index for index, (x, y) in enumerate(zip(a, b, strict=False)) if x != y),
        min(len(a), len(b)),
    )


def _blocks_with_runs(
    blocks: tuple[Block, ...], runs_of: Mapping[int, tuple[Run, ...]]
) -> tuple[Block, ...]:
    """The blocks of a text with other runs in some of its leaves, by their number."""
    numbers = count()

    def again(block: Block) -> Block:
        if block.is_leaf:
            return replace(block, runs=runs_of.get(next(numbers), block.runs))
        return replace(block, children=tuple(map(again, block.children)))

    return tuple(map(again, blocks))


def _split(runs: Iterable[Run], ends: Iterable[int]) -> list[list[Run]]:
    """The runs in stretches that end after so many letters of their text, and the rest. A
    footnote's mark, which is no
    letter, stays behind the words before it."""
    ends = list(ends)
    stretches: list[list[Run]] = [[] for _ in (*ends, None)]
    at = index = 0
    for run in runs:
        text = run.text
        while text and not run.is_note_mark:
            while index < len(ends) and at >= ends[index]:
                index += 1
            piece = text[: ends[index] - at] if index < len(ends) else text
            stretches[index].append(replace(run, text=piece))
            at, text = at + len(piece), text[len(piece) :]
        if run.is_note_mark:
            stretches[index].append(run)
    return stretches


def _paragraph_with_places(runs: tuple[Run, ...], places: Mapping[str, TextSpan]) -> str:
    """The inside of a paragraph with its places marked, stretch by stretch."""
    ends = sorted({end for place in places.values() for end in (place.start, place.end)} - {0})
    html = []
    for start, stretch in zip((0, *ends), _split(runs, ends), strict=True):
        keys = [key for key, place in places.items() if place.start <= start < place.end]
        begins = [key for key in keys if places[key].start == start]
        html.append(
            _stretch(stretch, keys, begins) if keys and stretch else runs_html(tuple(stretch))
        )
    return "".join(html)


def _stretch(runs: list[Run], keys: list[str], begins: list[str]) -> str:
    inner = runs_html(tuple(runs))
    ids = "".join(f'<span id="words-of-{key}"></span>' for key in begins)
    link = inner if any(run.href for run in runs) else f'<a href="#{keys[0]}">{inner}</a>'
    return f'{ids}<mark data-of="{" ".join(keys)}">{link}</mark>'
