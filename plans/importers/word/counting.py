"""How many words a Word file has, counted from its XML and nothing else: the balance that every import is held against.

The rule: the text of w:t (and of formulas and signs) in document order; a paragraph, a cell, a tab and a break part words; of
alternatives the first choice; without what was deleted or moved away; without a table of contents that Word made;
footnotes and endnotes too. Headers and footers repeat on every page and are not text of the plan.
"""

from collections.abc import Iterator

from plans.importers.word.fields import Fields, is_contents
from plans.importers.word.names import MC, SIGN, M, W, chosen, sign_of
from plans.importers.word.package import Package
from plans.text.characters import visible

_PARTING = {f"{W}{name}" for name in ("p", "tc", "tab", "ptab", "br", "cr", "txbxContent")}
_GONE = {f"{W}del", f"{W}moveFrom", f"{W}pPr", f"{W}rPr", f"{W}sdtPr", f"{W}tblPr", f"{W}tblGrid"}
_SEPARATORS = {"separator", "continuationSeparator", "continuationNotice"}


def file_words(package: Package) -> list[str]:
    """The words of the whole file: text, footnotes, endnotes."""
    roots = [package.xml(package.main)]
    for kind in ("footnotes", "endnotes"):
        names = [target for of, target, _ in package.relations(package.main).values() if of == kind]
        parts = [package.xml(name) for name in names]
        roots += [
            note for part in parts if part is not None for note in part if note.get(f"{W}type") not in _SEPARATORS
        ]
    return [word for root in roots for word in visible("".join(story_text(root))).split()]


def story_text(root) -> Iterator[str]:
    """The text of one story in pieces."""
    yield from _pieces(root, Fields(root))


def _pieces(node, fields: Fields) -> Iterator[str]:
    tag = node.tag
    if tag in _GONE or (tag == f"{W}fldSimple" and is_contents(node.get(f"{W}instr", ""))):
        return
    if tag == f"{MC}AlternateContent":
        branch = chosen(node)
        if branch is not None:
            yield from _pieces(branch, fields)
        return
    if tag == f"{W}fldChar":
        fields.step(node)
    elif tag == f"{W}instrText":
        fields.instruct(node.text or "")
    elif tag in {f"{W}t", f"{M}t"} and not fields.inside_contents:
        yield node.text or ""
    elif tag == SIGN and not fields.inside_contents:
        yield sign_of(node)
    elif tag == f"{W}noBreakHyphen" and not fields.inside_contents:
        yield "-"
    yield from _children(node, fields, " " if tag in _PARTING else "")


def _children(node, fields: Fields, parting: str) -> Iterator[str]:
    yield parting
    for child in node:
        yield from _pieces(child, fields)
    yield parting
