"""A file as a plan to bring in: read, put into canonical HTML once, its words balanced, its headings compared."""

import hashlib
from dataclasses import asdict
from html import escape
from pathlib import Path

from coalitions.roles import Sensitivity
from plans.actions.importing import IncomingPicture, IncomingPlan, IncomingSection, parents_of
from plans.importers.mapping import Proposal, propose
from plans.importers.word.document import WordDocument
from plans.importers.word.reading import read
from plans.models.section import Kind
from plans.structure import targets_for
from plans.text.blocks import Block, to_html
from plans.text.characters import one_line
from plans.text.parsing import parse
from plans.text.words import words_in

SHOWN_WORDS = 40


def read_plan_file(path: str | Path, *, scope: str, name: str = "") -> IncomingPlan:
    """The plan in a Word file, or in text under any name, for a `school` or a `district`. ``name``: the file's name for
    people, if not the path's.

    Raises WordRefused, and OSError where the file cannot be opened.
    """
    document = read(path)
    with Path(path).open("rb") as file:
        sha256 = hashlib.file_digest(file, "sha256").hexdigest()
    return incoming(document, scope=scope, sha256=sha256, name=one_line(name or Path(path).name))


def incoming(document: WordDocument, *, scope: str, sha256: str, name: str) -> IncomingPlan:
    """A document as it was read becomes a plan to bring in. Sure proposals are applied, the others only told."""
    preamble = parse(document.preamble)
    texts = [parse(section.html) for section in document.sections]
    return IncomingPlan(
        file_name=name,
        sha256=sha256,
        words=document.words,
        sections=tuple(_sections(document, texts, scope)),
        unplaced_html=to_html(preamble) + "".join(map(_paragraph, [*document.unplaced, document.lost])),
        pictures=tuple(
            IncomingPicture(picture.sha256, picture.content, picture.content_type, picture.width, picture.height)
            for picture in document.pictures.values()
        ),
        unplaced=tuple(_unplaced(document, preamble)),
        warnings=(*_about_guesses(document), *document.warnings),
        comments=tuple(asdict(comment) for comment in document.comments),
    )


def _sections(document: WordDocument, texts: list[tuple[Block, ...]], scope: str):
    parts = {part.code: part for part in targets_for(scope)}
    proposals = propose([(section.title, section.level) for section in document.sections], scope=scope)
    above = parents_of([section.level for section in document.sections])
    kinds: list[str] = []
    for section, text, proposal, upper in zip(document.sections, texts, proposals, above, strict=True):
        part = parts.get(proposal.target)
        # What stands under a part is of its kind.
        kinds.append(part.kind if proposal.sure else Kind.OTHER if upper is None else kinds[upper])
        yield IncomingSection(
            title=one_line(section.title),
            level=section.level,
            html=to_html(text),
            target=proposal.target if proposal.sure else "",
            kind=kinds[-1],
            proposal=_told(proposal, part),
            guess=section.guess,
            as_text=to_html(parse(section.as_text)),
        )


def _told(proposal: Proposal, part) -> dict:
    """The proposal for the record. Who may read a section is decided by a person; until then members read it."""
    restricted = part is not None and part.sensitivity == Sensitivity.RESTRICTED
    return {
        **asdict(proposal),
        "others": list(proposal.others),
        "part": part.title if part else "",
        "sensitivity": (Sensitivity.RESTRICTED if restricted else Sensitivity.MEMBERS).value,
    }


def _about_guesses(document: WordDocument):
    guesses = sum(bool(section.guess) for section in document.sections)
    if guesses:
        noun = "1 heading is" if guesses == 1 else f"{guesses} headings are"
        yield f"{noun} only proposed: lines that look like headings, without a heading style. Look at each."


def _unplaced(document: WordDocument, preamble: tuple[Block, ...]):
    """What stands under no heading, and text that no section can hold."""
    if preamble:
        found = words_in(preamble)
        where = (
            "Text before the first heading"
            if document.sections
            else "All of the text: no line in it looks like a heading"
        )
        yield {"what": where, "words": len(found), "text": " ".join(found[:SHOWN_WORDS])}
    for text in document.unplaced:
        yield {"what": "Text of a diagram", "words": len(text.split()), "text": text}
    if document.lost:
        yield {"what": "Words outside any paragraph", "words": len(document.lost.split()), "text": document.lost}


def _paragraph(text: str) -> str:
    return f"<p>{escape(text, quote=False)}</p>" if text else ""
