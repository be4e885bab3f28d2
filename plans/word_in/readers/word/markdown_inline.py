"""One paragraph of Markdown as runs.

Where marks have no partner, or stand between spaces, they are signs of the text.
"""

import re
from collections import Counter

from plans.text.allowed import ALLOWED, BREAKING, LINK, LINK_LENGTH, RENAMED
from plans.text.blocks import BREAK, Run
from plans.text.runs import canonical_runs
from plans.word_in.readers.word.report import Report

_TAGS = "|".join(sorted({*ALLOWED, *BREAKING, *RENAMED, "span", "font"}, key=len, reverse=True))
_TOKEN = re.compile(
    r"\\(?P<escaped>[!-/:-@\[-`{-~])"
    r"|(?P<fence>`+)(?P<code>.+?)(?P=fence)(?!`)"
    r"|!\[(?P<alt>[^\]]*)\]\((?P<src>[^)]*)\)"
    r"|\[(?P<label>[^\]]+)\]\(\s*<?(?P<href>[^)\s>]*)>?[^)]*\)"
    r"|<(?P<auto>(?:https?://|mailto:)[^>\s]+)>"
    r"|(?P<break>\n|<br\s*/?>)"
    rf"|(?P<gone><!--.*?-->|</?(?:{_TAGS})(?:\s[^<>]*)?/?>)"
    r"|(?P<mark>\*\*|~~|(?<![^\W_])__|__(?![^\W_])|(?<!\s)\*|\*(?!\s)|(?<![^\W_])_(?!\s)|(?<!\s)_(?![^\W_]))",
    re.DOTALL | re.IGNORECASE,
)
_MARKS = {"**": "strong", "__": "strong", "*": "em", "_": "em", "~~": "s"}


def runs_of(text: str, report: Report) -> tuple[Run, ...]:
    """The runs of a paragraph. Pictures are told to the report: a text file holds none."""
    return canonical_runs(_runs(text, frozenset(), "", report))


def plain_runs(text: str) -> tuple[Run, ...]:
    """The runs of a paragraph that is no Markdown: its words as they stand, line ends as breaks."""
    lines = text.split("\n")
    return canonical_runs([run for line in lines for run in (BREAK, Run(line))][1:])


def _runs(text: str, marks: frozenset[str], href: str, report: Report) -> list[Run]:
    """As they come; ``marks`` and ``href`` are those of a link around them."""
    found: list[Run] = []
    partners = Counter(match["mark"] for match in _TOKEN.finditer(text) if match["mark"])
    is_open: set[str] = set()
    at = 0
    for match in _TOKEN.finditer(text):
        now = marks | {_MARKS[mark] for mark in is_open}
        found.append(Run(text[at : match.start()], now, href))
        mark, at = match["mark"], match.end()
        if mark and (partners[mark] > 1 or mark in is_open):
            is_open ^= {mark}
            partners[mark] -= 1
        else:
            found += _said(match, now, href, report)
    return [*found, Run(text[at:], marks | {_MARKS[mark] for mark in is_open}, href)]


def _said(match: re.Match, marks: frozenset[str], href: str, report: Report) -> list[Run]:
    """What a token other than an open or closing mark says."""
    if match["break"]:
        return [BREAK]
    if match["src"] is not None:
        report.note_picture(match["alt"], "it is not in the file, only its address is")
        return []
    if match["label"]:
        address = _clean(match["href"]) or href
        return _runs(match["label"], marks | ({"a"} if address else set()), address, report)
    if match["auto"]:
        address = _clean(match["auto"])
        return [Run(match["auto"], marks | ({"a"} if address else set()), address)]
    said = match["escaped"] or match["code"] or match["mark"] or ""
    return [Run(said, marks, href)]


def _clean(address: str) -> str:
    return address if len(address) <= LINK_LENGTH and LINK.match(address) else ""
