"""What is said about an import besides its text: each thing once, with its count."""

from collections import Counter
from dataclasses import dataclass, field

_CHANGES = "The file has tracked changes: what was added was brought in, what was deleted was left out."
_HIDDEN = "The file has hidden text; it was brought in and can be read now."
_PRINTED = "The cover, the contents, signatures and records that the portal printed were left out; it prints them anew."


@dataclass
class Report:
    """Collected while reading; ``warnings`` are sentences for the person who brings the file in."""

    changes: bool = False
    hidden: bool = False
    empty_headings: int = 0
    headers: bool = False
    printed: bool = False
    comments: int = 0
    chunks: int = 0
    charts: list[str] = field(default_factory=list)
    diagrams: list[str] = field(default_factory=list)
    pictures: Counter = field(default_factory=Counter)

    def note_changes(self) -> None:
        self.changes = True

    def note_hidden(self) -> None:
        self.hidden = True

    def note_printed(self) -> None:
        self.printed = True

    def note_chart(self, alt: str) -> None:
        self.charts.append(alt)

    def note_diagram(self, text: str) -> None:
        self.diagrams.append(text)

    def note_picture(self, alt: str, why: str) -> None:
        self.pictures[alt, why] += 1

    @property
    def unplaced(self) -> tuple[str, ...]:
        """Text that no section can hold."""
        return tuple(text for text in self.diagrams if text)

    @property
    def warnings(self) -> tuple[str, ...]:
        return tuple(self._sentences())

    def _sentences(self):
        flags = ((self.changes, _CHANGES), (self.hidden, _HIDDEN), (self.printed, _PRINTED))
        yield from (sentence for flag, sentence in flags if flag)
        if self.empty_headings:
            yield f"{_counted(self.empty_headings, 'heading')} without words made no section."
        if self.headers:
            yield "The text of headers and footers was left out; the portal prints its own."
        if self.comments:
            yield f"{_counted(self.comments, 'comment')} in the margin {_was(self.comments)} kept beside the text, not in it."
        if self.chunks:
            yield f"{_counted(self.chunks, 'inserted file')} inside the document could not be read."
        for alt in self.charts:
            yield f"A chart was left out{_described(alt)}."
        if self.diagrams:
            yield f"{_counted(len(self.diagrams), 'diagram')} (SmartArt) left out; the text in it is listed."
        for (alt, why), count in self.pictures.items():
            times = f" ({count} times)" if count > 1 else ""
            yield f"A picture was left out{_described(alt)}: {why}{times}."


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def _was(count: int) -> str:
    return "was" if count == 1 else "were"


def _described(alt: str) -> str:
    return f" (“{' '.join(alt.split())}”)" if alt.strip() else ""
