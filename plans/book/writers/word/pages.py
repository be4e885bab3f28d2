"""The page: its size, its running heads and feet.

Pages before the text have none of its parts at the head.
"""

from safety_portal.core.exports.word.markup import DECLARATION, SPACES, field, paragraph, run
from safety_portal.core.exports.word.page import LETTER

HEADS = ("header-front", "header", "footer")
_KINDS = {"header-front": "header", "header": "header", "footer": "footer"}
_TAB = "<w:r><w:tab/></w:r>"


def heads(book) -> dict[str, str]:
    """The parts by name. The cover has neither head nor foot."""
    own = book.running_head
    # Word shows an error where a file has no heading of the first level.
    part = field("STYLEREF 1") if any(entry.is_part for entry in book.entries) else ""
    page = field("PAGE", run("1"))
    foot = f"{run(book.running_foot)}{_TAB}{run(book.confidential)}{_TAB}{page}"
    return {
        "header-front": _part("hdr", paragraph(run(own), style="Header")),
        "header": _part("hdr", paragraph(f"{run(own)}{_TAB}{part}", style="Header")),
        "footer": _part("ftr", paragraph(foot, style="Footer")),
    }


def section(relations, *, head: str, is_first: bool = False) -> str:
    """The properties of a run of pages under one head.

    The first page of the first run is the cover.
    """
    header, footer = (relations.part(_KINDS[name], f"{name}.xml") for name in (head, "footer"))
    cover = "<w:titlePg/>" if is_first else ""
    return (
        f'<w:sectPr><w:headerReference w:type="default" r:id="{header}"/><w:footerReference w:type="default" r:id="{footer}"/>'
        f'<w:type w:val="nextPage"/>{LETTER}{cover}</w:sectPr>'
    )


def _part(name: str, inner: str) -> str:
    return f"{DECLARATION}<w:{name} {SPACES}>{inner}</w:{name}>"
