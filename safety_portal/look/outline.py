"""The tree of sections beside a plan, folded by part: drawn in Python, because a plan from Word has a hundred of them."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from safety_portal.look.icons import icon, shape


@dataclass(frozen=True)
class Entry:
    """One section: `level` counts from 1 and may skip; `marks` are codes, `comments` counts the open ones.

    Without a `url` it is a name and no link: something below it can be read, it itself cannot.
    """

    level: int
    title: str
    url: str
    number: str = ""
    is_current: bool = False
    marks: tuple[str, ...] = ()
    comments: int = 0


def _marks(entry: Entry) -> SafeString | str:
    """Draw what is worth knowing before opening the section: changed materially, restricted, comments, empty."""
    parts = []
    if "material" in entry.marks:
        parts.append(format_html('{}<span class="visually-hidden">changed materially</span>', shape("diamond")))
    if "restricted" in entry.marks:
        parts.append(format_html('{}<span class="visually-hidden">restricted</span>', shape("lock")))
    if entry.comments:
        drawn = icon("chat-left-text")
        parts.append(format_html('{}<span class="visually-hidden">comments:</span>{}', drawn, entry.comments))
    if "empty" in entry.marks:
        parts.append("empty")
    if "not_needed" in entry.marks:
        parts.append("not needed")
    return (
        format_html('<span class="marks">{}</span>', format_html_join(" ", "{}", ((p,) for p in parts)))
        if parts
        else ""
    )


def _link(entry: Entry) -> SafeString:
    number = format_html('<span class="n">{}</span>', entry.number) if entry.number else ""
    if not entry.url:
        return format_html('<span class="closed">{}{}{}</span>', number, entry.title, _marks(entry))
    here = mark_safe(' aria-current="true"') if entry.is_current else ""
    return format_html('<a href="{}"{}>{}{}{}</a>', entry.url, here, number, entry.title, _marks(entry))


def _children_end(entries: Sequence[Entry], start: int) -> int:
    """Return the index after the last entry below the one at `start`."""
    end = start + 1
    while end < len(entries) and entries[end].level > entries[start].level:
        end += 1
    return end


def _items(entries: Sequence[Entry], open_all: bool) -> SafeString:
    drawn, at = [], 0
    while at < len(entries):
        end = _children_end(entries, at)
        drawn.append(_branch(entries[at:end], open_all) if end > at + 1 else _link(entries[at]))
        at = end
    return format_html_join("", "<li>{}</li>", ((item,) for item in drawn))


def _branch(entries: Sequence[Entry], open_all: bool) -> SafeString:
    """Draw a section with others below it: its name unfolds them, its own text is the first link inside."""
    is_open = mark_safe(" open") if open_all or any(entry.is_current for entry in entries) else ""
    inside = _items(entries[1:], open_all=False)
    return format_html(
        "<details{}><summary>{} {}</summary><ol><li>{}</li>{}</ol></details>",
        is_open,
        icon("chevron-right"),
        entries[0].title,
        _link(entries[0]),
        inside,
    )


def draw(entries: Sequence[Entry]) -> SafeString:
    """Return the outline of `entries`, in reading order, as nested lists.

    The part with the current section is unfolded; where none is current, all parts of the first level are.
    """
    open_all = not any(entry.is_current for entry in entries)
    return format_html('<ol class="outline">{}</ol>', _items(entries, open_all))
