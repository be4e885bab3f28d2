"""Fields: text that Word computes, between marks that may lie paragraphs apart."""

import re

from plans.importers.word.names import W

_LINK = re.compile(r'\s*HYPERLINK\s+"([^"]+)"')


class Fields:
    """Follows the marks of one story in document order."""

    def __init__(self, root):
        self._open: list[str] = []
        # Where a field of the story never ends, nothing may count as its inside: better a contents too many.
        self._all_end = _all_end(root)

    def step(self, mark) -> None:
        """Pass a w:fldChar."""
        kind = mark.get(f"{W}fldCharType")
        if kind == "begin":
            self._open.append("")
        elif kind == "end" and self._open:
            self._open.pop()

    def instruct(self, text: str) -> None:
        """Pass a piece of the innermost field's instruction."""
        if self._open:
            self._open[-1] += text

    @property
    def inside_contents(self) -> bool:
        return self._all_end and any(map(is_contents, self._open))

    @property
    def link(self) -> str:
        """The address of the innermost hyperlink field, "" where there is none."""
        found = (_LINK.match(instruction) for instruction in reversed(self._open))
        return next((match[1] for match in found if match), "")


def is_contents(instruction: str) -> bool:
    """True for the instruction of a field that Word fills with a table of contents or of figures."""
    return instruction.split()[:1] == ["TOC"]


def _all_end(root) -> bool:
    depth = 0
    for mark in root.iter(f"{W}fldChar"):
        depth += {"begin": 1, "end": -1}.get(mark.get(f"{W}fldCharType", ""), 0)
    return depth == 0
