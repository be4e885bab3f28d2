"""A file as a plan to import.

Read, put into canonical HTML once, its words balanced, its headings compared.
"""

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from pathlib import Path

from coalitions.access.roles import Sensitivity
from plans.library.kinds import Kind
from plans.library.structure import Part, targets_for
from plans.text.allowed import LONGEST_HTML
from plans.text.blocks import Block, to_html, words_html
from plans.text.characters import one_line
from plans.text.parsing import parse
from plans.text.words import words
from plans.word_in.parsed_plan import ParsedPicture, ParsedPlan, ParsedSection, parents_of
from plans.word_in.readers.mapping import Proposal, propose
from plans.word_in.readers.table_file import refuse_table
from plans.word_in.readers.word.document import WordDocument, WordSection
from plans.word_in.readers.word.reading import read

SHOWN_WORDS = 40
BEFORE = "Text before the first heading"
ALL = "All of the text: no line in it looks like a heading"
DIAGRAM = "Text of a diagram"
LOST = "Words outside any paragraph"
_PLAIN_NUMBER = re.compile(r"\d{1,3}(?:\.\d{1,3})*")


def read_plan_file(path: str | Path, *, scope: str, name: str = "") -> ParsedPlan:
    """The plan in a Word file, or in text under any name, for a `school` or a `district`. ``name``:
    the file's name for people, if not the path's.

    Raises WordRefused, for a table too, and OSError where the file cannot be opened.
    """
    refuse_table(Path(path), name=name or Path(path).name)
    document = read(path)
    with Path(path).open("rb") as file:
        sha256 = hashlib.file_digest(file, "sha256").hexdigest()
    return parsed_plan_of(
        document, scope=scope, sha256=sha256, name=one_line(name or Path(path).name)
    )


def parsed_plan_of(document: WordDocument, *, scope: str, sha256: str, name: str) -> ParsedPlan:
    """A document as it was read becomes a plan to import.

    Sure proposals are applied, the others only told.
    """
    before = tuple(_before(document, parse(document.preamble)))
    after = tuple(_after(document))
    texts = [parse(section.html) for section in document.sections]
    sections = tuple(_sections(document, texts, scope))
    return ParsedPlan(
        file_name=name,
        sha256=sha256,
        words=document.words,
        sections=sections,
        before=before,
        after=after,
        pictures=tuple(
            ParsedPicture(
                picture.sha256, picture.content, picture.content_type, picture.width, picture.height
            )
            for picture in document.pictures.values()
        ),
        unplaced=tuple(_unplaced((*before, *after))),
        warnings=(
            *_about_lengths((*before, *sections, *after)),
            *_about_guesses(document),
            *document.warnings,
        ),
        comments=tuple(asdict(comment) for comment in document.comments),
    )


def _sections(
    document: WordDocument, texts: list[tuple[Block, ...]], scope: str
) -> Iterator[ParsedSection]:
    parts = {part.code: part for part in targets_for(scope)}
    proposals = propose(
        [(_numbered(section), section.level) for section in document.sections], scope=scope
    )
    above = parents_of([section.level for section in document.sections])
    kinds: list[str] = []
    for section, text, proposal, upper in zip(
        document.sections, texts, proposals, above, strict=True
    ):
        part = parts.get(proposal.target)
        # What stands under a part is of its kind.
        of_above = Kind.OTHER if upper is None else kinds[upper]
        kinds.append(part.kind if part and proposal.sure else of_above)
        yield ParsedSection(
            title=one_line(section.title),
            level=section.level,
            html=to_html(text),
            target=proposal.target if proposal.sure else "",
            kind=kinds[-1],
            proposal=_told(proposal, part),
            guess=section.guess,
            as_text=to_html(parse(section.as_text)),
            number=one_line(section.number),
        )


def _numbered(section: WordSection) -> str:
    """The heading as it would be typed.

    A number that Word counts tells as much as one in the title.
    """
    return (
        f"{section.number} {section.title}"
        if _PLAIN_NUMBER.fullmatch(section.number)
        else section.title
    )


def _told(proposal: Proposal, part: Part | None) -> dict[str, object]:
    """The proposal for the record. Who may read a section is decided by a person.

    Until then members read it.
    """
    restricted = part is not None and part.sensitivity == Sensitivity.RESTRICTED
    return {
        **asdict(proposal),
        "others": list(proposal.others),
        "part": part.title if part else "",
        "sensitivity": (Sensitivity.RESTRICTED if restricted else Sensitivity.MEMBERS).value,
    }


def _about_lengths(passages: Iterable[ParsedSection]) -> Iterator[str]:
    """A file with few headings makes passages that can be read, but not saved again."""
    for passage in passages:
        if len(passage.html) > LONGEST_HTML:
            yield (
                f"“{passage.title}” is too long for the editor: {len(passage.html):,} characters with its formatting, where"
                f" {LONGEST_HTML:,} can be saved. It can be read and signed, not edited. Divide it in Word by headings, and bring"
                " the file in again."
            )


def _about_guesses(document: WordDocument) -> Iterator[str]:
    guesses = sum(bool(section.guess) for section in document.sections)
    if guesses:
        noun = "1 heading is" if guesses == 1 else f"{guesses} headings are"
        yield f"{noun} only proposed: lines that look like headings, without a heading style. Look at each."


def _before(document: WordDocument, preamble: tuple[Block, ...]) -> Iterator[ParsedSection]:
    if preamble:
        where = BEFORE if document.sections else ALL
        yield ParsedSection(where, 1, to_html(preamble), is_loose=True)


def _after(document: WordDocument) -> Iterator[ParsedSection]:
    """Text that no section of the file can hold."""
    for text in filter(None, document.unplaced):
        yield ParsedSection(DIAGRAM, 1, _paragraph(text), is_loose=True)
    if document.lost:
        yield ParsedSection(LOST, 1, _paragraph(document.lost), is_loose=True)


def _unplaced(passages: Iterable[ParsedSection]) -> Iterator[dict[str, int | str]]:
    """What stands under no heading, for a person: a diagram whole, text by its beginning."""
    for passage in passages:
        found = words(passage.html)
        shown = found[:SHOWN_WORDS] if passage.title in {BEFORE, ALL} else found
        yield {"what": passage.title, "words": len(found), "text": " ".join(shown)}


def _paragraph(text: str) -> str:
    return to_html(parse(f"<p>{words_html(text)}</p>"))
