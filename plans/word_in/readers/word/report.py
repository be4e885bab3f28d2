"""What is said about an import besides its text: each thing once, with its count."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from plans.word_in.readers.word.archive.shown import Shown
from plans.word_in.readers.word.numbers.labels import LONGEST

_CHANGES = (
    "The file has tracked changes: what was added was imported, what was deleted was left out."
)
_HIDDEN = "The file has hidden text; it was imported and can be read now."
_PRINTED = "The cover, the contents, signatures and records that the portal printed were left out; it prints them anew."
_HEADERS = "The text of headers and footers was left out; the portal prints its own."
_EXAMPLES = 3


@dataclass
class Report:
    """Collected while reading; ``warnings`` are sentences for the person who imports the file.

    ``contents``: the text of the tables of contents and of figures in pieces; ``prompts``: of
    controls that nobody filled in; ``numbers``: of headings, ``steps``: of items, that Word counted
    and the text here does not show.
    """

    changes: bool = False
    hidden: bool = False
    empty_headings: int = 0
    headers: bool = False
    printed: bool = False
    comments: int = 0
    numbers_of_fields: int = 0
    contents: list[str] = field(default_factory=list)
    prompts: list[str] = field(default_factory=list)
    numbers: list[str] = field(default_factory=list)
    steps: list[str] = field(default_factory=list)
    linked: list[str] = field(default_factory=list)
    charts: list[str] = field(default_factory=list)
    diagrams: list[str] = field(default_factory=list)
    chunks: Counter[tuple[str, str]] = field(default_factory=Counter)
    objects: Counter[str] = field(default_factory=Counter)
    pictures: Counter[tuple[str, str]] = field(default_factory=Counter)

    def note_hidden(self) -> None:
        self.hidden = True

    def note_printed(self) -> None:
        self.printed = True

    def note_contents(self, text: str) -> None:
        self.contents.append(text)

    def note_number(self, number: str) -> None:
        """A heading whose number, if it has one, stays behind."""
        if number:
            self.numbers.append(number)

    def note_shown(self, parts: Mapping[str, Shown]) -> None:
        """What was found in the parts of a file (package.Package.shown)."""
        self.changes = self.changes or any(part.has_changes for part in parts.values())
        self.prompts += [prompt for part in parts.values() for prompt in part.prompts]

    def note_chart(self, alt: str) -> None:
        self.charts.append(alt)

    def note_diagram(self, text: str) -> None:
        self.diagrams.append(text)

    def note_chunk(self, name: str, why: str) -> None:
        self.chunks[name, why] += 1

    def note_object(self, kind: str) -> None:
        self.objects[kind] += 1

    def note_picture(self, alt: str, why: str) -> None:
        self.pictures[alt, why] += 1

    @property
    def unplaced(self) -> tuple[str, ...]:
        """Text that no section can hold."""
        return tuple(text for text in self.diagrams if text)

    @property
    def warnings(self) -> tuple[str, ...]:
        return (*self._about_words(), *self._about_numbers(), *self._about_things())

    def _about_words(self) -> Iterator[str]:
        flags = ((self.changes, _CHANGES), (self.hidden, _HIDDEN), (self.printed, _PRINTED))
        yield from (sentence for flag, sentence in flags if flag)
        if self.empty_headings:
            yield f"{_counted(self.empty_headings, 'heading')} without words made no section."
        if self.headers:
            yield _HEADERS
        if words := len("".join(self.contents).split()):
            size = _counted(words, "word")
            yield f"A table of contents or of figures that Word made ({size}) was left out; the portal makes its own contents."
        if self.prompts:
            fields = _counted(len(self.prompts), "field")
            yield f"{fields} that nobody filled in {_was(len(self.prompts))} left empty: {_quoted(self.prompts)}."
        if self.comments:
            yield f"{_counted(self.comments, 'comment')} in the margin {_was(self.comments)} kept beside the text, not in it."

    def _about_numbers(self) -> Iterator[str]:
        check = "Look at sentences that refer to them"
        if self.numbers:
            found = f"{_counted(len(self.numbers), 'number')} that Word counted for headings {_was(len(self.numbers))} left out"
            yield (f"{found}, being in a table, box or note, or longer than {LONGEST} characters: "
                   f"{_quoted(self.numbers)}. {check}.")  # fmt: skip
        if self.steps:
            yield (f"{_counted(len(self.steps), 'item')} of lists had numbers that a list here does not show and counts by itself: "
                   f"{_quoted(self.steps)}. {check}.")  # fmt: skip
        if self.numbers_of_fields:
            yield (f"{_counted(self.numbers_of_fields, 'number')} that Word counts in the text itself (AUTONUM, LISTNUM) "
                   f"{_was(self.numbers_of_fields)} left out: the file does not hold them. {check}.")  # fmt: skip

    def _about_things(self) -> Iterator[str]:
        for name in self.linked:
            yield f"A linked document{_described(name)} was left out: the file holds only its address. Import it by itself."
        for (name, why), count in self.chunks.items():
            yield f"An inserted file{_described(name)} was left out: {why}{_times(count)}."
        for kind, count in self.objects.items():
            found = f"{_counted(count, 'embedded object')}{_described(kind)} {_was(count)} left out"
            yield f"{found}; its picture is imported where it has one."
        for alt in self.charts:
            yield f"A chart was left out{_described(alt)}."
        if self.diagrams:
            yield f"{_counted(len(self.diagrams), 'diagram')} (SmartArt) left out; the text in it is listed."
        for (alt, why), count in self.pictures.items():
            yield f"A picture was left out{_described(alt)}: {why}{_times(count)}."


def _counted(count: int, noun: str) -> str:
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"


def _was(count: int) -> str:
    return "was" if count == 1 else "were"


def _times(count: int) -> str:
    return f" ({count} times)" if count > 1 else ""


def _quoted(texts: list[str]) -> str:
    """The first few different ones, in quotes."""
    different = list(dict.fromkeys(text for text in texts if text))
    more = f" and {len(different) - _EXAMPLES:,} more" if len(different) > _EXAMPLES else ""
    return ", ".join(f"“{text}”" for text in different[:_EXAMPLES]) + more


def _described(alt: str) -> str:
    return f" (“{' '.join(alt.split())}”)" if alt.strip() else ""
