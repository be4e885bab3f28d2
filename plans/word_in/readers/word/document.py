"""What a Word file holds, in the portal's terms."""

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path

from plans.text.blocks import words_html

PICTURE_FOLDER = "pictures"
RESULT = "result.json"


class WordRefused(Exception):
    """The file cannot be taken. The text is one or two sentences for a person.

    What is wrong, what to do.
    """


@dataclass(frozen=True, slots=True)
class WordSection:
    """One heading and the text below it.

    ``level`` 1 to 9 as in the file; ``html`` is canonical section HTML.

    ``guess``: why a line without heading style is taken for a heading, "" for a real one;
    ``as_text``: the HTML of that line where a person says that it is none; ``number``: what Word
    counted for it ("4.2"), "" where it counted nothing.
    """

    level: int
    title: str
    html: str
    guess: str = ""
    as_text: str = ""
    number: str = ""


@dataclass(frozen=True, slots=True)
class WordPicture:
    """An image, drawn again as PNG or JPEG.

    ``sha256`` is that of ``content``; ``name`` is its name in the file.
    """

    sha256: str
    content: bytes
    content_type: str
    width: int
    height: int
    name: str


@dataclass(frozen=True, slots=True)
class WordComment:
    """A remark somebody left in the margin of the Word file. ``about``.

    The beginning of the words it is about.
    """

    author: str
    text: str
    about: str = ""


@dataclass(frozen=True, slots=True)
class WordDocument:
    """``preamble``: HTML of all text before the first heading.

    Of all text where no style is a heading.

    ``words``: how many words the file has, counted from its XML. ``warnings``: sentences about what
    was left out or changed. ``unplaced``: text that no section can hold, such as that of a diagram.
    ``lost``: words that stand where Word allows none, so that nobody can say where they belong.
    """

    title: str
    preamble: str
    sections: tuple[WordSection, ...]
    words: int
    pictures: dict[str, WordPicture] = field(default_factory=dict)
    comments: tuple[WordComment, ...] = ()
    warnings: tuple[str, ...] = ()
    unplaced: tuple[str, ...] = ()
    lost: str = ""

    def texts(self) -> Iterator[str]:
        """All HTML in reading order, titles as paragraphs."""
        yield self.preamble
        for section in self.sections:
            yield f"<p>{words_html(section.title)}</p>"
            yield section.html

    def save(self, folder: Path) -> None:
        """Write it as JSON and pictures into an empty folder."""
        (folder / PICTURE_FOLDER).mkdir()
        for picture in self.pictures.values():
            (folder / PICTURE_FOLDER / picture.sha256).write_bytes(picture.content)
        plain = asdict(self)
        plain["pictures"] = [
            {name: value for name, value in picture.items() if name != "content"}
            for picture in plain["pictures"].values()
        ]
        (folder / RESULT).write_text(json.dumps(plain))

    @classmethod
    def load(cls, folder: Path) -> "WordDocument":
        """Read back what ``save`` wrote."""
        plain = json.loads((folder / RESULT).read_text())
        plain["sections"] = tuple(WordSection(**section) for section in plain["sections"])
        plain["comments"] = tuple(WordComment(**comment) for comment in plain["comments"])
        plain["warnings"], plain["unplaced"] = tuple(plain["warnings"]), tuple(plain["unplaced"])
        plain["pictures"] = {
            picture["sha256"]: WordPicture(
                content=(folder / PICTURE_FOLDER / picture["sha256"]).read_bytes(), **picture
            )
            for picture in plain["pictures"]
        }
        return cls(**plain)
