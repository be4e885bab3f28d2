"""What stands before the text: cover, contents, signatures, records.

Each in a content control with our tag.
"""

from collections.abc import Iterator

from django.template.loader import render_to_string

from plans.book.writers.word.place import TEXT_WIDTH, BlockLayout
from plans.text.blocks import Block, Run
from plans.text.parsing import parse
from plans.word_in.readers.word.printed import MARK, NUMBER_STYLE
from safety_portal.core.exports.word.markup import (
    bookmark,
    control,
    field_end,
    field_start,
    paragraph,
    run,
)

CONTENTS_DEPTH = 2
# Headings of the first two levels and those of the records, as links; Word puts in the page numbers
# when it updates the field.
_CONTENTS = f'TOC \\o "1-{CONTENTS_DEPTH}" \\h \\z \\t "Front Heading,1"'
_CONTENTS_KIND = (
    '<w:docPartObj><w:docPartGallery w:val="Table of Contents"/><w:docPartUnique/></w:docPartObj>'
)
_COVER_WIDTH = TEXT_WIDTH * 2 // 3


def front(book, writer) -> Iterator[str]:
    """The pages before the text in pieces, each a content control."""
    yield _printed("cover", "Cover", "".join(_cover(book, writer)))
    yield _printed("contents", "Contents", _contents(book), kind=_CONTENTS_KIND)
    for number, record in enumerate(book.records, start=1):
        heading = bookmark(run(record.title), name=_record_bookmark(record), number=number)
        html = render_to_string(record.template, {"book": book})
        inner = "".join(writer.blocks(parse(html), BlockLayout()))
        yield _printed(
            record.anchor, record.title, paragraph(heading, style="FrontHeading") + inner
        )


def heading(entry, *, number: int, new_page: bool) -> str:
    """The heading of a section, at the level it has in the plan.

    `number` is unique among the bookmarks of the file.
    """
    level = min(max(entry.section.level, 1), 9)
    inner = bookmark(_numbered(entry), name=_bookmark(entry), number=number)
    return paragraph(
        inner, style=f"Heading{level}", properties="<w:pageBreakBefore/>" if new_page else ""
    )


def _numbered(entry) -> str:
    """The heading's number, told from its title, so that both come back as what they are."""
    if not entry.section.number:
        return run(entry.heading)
    return run(entry.section.number, f'<w:rStyle w:val="{NUMBER_STYLE}"/>') + run(f" {entry.title}")


def left_out(book) -> str:
    """What stands on the page of a section that this copy leaves out."""
    inner = paragraph(run("Restricted", "<w:b/><w:bCs/>"), style="LeftOut")
    inner += paragraph(run(book.why_left_out), style="LeftOut")
    return _printed("left-out", "Left out of this copy", inner)


def _printed(name: str, title: str, inner: str, kind: str = "") -> str:
    return control(inner, tag=f"{MARK}{name}", title=title, kind=kind)


def _cover(book, writer) -> Iterator[str]:
    yield paragraph(run(book.confidential_line), style="CoverLabel")
    yield paragraph(run(book.plan.title), style="Title")
    yield paragraph(run(str(book.coalition)), style="Subtitle")
    rows = tuple(Block("tr", (_cell("th", name), _cell("td", value))) for name, value in book.cover)
    yield from writer.blocks([Block("table", rows)], BlockLayout(width=_COVER_WIDTH))
    yield paragraph(run(book.caution), style="CoverFoot")


def _cell(tag: str, words: str) -> Block:
    return Block(tag, (Block("p", runs=(Run(words),)),))


def _contents(book) -> str:
    """The contents as they are now: links without page numbers, which only Word can know."""
    lines = [(1, record.title, _record_bookmark(record)) for record in book.records]
    lines += [
        (entry.section.level, entry.heading, _bookmark(entry))
        for entry in book.entries
        if entry.section.level <= CONTENTS_DEPTH
    ]
    links = [_link(*line) for line in lines] or [("TOC1", "")]
    links[0] = links[0][0], field_start(_CONTENTS) + links[0][1]
    links[-1] = links[-1][0], links[-1][1] + field_end()
    return paragraph(run("Contents"), style="TOCHeading") + "".join(
        paragraph(inner, style=style) for style, inner in links
    )


def _link(level: int, words: str, name: str) -> tuple[str, str]:
    return f"TOC{level}", f'<w:hyperlink w:anchor="{name}" w:history="1">{run(words)}</w:hyperlink>'


def _bookmark(entry) -> str:
    return f"_Toc{entry.section.pk}"


def _record_bookmark(record) -> str:
    return f"_Toc_{record.anchor}"
