"""The sources of a brief as lines that people write: "Title | Publisher | 2022 | https://...".

A backslash before a "|" keeps it in a title. Back and forth without loss.
"""

import re
from collections.abc import Iterable

from coalitions.briefs.text.content import Source
from safety_portal.core.names import tidy_line
from safety_portal.core.refusals import Refused
from safety_portal.core.values import whole_number


def lines_of(sources: Iterable[Source]) -> str:
    """A line for each source."""
    return "\n".join(map(_line, sources))


def _line(source: Source) -> str:
    parts = (source["title"], source["publisher"], str(source["year"] or ""), source["url"] or "")
    return " | ".join(re.sub(r"[\\|]", r"\\\g<0>", part) for part in parts).rstrip(" |")


def sources_from(text: str) -> tuple[Source, ...]:
    """The sources of lines. Raises Refused, at the field, for a line that is none."""
    lines = [tidy_line(line) for line in text.splitlines()]
    return tuple(_source(line) for line in lines if line)


def _source(line: str) -> Source:
    parts = [re.sub(r"\\(.)", r"\1", part).strip() for part in _parts(line)]
    if len(parts) > 4:
        raise Refused(f"“{line[:60]}” has more than four parts between its “|”.", field="sources")
    title, publisher, year, url = [*parts, "", "", ""][:4]
    if year and whole_number(year, most=2100) is None:
        raise Refused(f"“{year[:20]}” is no year. Write title | publisher | year | address.",
                      field="sources")  # fmt: skip
    return Source(
        title=title, publisher=publisher, year=whole_number(year) if year else None, url=url or None
    )


def _parts(line: str) -> list[str]:
    """The line between its bars, but for those behind a backslash."""
    parts, start = [], 0
    for match in re.finditer(r"\\.|\|", line):
        if match[0] == "|":
            parts.append(line[start : match.start()])
            start = match.end()
    return [*parts, line[start:]]
