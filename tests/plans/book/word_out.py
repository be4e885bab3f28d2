"""Books made without a database, and what comes back when their Word files are read again."""

from coalitions.coalition.models import Coalition
from coalitions.schools.models import District
from plans.book.writers.book import Book
from plans.book.writers.parts import Entry
from plans.book.writers.word.document import as_docx
from plans.editions.models.edition import Edition
from plans.editions.models.plan import Plan
from plans.editions.models.section import Section
from plans.word_in.readers.word.reader import read_package


def book(*entries, title="Emergency operations plan", **given):
    """A Book of (title, level, html) or (title, level, html, number).

    Where html is None this copy leaves the text out.
    """
    coalition = Coalition(
        slug="juniper", name="Juniper Unified", district=District(name="Juniper Unified")
    )
    edition = Edition(number=3, plan=Plan(title=title, coalition=coalition))
    made = [
        Entry(
            Section(pk=index, title=title, level=level, number="".join(number)),
            title,
            html,
            html or "",
        )
        for index, (title, level, html, *number) in enumerate(entries, start=1)
    ]
    return Book(edition, made, [], [], [], **given)


def again(book, folder):
    """The WordDocument that the reader makes of the book's Word file."""
    path = folder / "book.docx"
    path.write_bytes(as_docx(book))
    return read_package(path)


def text_again(html, folder):
    """The HTML of one section, written and read again."""
    document = again(book(("Lockdown", 1, html)), folder)
    assert (document.preamble, document.lost, [s.title for s in document.sections]) == (
        "",
        "",
        ["Lockdown"],
    )
    return document.sections[0].html
