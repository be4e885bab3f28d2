"""The whole file: its stories put together as a tree of sections. Runs in the child process."""

from collections import Counter
from pathlib import Path

from plans.text.blocks import Block, Run, to_html
from plans.text.characters import one_line
from plans.text.words import words_in
from plans.word_in.readers.word.archive.chunks import Chunks
from plans.word_in.readers.word.archive.package import Package, as_text
from plans.word_in.readers.word.archive.styles import Styles
from plans.word_in.readers.word.comments import read_comments
from plans.word_in.readers.word.counting import file_words, story_text
from plans.word_in.readers.word.document import WordDocument, WordRefused, WordSection
from plans.word_in.readers.word.headings.guessing import Heading, settled
from plans.word_in.readers.word.numbers.labels import LONGEST
from plans.word_in.readers.word.numbers.lists import Item, grouped, renumbered
from plans.word_in.readers.word.numbers.numbering import Numbering
from plans.word_in.readers.word.report import Report
from plans.word_in.readers.word.story.notes import Notes
from plans.word_in.readers.word.story.pictures import Pictures
from plans.word_in.readers.word.story.story import Parts, Story
from plans.word_in.readers.word.typed.text_file import read_text

TITLE_MAX = 300
_DC_TITLE = "{http://purl.org/dc/elements/1.1/}title"


def read_package(path: Path) -> WordDocument:
    """The document in a file: a .docx, or text under any name. Raises WordRefused. Use
    ``reading.read``, which does this
    under limits."""
    text = as_text(path)
    return _read_word(path) if text is None else read_text(text)


def _read_word(path: Path) -> WordDocument:
    package = Package(path)
    parts = Parts(
        package,
        Styles(package.related("styles")),
        Numbering(package.related("numbering")),
        Pictures(package),
        Report(),
        Chunks(),
    )
    groups = _tree(parts)
    found = file_words(package)
    if not found and not parts.pictures.kept:
        raise WordRefused("This Word document has no text. Choose the file that holds the plan.")
    comments = read_comments(package)
    parts.report.comments = len(comments)
    parts.report.headers = _has_headers(package)
    parts.report.note_shown(package.shown)
    return WordDocument(
        title=_title(package),
        preamble=to_html(groups[0][1]),
        sections=tuple(_section(heading, blocks, parts.report) for heading, blocks in groups[1:]),
        words=len(found),
        pictures=dict(parts.pictures.kept),
        comments=comments,
        warnings=parts.report.warnings,
        unplaced=parts.report.unplaced,
        lost=" ".join(_lost(found, groups)),
    )


def _tree(parts: Parts) -> list[tuple[Heading | None, tuple[Block, ...]]]:
    """What stands before the first heading (None), then each heading with what stands below it.

    Notes stand at the end of the section that refers to them.
    """
    root = parts.package.story(parts.package.main)
    notes = Notes(parts)
    groups: list[tuple[Heading | None, list[Item | Block]]] = [(None, [])]
    story = Story(parts, root, parts.package.main, notes)
    things = list(story.stream(root))
    parts.report.numbers_of_fields = story.fields.numbers
    for thing in settled(things, parts.styles, root, is_ours=parts.report.printed):
        if isinstance(thing, Heading):
            groups[-1][1].extend(notes.take(up_to=thing.notes_before))
            groups.append((thing, list(thing.blocks)))
        else:
            groups[-1][1].append(thing)
    groups[-1][1].extend([*notes.take(), *notes.take_unreferred()])
    for _, things in groups:
        parts.report.steps += renumbered(things)
    return [(heading, grouped(things)) for heading, things in groups]


def _section(heading: Heading, blocks: tuple[Block, ...], report: Report) -> WordSection:
    """A title longer than a title may be goes on as the first paragraph.

    A number longer than one may be is noted.
    """
    title, rest = _parted(one_line(heading.title))
    overflow = (Block("p", runs=(Run(rest),)),) if rest else ()
    as_text = to_html(grouped(heading.as_text))
    number = heading.number if len(heading.number) <= LONGEST else ""
    report.note_number("" if number else heading.number)
    return WordSection(
        heading.level, title, to_html(overflow + blocks), heading.guess, as_text, number
    )


def _lost(found: list[str], groups) -> list[str]:
    """The words of the file that no heading or block holds, in their order.

    Text where Word allows none.
    """
    placed = Counter(word for heading, blocks in groups for word in _words_of(heading, blocks))
    lost = []
    for word in found:
        if placed[word]:
            placed[word] -= 1
        else:
            lost.append(word)
    return lost


def _words_of(heading: Heading | None, blocks: tuple[Block, ...]) -> list[str]:
    return (one_line(heading.title).split() if heading else []) + words_in(blocks)


def _parted(title: str) -> tuple[str, str]:
    if len(title) <= TITLE_MAX:
        return title, ""
    end = title.rfind(" ", 0, TITLE_MAX + 1)
    end = end if end > 0 else TITLE_MAX
    return title[:end], title[end:].lstrip()


def _has_headers(package: Package) -> bool:
    """True where a header or footer says anything."""
    parts = [part for kind, part, outside in package.relations(package.main).values()
             if kind in {"header", "footer"} and not outside]  # fmt: skip
    roots = [package.xml(part) for part in parts]
    return any("".join(story_text(root)).strip() for root in roots if root is not None)


def _title(package: Package) -> str:
    """The title in the file's properties, "" where it has none."""
    root = package.xml("docProps/core.xml")
    return one_line(root.findtext(_DC_TITLE) or "") if root is not None else ""
