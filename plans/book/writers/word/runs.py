"""The words of one paragraph: runs under their marks, links, the marks of footnotes."""

from collections.abc import Iterable
from itertools import groupby

from plans.text.blocks import Run
from safety_portal.core.exports.word.markup import run

# In the order of the schema.
_PROPERTIES = {
    "strong": "<w:b/><w:bCs/>",
    "em": "<w:i/><w:iCs/>",
    "s": "<w:strike/>",
    "u": '<w:u w:val="single"/>',
    "sub": '<w:vertAlign w:val="subscript"/>',
    "sup": '<w:vertAlign w:val="superscript"/>',
}
_LINK = '<w:rStyle w:val="Hyperlink"/>'
_BREAK = "<w:r><w:br/></w:r>"


def runs_xml(runs: Iterable[Run], *, relations, note=None) -> str:
    """Runs as w:r and w:hyperlink.

    `note` gives the mark for a footnote's number in the text, "" where there is none.
    """
    pieces = []
    for href, group in groupby(runs, key=lambda run: run.href):
        inner = "".join(_run(run, note) for run in group)
        pieces.append(_linked(href, inner, relations))
    return "".join(pieces)


def _run(each: Run, note) -> str:
    if each.is_break:
        return _BREAK
    if each.is_note_mark and note and (mark := note(each)):
        return mark
    marks = each.marks - {"u", "a"} if _leads_out(each.href) else each.marks
    return run(each.text, (_LINK if _leads_out(each.href) else "") + "".join(
        properties for mark, properties in _PROPERTIES.items() if mark in marks
    ))  # fmt: skip


def _linked(href: str, inner: str, relations) -> str:
    if not _leads_out(href):
        return inner
    return f'<w:hyperlink r:id="{relations.link(href)}" w:history="1">{inner}</w:hyperlink>'


def _leads_out(href: str) -> bool:
    """An address that Word can follow; one inside the page of the portal says nothing in a file."""
    return bool(href) and not href.startswith("#")
