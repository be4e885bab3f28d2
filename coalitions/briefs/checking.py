"""What a brief may say, whoever typed or imported it."""

from dataclasses import replace

from coalitions.access.roles import Role
from coalitions.briefs.models.brief import (
    LEVELS,
    LONGEST_QUESTION,
    LONGEST_RELEVANCE,
    LONGEST_TITLE,
)
from coalitions.briefs.text.content import BriefText, Source
from coalitions.briefs.text.hazards import HAZARDS
from coalitions.briefs.text.limited_html import NotLimited, canonical, is_link
from coalitions.prevention.matrix import CODES, Function
from safety_portal.core.names import tidy_line
from safety_portal.core.refusals import Refused

MOST_SOURCES, LONGEST_SOURCE = 20, 300
YEARS = range(1900, 2101)


def checked(text: BriefText) -> BriefText:
    """What it says, as it is kept. Raises Refused, at a field, for what cannot be."""
    _check_codes(text)
    return replace(
        text,
        title=_line(text.title, "title", LONGEST_TITLE),
        question=_line(text.question, "question", LONGEST_QUESTION),
        relevance=_line(text.relevance, "relevance", LONGEST_RELEVANCE),
        context=_html(text.context, "context"),
        techniques=_html(text.techniques, "techniques"),
        sources=_sources(text.sources),
    )


def _check_codes(text: BriefText) -> None:
    if not text.cells or set(text.cells) - set(CODES):
        raise Refused("Mark at least one place in the matrix.", field="cells")
    if text.primary_cell not in text.cells:
        raise Refused(
            "The first place has to be one of those that are marked.", field="primary_cell"
        )
    if len(set(text.cells)) < len(text.cells):
        raise Refused("A place in the matrix is marked once.", field="cells")
    if set(text.audience) - set(Role.values) or set(text.hazards) - set(HAZARDS):
        raise Refused("This names a role or a hazard that the portal does not know.")
    if text.function not in Function.values:
        raise Refused("Choose what the question is about.", field="function")
    if text.sensitivity not in LEVELS:
        raise Refused("Choose who may read it.", field="sensitivity")


def _line(words: str, field: str, most: int) -> str:
    line = tidy_line(words)
    if not line:
        raise Refused("Write something here, with letters.", field=field)
    if len(line) > most:
        raise Refused(f"This has {len(line):,} letters; {most:,} is the most.", field=field)
    return line


def _html(html: str, field: str) -> str:
    try:
        kept = canonical(html)
    except NotLimited as wrong:
        raise Refused(f"This cannot be kept: {wrong}.", field=field) from wrong
    if not kept:
        raise Refused("Write something here, with letters.", field=field)
    return kept


def _sources(sources: tuple[Source, ...]) -> tuple[Source, ...]:
    if len(sources) > MOST_SOURCES:
        raise Refused(f"{MOST_SOURCES} sources are the most.", field="sources")
    return tuple(map(_source, sources))


def _source(source: Source) -> Source:
    title = _line(source["title"], "sources", LONGEST_SOURCE)
    publisher = tidy_line(source["publisher"])
    if len(publisher) > LONGEST_SOURCE:
        raise Refused(f"A publisher has {LONGEST_SOURCE} letters at most.", field="sources")
    if source["year"] is not None and source["year"] not in YEARS:
        raise Refused(f"{source['year']} is no year of a source.", field="sources")
    if source["url"] is not None and not (
        source["url"].startswith("http") and is_link(source["url"])
    ):
        raise Refused(f"The address of “{title}” has to begin with https://.", field="sources")
    return Source(title=title, publisher=publisher, year=source["year"], url=source["url"])
