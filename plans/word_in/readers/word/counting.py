"""How many words a Word file has, counted from its XML and nothing else.

The balance that every import is held against.

The rule: the text of w:t (and of formulas and signs) in document order; a paragraph, a cell, a tab
and a break part words; of alternatives the first choice; without what was deleted or moved away;
without a table of contents that Word made and what the portal printed; footnotes and endnotes too.
Headers and footers repeat on every page and are not text of the plan.
"""

from lxml.etree import _Element

from plans.text.characters import visible
from plans.text.words import words
from plans.word_in.readers.word.archive.inserted import Inserted, inserted
from plans.word_in.readers.word.archive.names import MC, M, W, chosen
from plans.word_in.readers.word.archive.package import Package
from plans.word_in.readers.word.printed import CONTROL, is_number, printed_name, stands_for
from plans.word_in.readers.word.story.fields import Fields, is_contents
from plans.word_in.readers.word.story.signs import DRAWN, EMOJI, SIGN, drawn_words, sign_of

_PARTING = {f"{W}{name}" for name in ("p", "tc", "tab", "ptab", "br", "cr", "txbxContent")}
_GONE = {f"{W}del", f"{W}moveFrom", f"{W}pPr", f"{W}rPr", f"{W}sdtPr", f"{W}tblPr", f"{W}tblGrid"}
_RUN, _SIMPLE_FIELD, _FIELD_MARK, _INSTRUCTION = (
    f"{W}r",
    f"{W}fldSimple",
    f"{W}fldChar",
    f"{W}instrText",
)
_ALTERNATE = f"{MC}AlternateContent"
# What each element says.
_SAID = {
    **dict.fromkeys((f"{W}t", f"{M}t"), lambda node: node.text or ""),
    **dict.fromkeys((SIGN, EMOJI), sign_of),
    DRAWN: drawn_words,
    f"{W}noBreakHyphen": lambda node: "-",
}
_SEPARATORS = {"separator", "continuationSeparator", "continuationNotice"}


def file_words(package: Package, *, deepest: int = 1) -> list[str]:
    """The words of the whole file.

    Text, footnotes, endnotes, and of files inserted in it, not more than ``deepest`` deep.
    """
    main = package.story(package.main)
    if main is None:
        return []
    roots = [main]
    for kind in ("footnotes", "endnotes"):
        names = [target for of, target, _ in package.relations(package.main).values() if of == kind]
        parts = [package.story(name) for name in names]
        roots += [
            note
            for part in parts
            if part is not None
            for note in part
            if note.get(f"{W}type") not in _SEPARATORS
        ]
    found = [word for root in roots for word in visible("".join(story_text(root))).split()]
    relations = package.relations(package.main)
    return found + [
        word
        for chunk in main.iter(f"{W}altChunk")
        for word in _chunk_words(inserted(package, relations, chunk), deepest)
    ]


def _chunk_words(chunk: Inserted, deepest: int) -> list[str]:
    if chunk.package:
        return file_words(chunk.package, deepest=deepest - 1) if deepest else []
    return words(chunk.html)


def story_text(root: _Element) -> list[str]:
    """The text of one story in pieces."""
    pieces: list[str] = []
    _collect(root, Fields(root), pieces)
    return pieces


def _collect(node: _Element, fields: Fields, pieces: list[str]) -> None:
    tag = node.tag
    instead = _instead(node)
    if instead is not None:
        pieces.append(instead)
        return
    if tag == _ALTERNATE:
        branch = chosen(node)
        if branch is not None:
            _collect(branch, fields, pieces)
        return
    if tag == _FIELD_MARK:
        pieces.append(fields.step(node))
    elif tag == _INSTRUCTION:
        fields.instruct(node.text or "")
    elif tag in _SAID and not (fields.inside_contents or fields.hides):
        pieces.append(_SAID[tag](node))
    parting = tag in _PARTING
    if parting:
        pieces.append(" ")
    for child in node:
        _collect(child, fields, pieces)
    if parting:
        pieces.append(" ")


def _instead(node: _Element) -> str | None:
    """What counts in the place of an element that is not read; None where it is."""
    tag = node.tag
    if tag == _RUN and is_number(node):
        return ""
    if tag in _GONE or (tag == _SIMPLE_FIELD and is_contents(node.get(f"{W}instr", ""))):
        return ""
    name = printed_name(node) if tag == CONTROL else None
    return None if name is None else f" {stands_for(name)} "
