"""A brief's HTML as people write it in a plain field, and back, without loss either way.

A blank line ends a paragraph. "- " begins a line of a list, "1. " of a numbered one, "### " and
"#### " a heading, "|" a row of a table. **bold**, *italics*, [words](https://address); a backslash
before a sign makes it a sign and nothing else.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby

from coalitions.briefs.text.limited_html import (
    Block,
    NotLimited,
    Run,
    Runs,
    blocks_of,
    html_of,
    is_link,
    tidy_runs,
)
from safety_portal.core.names import LINE_ENDS

HEADINGS = {"h3": "### ", "h4": "#### "}
BULLET, NUMBERED = re.compile(r"[-*•] +(?=\S)"), re.compile(r"\d{1,3}[.)] +(?=\S)")
# What would begin something else than a paragraph.
BEGINS = re.compile(r"(?:[-•#|]|\d{1,3}[.)] )")
RULE = re.compile(r"\|(?: *-{3,} *\|)+")
DASHES = re.compile(r"^-{3,}$")
SIGNS = re.compile(r"[\\*\[\]|]")
# Signs for the ends of a link while a line is read; nobody types them.
BEGIN, END = "\ue000", "\ue001"
TOKENS = re.compile(rf"\\(?P<sign>[\\*\[\]|()#.•-])|(?P<stars>\*\*|\*)|(?P<edge>{BEGIN}|{END})")
LINKS = re.compile(r"\\.|\[(?P<label>(?:\\.|[^\[\]\\])+)\]\((?P<href>(?:\\.|[^()\\\s])+)\)")
PARTS = re.compile(r"\\.|\|")


def text_of(html: str) -> str:
    """What a plain field shows of limited HTML."""
    return "\n\n".join("\n".join(_lines(block)) for block in blocks_of(html))


def _lines(block: Block) -> Iterator[str]:
    if block.kind == "p":
        yield _guarded(_written(block.items[0]))
    elif block.kind in HEADINGS:
        yield HEADINGS[block.kind] + _written(block.items[0])
    elif block.kind == "ul":
        yield from (f"- {_written(item)}" for item in block.items)
    elif block.kind == "ol":
        yield from (f"{place}. {_written(item)}" for place, item in enumerate(block.items, 1))
    else:
        if block.head:
            yield _row(block.head)
            yield f"|{' --- |' * len(block.head)}"
        yield from map(_row, block.rows)


def _row(cells: tuple[Runs, ...]) -> str:
    written = (DASHES.sub(r"\\\g<0>", _written(cell)) for cell in cells)
    return f"| {' | '.join(written)} |"


def _guarded(line: str) -> str:
    """A paragraph that is not taken for a list or a heading."""
    if not BEGINS.match(line):
        return line
    return re.sub(r"([-•#|.)])", r"\\\1", line, count=1)


def _written(runs: Runs) -> str:
    """Runs with a star, or two, where their look changes."""
    written, before = "", Run("")
    for run in (*runs, Run("")):
        if before.href and before.href != run.href:
            written += f"]({_escaped(before.href, '()')})"
        written += "**" * (run.is_strong != before.is_strong) + "*" * (run.is_em != before.is_em)
        if run.href and before.href != run.href:
            written += "["
        written += SIGNS.sub(r"\\\g<0>", run.text)
        before = run
    return written


def _escaped(text: str, signs: str) -> str:
    return "".join(f"\\{sign}" if sign in f"\\{signs}" else sign for sign in text)


def html_from(text: str) -> str:
    """Limited HTML of what somebody typed. Raises NotLimited for a table whose rows differ."""
    lines = [line.strip() for line in LINE_ENDS.sub("\n", text).split("\n")]
    paragraphs = (list(group) for is_there, group in groupby(lines, key=bool) if is_there)
    blocks = tuple(block for lines in paragraphs for block in _blocks(lines))
    return html_of(tuple(each for each in blocks if each.items or each.rows or each.head))


def _blocks(lines: list[str]) -> Iterator[Block]:
    """The blocks of lines without a blank one between: a list may follow a paragraph at once."""
    for kind, group in groupby(_joined(lines), key=lambda line: line[0]):
        said = [line for _, line in group]
        if kind == "table":
            yield _table(said)
        elif kind in ("ul", "ol"):
            yield Block(kind, items=tuple(filter(None, map(_runs, said))))
        else:
            yield from (Block(kind, items=(runs,)) for runs in map(_runs, said) if runs)


def _joined(lines: list[str]) -> list[tuple[str, str]]:
    """(kind, words) of each line; what goes on in the next line joined with it."""
    joined: list[tuple[str, str]] = []
    for line in lines:
        kind, words = _kind_of(line)
        if kind == "p" and joined and joined[-1][0] in ("p", "ul", "ol"):
            joined[-1] = (joined[-1][0], f"{joined[-1][1]} {words}")
        else:
            joined.append((kind, words))
    return joined


def _kind_of(line: str) -> tuple[str, str]:
    for kind, sign in HEADINGS.items():
        if line.startswith(sign):
            return kind, line.removeprefix(sign)
    if line.startswith("|"):
        return "table", line
    for kind, pattern in (("ul", BULLET), ("ol", NUMBERED)):
        if match := pattern.match(line):
            return kind, line[match.end() :]
    return "p", line


def _table(lines: list[str]) -> Block:
    has_head = len(lines) > 1 and bool(RULE.fullmatch(lines[1]))
    rows = [
        tuple(map(_runs, _cells(line))) for line in (lines[:1] + lines[2:] if has_head else lines)
    ]
    if len({len(row) for row in rows}) > 1:
        raise NotLimited("all rows of a table have as many cells")
    return Block("table", head=rows[0] if has_head else (), rows=tuple(rows[has_head:]))


def _cells(line: str) -> list[str]:
    inside = line.removeprefix("|")
    cells, start = [], 0
    for match in PARTS.finditer(inside):
        if match[0] != "|":
            continue
        cells.append(inside[start : match.start()])
        start = match.end()
    return [*cells, inside[start:]] if inside[start:].strip() else cells


def _runs(words: str) -> Runs:
    """The runs of a line. A star that nothing closes, or between spaces, is a star."""
    words, links = _links_marked(words)
    tokens = list(TOKENS.finditer(words))
    plain = _lonely(words, tokens)
    runs, look, at = [], Run(""), 0
    for match in tokens:
        runs.append(replace(look, text=words[at : match.start()]))
        at = match.end()
        if match["sign"] or match.start() in plain:
            runs.append(replace(look, text=match["sign"] or match["stars"]))
        elif match["stars"]:
            look = _toggled(look, match["stars"])
        else:
            look = replace(look, href=links.pop(0) if match["edge"] == BEGIN else "")
    return tidy_runs([*runs, replace(look, text=words[at:])])


def _toggled(look: Run, stars: str) -> Run:
    if stars == "**":
        return replace(look, is_strong=not look.is_strong)
    return replace(look, is_em=not look.is_em)


def _links_marked(words: str) -> tuple[str, list[str]]:
    """The words with a sign of ours at both ends of each link, and where the links lead."""
    links: list[str] = []

    def marked(match: re.Match[str]) -> str:
        href = re.sub(r"\\(.)", r"\1", match["href"] or "")
        if not is_link(href):
            return match[0]
        links.append(href)
        return f"{BEGIN}{match['label']}{END}"

    return LINKS.sub(marked, words.replace(BEGIN, "").replace(END, "")), links


def _lonely(words: str, tokens: list[re.Match[str]]) -> set[int]:
    """Where stars are only stars."""
    lonely: set[int] = set()
    for stars in ("*", "**"):
        places = [match for match in tokens if match["stars"] == stars]
        spaced = [match for match in places if _is_spaced(words, match)]
        rest = [match for match in places if match not in spaced]
        lonely |= {match.start() for match in (*spaced, *rest[len(rest) // 2 * 2 :])}
    return lonely


def _is_spaced(words: str, match: re.Match[str]) -> bool:
    before, after = words[: match.start()][-1:], words[match.end() :][:1]
    return before in ("", " ") and after in ("", " ")
