"""One paragraph of Markdown, as markdown-it parsed it, as runs."""

import re
from collections.abc import Callable

from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline.emphasis import tokenize
from markdown_it.rules_inline.state_inline import Delimiter
from markdown_it.tree import SyntaxTreeNode

from plans.text.allowed import ALLOWED, BREAKING, LINK, LINK_LENGTH, RENAMED
from plans.text.blocks import BREAK, Run
from plans.text.runs import canonical_runs
from plans.word_in.readers.word.report import Report

# The rules of markdown-it that are heard: none that reads &amp; as something else than it says.
INLINE = (
    *("autolink", "backticks", "emphasis", "escape", "html_inline", "image", "link", "newline"),
    *("strikethrough", "balance_pairs", "fragments_join"),
)
# Characters; a plan with a thousand brackets that are no links has some hundred thousand.
_LOOKED_THROUGH = 2_000_000
_KNOWN = {*ALLOWED, *BREAKING, *RENAMED, "span", "font"}
_TAG = re.compile(r"</?([a-zA-Z][a-zA-Z0-9]*)")
_MARKS = {"strong": "strong", "em": "em", "s": "s"}


def stars(state: StateInline, silent: bool) -> bool:
    """A rule for markdown-it: an even number of stars begins or ends what is bold, wherever it
    stands.

    Programs that write Markdown from Word put the spaces of a bold word inside ("**Phone **"), or
    two bold words side by side ("**a****b**"), which the standard reads as stars.
    """
    if silent or state.src[state.pos] != "*":
        return tokenize(state, silent)
    length = state.scanDelims(state.pos, True).length
    if length % 2:
        return tokenize(state, silent)
    for _ in range(length):
        token = state.push("text", "", 0)
        token.content = "*"
        # A length of 0: how many stars stand together says nothing about whose end they are.
        at = len(state.tokens) - 1
        state.delimiters.append(Delimiter(ord("*"), 0, at, -1, open=True, close=True))
    state.pos += length
    return True


def within_means(rule: Callable[[StateInline, bool], bool]) -> Callable[[StateInline, bool], bool]:
    """A rule for markdown-it that looks for an end which may lie anywhere, or nowhere.

    What it looks through for nothing is counted over the whole text; past _LOOKED_THROUGH brackets
    are brackets.
    """

    def limited(state: StateInline, silent: bool) -> bool:
        if state.env.get("looked_through", 0) > _LOOKED_THROUGH:
            return False
        at = state.pos
        is_found = rule(state, silent)
        if not is_found and state.src[at] in "[!":
            state.env["looked_through"] = state.env.get("looked_through", 0) + state.posMax - at
        return is_found

    return limited


def runs_of(inline: SyntaxTreeNode, report: Report) -> tuple[Run, ...]:
    """The runs of a paragraph. Pictures are told to the report: a text file holds none."""
    return canonical_runs(_runs(inline, frozenset(), "", report))


def plain_runs(text: str) -> tuple[Run, ...]:
    """The runs of a paragraph that is no Markdown: its words as they stand, line ends as breaks."""
    lines = text.split("\n")
    return canonical_runs([run for line in lines for run in (BREAK, Run(line))][1:])


def _runs(node: SyntaxTreeNode, marks: frozenset[str], href: str, report: Report) -> list[Run]:
    """As they come; ``marks`` and ``href`` are those of what is around them."""
    found: list[Run] = []
    for child in node.children:
        if child.type in _MARKS:
            found += _runs(child, marks | {_MARKS[child.type]}, href, report)
        elif child.type == "link":
            address = _clean(str(child.attrs.get("href", ""))) or href
            found += _runs(child, marks | ({"a"} if address else set()), address, report)
        elif child.type == "image":
            report.note_picture(child.content, "it is not in the file, only its address is")
        else:
            _add(found, _run(child, marks, href))
    return found


def _add(runs: list[Run], run: Run) -> None:
    """Put a run behind the others; one under the same marks goes on in the last."""
    last = runs[-1] if runs else BREAK
    if last.is_break or run.is_break or (last.marks, last.href) != (run.marks, run.href):
        runs.append(run)
    else:
        runs[-1] = Run(last.text + run.text, run.marks, run.href)


def _run(node: SyntaxTreeNode, marks: frozenset[str], href: str) -> Run:
    """What anything without something inside says: text, code, the end of a line, a tag."""
    if node.type == "hardbreak":
        return BREAK
    if node.type == "softbreak":
        return Run(" ", marks, href)
    if node.type == "html_inline":
        return _tag(node.content, marks, href)
    return Run(node.content, marks, href)


def _tag(tag: str, marks: frozenset[str], href: str) -> Run:
    """A tag that HTML has says nothing but where a line ends; any other is text in angle brackets."""
    name = _TAG.match(tag)
    if name and name[1].lower() == "br":
        return BREAK
    is_gone = tag.startswith("<!--") or (name and name[1].lower() in _KNOWN)
    return Run("" if is_gone else tag, marks, href)


def _clean(address: str) -> str:
    return address if len(address) <= LINK_LENGTH and LINK.match(address) else ""
