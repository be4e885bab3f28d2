"""Fields.

Text that Word computes, between marks that may lie paragraphs apart, and the boxes and lists of old
forms.
"""

import re
from dataclasses import dataclass

from lxml.etree import _Element

from plans.word_in.readers.word.archive.names import W, is_on, number

CHECKED, UNCHECKED = "☒", "☐"
_LINK = re.compile(r'\s*HYPERLINK\s+"([^"]+)"')
# No instruction that means anything here is longer.
_INSTRUCTION_MAX = 5_000
_NUMBERS = (["AUTONUM"], ["AUTONUMLGL"], ["AUTONUMOUT"], ["LISTNUM"])


@dataclass(slots=True)
class _Field:
    """A field that is open. ``is_code``: its result has not begun yet, or it has none of its own
    (``form``, the state of a
    box or list, None for another field). ``parts``: whether its code ends before it does."""

    parts: bool
    form: str | None = None
    is_code: bool = False
    instruction: str = ""
    is_contents: bool = False
    link: str = ""


class Fields:
    """Follows the marks of one story in document order."""

    def __init__(self, root: _Element) -> None:
        self._open: list[_Field] = []
        # Where a field of the story never ends, nothing may count as its inside: better a contents
        # too many.
        self._all_end, self._parted = _survey(root)
        self._begun = self._codes = self._contents = 0
        self._links: list[str] = []
        self.numbers = 0

    def step(self, mark: _Element) -> str:
        """Pass a w:fldChar; returns the state of a form's box or list where that ends, else ""."""
        kind = mark.get(f"{W}fldCharType")
        if kind == "begin":
            self._begin(mark)
        elif kind == "separate" and self._open and self._open[-1].form is None:
            self._end_code(self._open[-1])
        elif kind == "end" and self._open:
            return self._end(self._open.pop())
        return ""

    def instruct(self, text: str) -> None:
        """Pass a piece of the innermost field's instruction."""
        if not self._open or len(self._open[-1].instruction) > _INSTRUCTION_MAX:
            return
        field = self._open[-1]
        field.instruction += text
        if not field.is_contents and is_contents(field.instruction):
            field.is_contents = True
            self._contents += 1
        if not field.link and (address := link_of(field.instruction)):
            field.link = address
            self._links.append(address)

    @property
    def inside_contents(self) -> bool:
        return self._all_end and self._contents > 0

    @property
    def hides(self) -> bool:
        """Whether text here is part of an instruction, which nobody sees."""
        return self._all_end and self._codes > 0

    @property
    def link(self) -> str:
        """The address of the innermost hyperlink field, "" where there is none."""
        return self._links[-1] if self._links else ""

    def _begin(self, mark: _Element) -> None:
        field = _Field(
            parts=self._parted[self._begun] if self._begun < len(self._parted) else False
        )
        self._begun += 1
        field.form = form_state(mark.find(f"{W}ffData"))
        field.is_code = field.parts or field.form is not None
        self._codes += field.is_code
        self._open.append(field)

    def _end_code(self, field: _Field) -> None:
        self._codes -= field.is_code
        field.is_code = False

    def _end(self, field: _Field) -> str:
        self._end_code(field)
        self._contents -= field.is_contents
        if field.link:
            self._links.pop()
        self.numbers += not field.parts and field.instruction.lstrip()[:20].split()[:1] in _NUMBERS
        return "" if self.hides else field.form or ""


def is_contents(instruction: str) -> bool:
    """True for the instruction of a field that Word fills with a table of contents or of figures."""
    return instruction.lstrip()[:8].split()[:1] == ["TOC"]


def link_of(instruction: str) -> str:
    """The address in the instruction of a hyperlink, "" for any other."""
    found = _LINK.match(instruction)
    return found[1] if found else ""


def form_state(data: _Element | None) -> str | None:
    """What a form's box (☒, ☐) or list of choices shows.

    None for what shows its own text, or is no form.
    """
    if data is None:
        return None
    box, choices = data.find(f"{W}checkBox"), data.find(f"{W}ddList")
    if box is not None:
        checked = is_on(box, "checked")
        # A sign stands apart from the words beside it.
        return (
            f" {CHECKED if (is_on(box, 'default') if checked is None else checked) else UNCHECKED} "
        )
    if choices is None:
        return None
    entries = [each.get(f"{W}val", "") for each in choices.iter(f"{W}listEntry")]
    at = number(choices, "result", number(choices, "default", 0))
    return entries[at] if 0 <= at < len(entries) else ""


def _survey(root: _Element) -> tuple[bool, list[bool]]:
    """Whether every field of a story ends, and of each in order whether its code ends before it
    does.
    """
    parted: list[bool] = []
    open_fields: list[int] = []
    balanced = True
    for mark in root.iter(f"{W}fldChar"):
        kind = mark.get(f"{W}fldCharType")
        if kind == "begin":
            open_fields.append(len(parted))
            parted.append(False)
        elif kind == "separate" and open_fields:
            parted[open_fields[-1]] = True
        elif kind == "end":
            balanced = balanced and bool(open_fields)
            if open_fields:
                open_fields.pop()
    return balanced and not open_fields, parted
