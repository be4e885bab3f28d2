"""The book as a Word file."""

from collections.abc import Iterator
from pathlib import Path

from plans.book.writers.word import notes, pages
from plans.book.writers.word.front import front, heading, left_out
from plans.book.writers.word.media import Media
from plans.book.writers.word.notes import Footnotes
from plans.book.writers.word.numbering import Numbering
from plans.book.writers.word.place import BlockLayout
from plans.book.writers.word.tables import GAP
from plans.book.writers.word.writer import Writer
from plans.text.parsing import parse
from safety_portal.core.exports.word.markup import DECLARATION, SPACES, paragraph
from safety_portal.core.exports.word.package import Archive
from safety_portal.core.exports.word.relations import Relations

# Word brings the contents up to date when it opens the file, and knows our footnotes.
_SETTINGS = Path(__file__).resolve().parent / "settings.xml"
_FIXED_PARTS = ("styles", "settings", "numbering", "footnotes")
_FIRST_SECTION_BOOKMARK = 100


def as_docx(book) -> bytes:
    """A .docx with real headings, lists, tables, footnotes and fields.

    Imported again it gives the same sections.
    """
    document, of_notes, numbers = Relations(), Relations(), Numbering()
    media, footnotes = Media(book.pictures), Footnotes()
    writer = Writer(
        relations=document, numbers=numbers, media=media, footnotes=footnotes, drawn=book.blocks
    )
    writer.note_writer = Writer(relations=of_notes, numbers=numbers, media=media)
    for name in _FIXED_PARTS:
        document.part(name, f"{name}.xml")
    parts = ("document", "footnotes", "numbering", *pages.HEADS)
    with Archive(*parts, settings=_SETTINGS) as archive:
        archive.part("document", _document(book, writer), document)
        archive.part("footnotes", footnotes.xml(), of_notes)
        archive.part("numbering", [numbers.xml()])
        for name, xml in pages.heads(book).items():
            archive.part(name, [xml])
        for name, picture in media.files():
            archive.picture(name, _content(picture))
        archive.properties(
            title=book.plan.title, subject=_subject(book.edition), author=str(book.coalition)
        )
    return archive.content


def _document(book, writer) -> Iterator[str]:
    """The text in pieces, so that no more than a section of it is held at a time."""
    yield f"{DECLARATION}<w:document {SPACES}><w:body>"
    yield from front(book, writer)
    yield paragraph(
        "",
        style="Gap",
        properties=pages.section(writer.relations, head="header-front", is_first=True),
    )
    alone = False
    for number, entry in enumerate(book.entries, start=_FIRST_SECTION_BOOKMARK):
        # What is left out has a page of its own, so what follows begins on the next.
        was_alone, alone = alone, entry.html is None
        yield heading(entry, number=number, new_page=was_alone or alone)
        yield left_out(book) if alone else "".join(_text(entry, writer))
    yield GAP + pages.section(writer.relations, head="header") + "</w:body></w:document>"


def _text(entry, writer) -> Iterator[str]:
    blocks, of_section = notes.parted(parse(entry.source))
    writer.footnotes.begin(of_section)
    yield from writer.blocks(blocks, BlockLayout())
    yield from writer.blocks(writer.footnotes.left(), BlockLayout())


def _content(picture) -> bytes:
    with picture.file.open("rb") as file:
        return file.read()


def _subject(edition) -> str:
    return f"Edition {edition.number}, {edition.get_status_display().lower()}"
