"""What a brief says: everything of a version but its number and its state."""

from dataclasses import dataclass
from typing import NotRequired, TypedDict


class Source(TypedDict):
    """A public work that a brief rests on; `year` and `url` are None where none is known."""

    title: str
    publisher: str
    year: int | None
    url: str | None


class Fields(TypedDict):
    """The fields of a version."""

    title: str
    cells: list[str]
    primary_cell: str
    audience: list[str]
    hazards: list[str]
    context: str
    sources: list[Source]
    relevance: str
    techniques: str
    function: str
    question: str
    sensitivity: str
    code: NotRequired[str]


@dataclass(frozen=True)
class BriefText:
    """What a version says. `cells` are codes of the matrix, one of them `primary_cell`; no
    `audience` means everybody; `context` and `techniques` are HTML as limited_html.py writes it;
    `function` is what the `question` is about.
    """

    title: str
    cells: tuple[str, ...]
    primary_cell: str
    audience: tuple[str, ...]
    hazards: tuple[str, ...]
    context: str
    sources: tuple[Source, ...]
    relevance: str
    techniques: str
    function: str
    question: str
    sensitivity: str

    @property
    def fields(self) -> Fields:
        """As a version keeps it."""
        return Fields(
            title=self.title,
            cells=list(self.cells),
            primary_cell=self.primary_cell,
            audience=list(self.audience),
            hazards=list(self.hazards),
            context=self.context,
            sources=list(self.sources),
            relevance=self.relevance,
            techniques=self.techniques,
            function=self.function,
            question=self.question,
            sensitivity=self.sensitivity,
        )


@dataclass(frozen=True)
class CodedBrief:
    """A brief of a file: its code and what it says."""

    code: str
    text: BriefText
