"""Inserted files read in the place where they stand."""

from collections.abc import Iterator
from dataclasses import replace

from plans.text.left_out import pictures_left_out
from plans.text.parsing import parse
from plans.word_in.readers.word.archive.inserted import inserted
from plans.word_in.readers.word.archive.package import Package
from plans.word_in.readers.word.archive.styles import Styles
from plans.word_in.readers.word.headings.guessing import Thing
from plans.word_in.readers.word.numbers.numbering import Numbering
from plans.word_in.readers.word.story.notes import Notes
from plans.word_in.readers.word.story.story import Story

_TOO_DEEP = "it stands in a file that is inserted itself; import it by itself"
_OF_A_PAGE = "it stands in a web page that is inserted in the file"


class Chunks:
    """``deepest``: how many files may stand one in another."""

    def __init__(self, deepest: int = 1):
        self._deepest = deepest

    def things(self, story: Story, chunk) -> Iterator[Thing]:
        """What stands in an inserted file. What cannot be read is noted."""
        found = inserted(story.package, story.relations, chunk)
        why = found.why or (_TOO_DEEP if found.package and not self._deepest else "")
        if why:
            story.report.note_chunk(found.name, why)
        elif found.package:
            yield from self._of_word(story, found.package)
        else:
            for _ in range(pictures_left_out(found.html)):
                story.report.note_picture("", _OF_A_PAGE)
            yield from parse(found.html)

    def _of_word(self, story: Story, package: Package) -> Iterator[Thing]:
        root = package.story(package.main)
        parts = replace(
            story.parts,
            package=package,
            styles=Styles(package.related("styles")),
            numbering=Numbering(package.related("numbering")),
            pictures=story.pictures.of(package),
            chunks=Chunks(self._deepest - 1),
        )
        yield from Story(parts, root, package.main, Notes(parts, beside=story.notes)).stream(root)
        story.report.note_shown(package.shown)
