"""A file that is text, whatever its name says.

Markdown or plain lines, with properties at its top or without.
"""

import re

import yaml

from plans.text.blocks import Block, Run, to_html
from plans.text.characters import one_line
from plans.text.words import words_in
from plans.word_in.readers.word.archive.styles import Styles
from plans.word_in.readers.word.document import WordDocument, WordRefused, WordSection
from plans.word_in.readers.word.headings.guessing import Heading, settled
from plans.word_in.readers.word.numbers.lists import grouped
from plans.word_in.readers.word.report import Report
from plans.word_in.readers.word.typed.markdown import TypedText, is_markdown

TITLE_MAX = 300
TEXT_BYTES_MAX = 5 * 1024 * 1024
_PROPERTIES = re.compile(r"---[ \t]*\n(.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_WEB_PAGE = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE
)
_OTHER_KIND = re.compile(r"\s*(?:<\?xml|<!doctype|\{\s*\"|%!PS)", re.IGNORECASE)


def read_text(text: str) -> WordDocument:
    """The document in a text.

    Raises WordRefused where it is a web page, too long, or says nothing.
    """
    _check(text)
    properties, text = _parted(text)
    report = Report()
    typed = TypedText(report, marked=is_markdown(text))
    things = settled(list(typed.stream(text)), Styles(None), None)
    groups = _groups(things)
    title = properties.get("title", "")
    if title and len(groups) == 1:
        del properties["title"]
        groups = [(None, []), (Heading(1, title, (), 0, "title of the file"), groups[0][1])]
    groups[0][1][:0] = _as_blocks(properties)
    document = WordDocument(
        title=title,
        preamble=to_html(grouped(groups[0][1])),
        sections=tuple(_section(heading, grouped(inside)) for heading, inside in groups[1:]),
        words=sum(_count(heading, grouped(inside)) for heading, inside in groups),
        warnings=report.warnings,
    )
    if not document.words:
        raise WordRefused("This text file has no words. Choose the file that holds the plan.")
    return document


def _check(text: str) -> None:
    if len(text) > TEXT_BYTES_MAX:
        raise WordRefused(
            "This text file is longer than any plan. Split it, and import one part after the other."
        )
    if _WEB_PAGE.match(text):
        raise WordRefused(
            "This is a web page, not a Word document. Open it in Word and save it as .docx."
        )
    if _OTHER_KIND.match(text):
        raise WordRefused(
            "This file is not a Word document. Open it in Word and save it as a Word document (.docx)."
        )


def _groups(things) -> list[tuple[Heading | None, list]]:
    groups = [(None, [])]
    for thing in things:
        if isinstance(thing, Heading):
            groups.append((thing, []))
        else:
            groups[-1][1].append(thing)
    return groups


def _section(heading: Heading, blocks: tuple[Block, ...]) -> WordSection:
    title = one_line(heading.title)
    if len(title) > TITLE_MAX:
        # No heading at all: its words stay, as the first paragraph.
        end = title.rfind(" ", 0, TITLE_MAX) if " " in title[:TITLE_MAX] else TITLE_MAX
        blocks = (Block("p", runs=(Run(title[end:].strip()),)), *blocks)
        title = title[:end]
    return WordSection(
        heading.level, title, to_html(blocks), heading.guess, to_html(grouped(heading.as_text))
    )


def _count(heading: Heading | None, blocks: tuple[Block, ...]) -> int:
    return len(words_in(blocks)) + (len(heading.title.split()) if heading else 0)


# ---------------------------------------------------------------- properties


def _parted(text: str) -> tuple[dict[str, str], str]:
    """The properties at the top (YAML between two lines of dashes), and the text below them."""
    found = _PROPERTIES.match(text)
    try:
        plain = yaml.load(found[1], Loader=yaml.BaseLoader) if found else None  # noqa: S506  makes text and lists only
    except (yaml.YAMLError, RecursionError):  # nested deeper than anybody types
        plain = None
    if not isinstance(plain, dict):
        return {}, text
    said = {one_line(str(name)): one_line(_said(value)) for name, value in plain.items()}
    return {name: value for name, value in said.items() if value}, text[found.end() :]


def _said(value) -> str:
    """A property as text: lists and what is in them parted by semicolons."""
    if isinstance(value, dict):
        return "; ".join(f"{name}: {_said(inner)}" for name, inner in value.items())
    return "; ".join(map(_said, value)) if isinstance(value, list) else str(value)


def _as_blocks(properties: dict[str, str]) -> list[Block]:
    return [Block("p", runs=(Run(f"{name}: {value}"),)) for name, value in properties.items()]
