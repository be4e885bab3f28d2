"""The tree of sections beside a plan, folded by part.

Drawn in Python, because a plan from Word has a hundred of them.

What people wrote is escaped where it is put in; the pieces are plain strings until the whole is
marked safe.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from django.utils.safestring import SafeString

from safety_portal.core.look.icons import icon, shape

MARKS = {
    "material": f'{shape("diamond")}<span class="visually-hidden">changed materially</span>',
    "restricted": f'{shape("lock")}<span class="visually-hidden">restricted</span>',
    "empty": "empty",
    "not_needed": "not needed",
}


@dataclass(frozen=True)
class Entry:
    """One section: `level` counts from 1 and may skip; `marks` are codes, `notes` counts open
    comments and suggestions.

    Without a `url` it is a name and no link: something below it can be read, it itself cannot.
    """

    level: int
    title: str
    url: str
    number: str = ""
    is_current: bool = False
    marks: tuple[str, ...] = ()
    notes: int = 0


def _marks(entry: Entry) -> str:
    """Draw what is worth knowing before opening the section.

    Changed materially, restricted, notes, empty, not needed.
    """
    parts = [drawn for code, drawn in MARKS.items() if code in entry.marks]
    if entry.notes:
        parts.append(
            f'{icon("chat-left-text")}<span class="visually-hidden">open notes:</span>{entry.notes}'
        )
    return f'<span class="marks">{" ".join(parts)}</span>' if parts else ""


def _number(entry: Entry) -> str:
    return f'<span class="n">{escape(entry.number)}</span>' if entry.number else ""


def _link(entry: Entry, more: str = "") -> str:
    name = f"{_number(entry)}{escape(entry.title)}{_marks(entry)}{more}"
    if not entry.url:
        return f'<span class="closed">{name}</span>'
    here = ' aria-current="true"' if entry.is_current else ""
    return f'<a href="{escape(entry.url)}"{here}>{name}</a>'


def _children_end(entries: Sequence[Entry], start: int) -> int:
    """Return the index after the last entry below the one at `start`."""
    end = start + 1
    while end < len(entries) and entries[end].level > entries[start].level:
        end += 1
    return end


def _items(entries: Sequence[Entry], open_all: bool) -> str:
    drawn, at = [], 0
    while at < len(entries):
        end = _children_end(entries, at)
        item = _branch(entries[at:end], open_all) if end > at + 1 else _link(entries[at])
        drawn.append(f"<li>{item}</li>")
        at = end
    return "".join(drawn)


def _written(entries: Sequence[Entry]) -> str:
    """How many of the sections below are written, where some are not.

    A folded part would hide its gaps.
    """
    missing = sum("empty" in entry.marks for entry in entries)
    return (
        f' <span class="marks">{len(entries) - missing} of {len(entries)} written</span>'
        if missing
        else ""
    )


def _branch(entries: Sequence[Entry], open_all: bool) -> str:
    """Draw a section with others below it.

    Its name leads to its own text, the arrow before it unfolds the others.

    Where it has no text that can be read, its name unfolds them.
    """
    head, below = entries[0], entries[1:]
    is_open = " open" if open_all or any(entry.is_current for entry in entries) else ""
    inside = f"<ol>{_items(below, open_all=False)}</ol></details>"
    if not head.url:
        name = f"{_number(head)}{escape(head.title)}{_written(below)}"
        return f"<details{is_open}><summary>{icon('chevron-right')} {name}</summary>{inside}"
    arrow = f'{icon("chevron-right")}<span class="visually-hidden">Sections under {escape(head.title)}</span>'
    return f'{_link(head, _written(below))}<details class="part"{is_open}><summary>{arrow}</summary>{inside}'


def draw(entries: Sequence[Entry]) -> SafeString:
    """Return the outline of `entries`, in reading order, as nested lists.

    The part with the current section is unfolded; where none is current, all parts of the first
    level are.
    """
    open_all = not any(entry.is_current for entry in entries)
    return SafeString(f'<ol class="outline">{_items(entries, open_all)}</ol>')
