"""The list, the board and the file of action items."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import chain

from django.db.models import Q
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone

from coalitions.action_items.lifecycle import ItemState
from coalitions.action_items.listing import first_of, whole
from coalitions.action_items.models import ActionItem, ActionItemQuerySet
from coalitions.action_items.moves import Move, moves_of
from coalitions.action_items.queries import (
    BY_DAY,
    ORDER,
    SHOWN_WITH,
    counts_of,
    items_of,
    mine,
    places_of,
    standings,
    to_verify_by,
)
from coalitions.coalition.models import Coalition
from coalitions.coalition.tabs import page_context
from safety_portal.core.accounts.models import User
from safety_portal.core.accounts.requests import GatedRequest
from safety_portal.core.exports.csv import csv_response
from safety_portal.core.look.wording import counted, listed
from safety_portal.core.paging import keyset_page
from safety_portal.core.values import whole_number

# Letters of what is looked for, and rows of a short list on the page.
WORDS_MOST, SHOWN = 100, 10
LISTS = (
    ("open", "Open"),
    ("to_verify", "To verify"),
    ("overdue", "Overdue"),
    ("returned", "Returned"),
    ("repeats", "Repeats"),
    ("risks", "Risk accepted"),
    ("closed", "Closed"),
)
# The columns of the board.
BOARD = ("open", "to_verify", "risks", "closed")
COLUMNS = [
    *("Action item", "Why", "State", "Owner", "Due on", "How it is checked", "School", "Came from"),
    *("Opened on", "Opened by", "Said done on", "Said done by", "Verified on", "Verified by"),
    *("Risk accepted by", "Comes back on", "Because", "Restricted"),
]


@dataclass(frozen=True)
class Asked:
    """What the address of a list asks for: whose, where, which words, in which state."""

    state: str
    whose: str
    owner: int | None
    school: int | None
    words: str
    of_schools: bool

    @property
    def narrows(self) -> bool:
        """Whether it asks for fewer than all of a state."""
        return bool(self.whose or self.owner or self.school or self.words)


@dataclass(frozen=True)
class Card:
    """An item on the board, and where it may be moved."""

    item: ActionItem
    moves: list[Move]


@dataclass(frozen=True)
class Column:
    """A column of the board: the first rows, how many there are, and the list with all of them."""

    title: str
    code: str
    count: int
    cards: list[Card]


def heading(counts: dict[str, int]) -> str:
    """The h1: what waits for the reader, is overdue and open."""
    words = {
        "mine_to_verify": ("waits for your verification", "wait for your verification"),
        "overdue": ("is overdue", "are overdue"),
        "open": ("is open", "are open"),
    }
    parts = [counted(counts[name], *noun) for name, noun in words.items() if counts[name]]
    return listed(parts) if parts else "Nothing is open"


def asked_of(request: GatedRequest[Coalition], *, default: str = "open") -> Asked:
    """What the query string asks for; what it cannot mean is left out."""
    given = request.GET
    state = given.get("state", default)
    return Asked(
        state=state if state in dict(LISTS) else default,
        whose="mine" if given.get("whose") == "mine" else "",
        owner=whole_number(given.get("owner", "")),
        school=whole_number(given.get("school", "")),
        words=given.get("q", "").strip()[:WORDS_MOST],
        of_schools=given.get("over") == "schools" and not request.subject.school_id,
    )


def narrowed(
    items: ActionItemQuerySet, asked: Asked, request: GatedRequest[Coalition]
) -> ActionItemQuerySet:
    """Those of `items` that the address asks for, whatever their state."""
    if asked.whose:
        items = items.filter(mine(request.user))
    if asked.owner is not None:
        items = items.filter(owner=asked.owner)
    if asked.school is not None:
        items = items.filter(school=asked.school)
    for word in asked.words.split():
        items = items.filter(Q(what__icontains=word) | Q(origin_words__icontains=word))
    return items


def action_items(request: GatedRequest[Coalition], coalition: str) -> HttpResponse:
    """What waits for the reader's verification, what is open by day, and the risks accepted."""
    asked, now = asked_of(request), timezone.now()
    seen = items_of(request.user, request.subject, of_schools=asked.of_schools)
    shown, on = narrowed(seen, asked, request), timezone.localdate(now)
    counts = counts_of(seen, request.user, now=now)
    page = keyset_page(
        shown.filter(standings(on)[asked.state]), request, by=ORDER.get(asked.state, BY_DAY)
    )
    is_first = asked.state == "open" and not request.GET.keys() & {"older", "newer"}
    beside = first_of(_beside(shown, request.user, on=on) if is_first else {}, most=SHOWN)
    rows = whole([*(item.pk for item in page), *chain.from_iterable(beside.values())])
    context = page_context(request, request.subject, "action_items")
    context |= {
        "asked": asked,
        "counts": counts,
        "heading": heading(counts),
        "lists": [(code, word, counts[code]) for code, word in LISTS],
        "list_word": dict(LISTS)[asked.state],
        "places": [] if request.subject.school_id else places_of(seen),
        "page": page.of(lambda item: rows[item.pk]),
        **{name: [rows[key] for key in keys] for name, keys in beside.items()},
    }
    return render(request, "coalitions/action_items/action_items.html", context)


def _beside(shown: ActionItemQuerySet, user: User, *, on: date) -> dict[str, ActionItemQuerySet]:
    """The short lists around the first page: what waits for the reader, the risks accepted."""
    return {
        "waiting": shown.filter(to_verify_by(user, on=on)).order_by("done_at", "pk"),
        "risks": shown.filter(state=ItemState.RISK_ACCEPTED).order_by("comes_back_on", "pk"),
    }


def board(request: GatedRequest[Coalition], coalition: str) -> HttpResponse:
    """The same rows in columns; moved by a menu on each."""
    asked, on = asked_of(request), timezone.localdate()
    seen = items_of(request.user, request.subject, of_schools=asked.of_schools)
    counts = counts_of(seen, request.user, now=timezone.now())
    shown = narrowed(seen, asked, request)
    lists = {
        code: shown.filter(standings(on)[code]).order_by(*_descending(ORDER.get(code, BY_DAY)))
        for code in BOARD
    }
    keys = first_of(lists, most=SHOWN)
    rows = whole(chain.from_iterable(keys.values()))
    columns = [
        Column(
            dict(LISTS)[code],
            code,
            counts[code],
            [Card(rows[key], moves_of(rows[key], request.user)) for key in keys[code]],
        )
        for code in BOARD
    ]
    context = page_context(request, request.subject, "action_items")
    context |= {"asked": asked, "heading": heading(counts), "columns": columns}
    return render(request, "coalitions/action_items/board.html", context)


def _descending(order: tuple[str, ...]) -> list[str]:
    """A key of keyset_page as order_by takes it: a minus before the first is for all."""
    sign = "-" if order[0].startswith("-") else ""
    return [sign + name.lstrip("-") for name in order]


def file(request: GatedRequest[Coalition], coalition: str) -> StreamingHttpResponse:
    """The items that the reader sees, of all states unless one is asked for, as a file."""
    asked, on = asked_of(request), timezone.localdate()
    items = items_of(request.user, request.subject, of_schools=asked.of_schools)
    items = narrowed(items, asked, request).select_related(*SHOWN_WITH)
    if "state" in request.GET:
        items = items.filter(standings(on)[asked.state])
    return csv_response("action-items.csv", COLUMNS, _rows(items.order_by("due_on", "pk")))


def _rows(items: ActionItemQuerySet) -> Iterator[list[str]]:
    for item in items.iterator(chunk_size=500):
        days = [item.opened_at, item.done_at, item.verified_at]
        opened, done, verified = (
            timezone.localdate(day).isoformat() if day else "" for day in days
        )
        yield [
            *(item.what, item.why, item.get_state_display(), item.owned_by, str(item.due_on)),
            *(item.how_checked, str(item.school or ""), item.origin_words),
            *(opened, str(item.opened_by), done, str(item.done_by or "")),
            *(verified, str(item.verified_by or ""), str(item.accepter or "")),
            *(str(item.comes_back_on or ""), item.accepted_because),
            "restricted" if item.is_restricted else "",
        ]
