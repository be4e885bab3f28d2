"""Rows of many kinds by their words: one query finds and counts them, one marks the words found."""

import html
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.search import SearchHeadline, SearchQuery
from django.db.models import (
    Case,
    CharField,
    Count,
    Q,
    QuerySet,
    TextField,
    Value,
    When,
    Window,
)
from django.db.models.functions import Cast, Coalesce, Concat, JSONObject

from safety_portal.core.accounts.models import User
from safety_portal.core.search.sources import Place, Source
from safety_portal.core.search.vectors import plain, vector

# Around a word that was found; neither is a character that text of ours may hold.
BEGINS, ENDS = "\x02", "\x03"
MORE = " … "


@dataclass(frozen=True)
class Piece:
    """Some words of a text, `is_found` where they are what was looked for."""

    text: str
    is_found: bool


@dataclass(frozen=True)
class Found:
    """A row that was found: its title and some of its text in pieces, and where it leads."""

    title: tuple[Piece, ...]
    text: tuple[Piece, ...]
    place: Place


@dataclass(frozen=True)
class FoundKind:
    """The first rows of a kind, and how many there are."""

    source: Source
    total: int
    rows: tuple[Found, ...]

    @property
    def more(self) -> int:
        """How many of it are not among the rows."""
        return self.total - len(self.rows)


def find(
    sources: Sequence[Source], user: User, words: str, *, own: Iterable[int], most: int
) -> list[FoundKind]:
    """What each of the sources has for the words, at most so many rows of each. Two queries.

    Rows of the coalitions `own` come first, then those with the words in their title, then the
    newest.
    """
    keys: dict[str, list[int]] = {}
    totals: dict[str, int] = {}
    own = list(own)
    asked = [_matching(source, user, words, own)[:most] for source in sources]
    for kind, key, total in _together(asked):
        keys.setdefault(kind, []).append(key)
        totals[kind] = total
    chosen = [source for source in sources if source.kind in keys]
    shown = _shown(chosen, user, words, keys)
    return [
        FoundKind(
            source,
            totals[source.kind],
            tuple(
                shown[source.kind, key] for key in keys[source.kind] if (source.kind, key) in shown
            ),
        )
        for source in chosen
    ]


def _matching(source: Source, user: User, words: str, own: list[int]) -> QuerySet[Any, Any]:
    """(kind, key, how many in all) of the rows that match, in the order in which they are shown."""
    query = source.asked(words)
    rows = source.rows(user).annotate(searched=source.words).filter(searched=query)
    in_title = vector(source.title, config=source.config)
    return (
        rows.annotate(
            titled=in_title,
            is_own=_flag(Q(**{f"{source.coalition}__in": own}) if source.coalition else Q(pk=None)),
            in_title=_flag(Q(titled=query)),
            of_kind=Value(source.kind, CharField()),
            in_all=Window(Count("*")),
        )
        .order_by("-is_own", "-in_title", *source.newest)
        .values_list("of_kind", "pk", "in_all")
    )


def _flag(condition: Q) -> Case:
    return Case(When(condition, then=Value(1)), default=Value(0))


def _together(asked: list[QuerySet[Any, Any]]) -> Iterable[tuple[Any, ...]]:
    """The rows of all of the querysets by one query; each keeps its own order."""
    if not asked:
        return []
    first, *others = asked
    return list(first.union(*others, all=True) if others else first)


def _shown(
    sources: list[Source], user: User, words: str, keys: dict[str, list[int]]
) -> dict[tuple[str, int], Found]:
    asked = [_marked(source, user, words, keys[source.kind]) for source in sources]
    by_kind = {source.kind: source for source in sources}
    return {
        (kind, key): Found(_pieces(title), _pieces(text), by_kind[kind].placed(facts, user))
        for kind, key, title, text, facts in _together(asked)
    }


def _marked(source: Source, user: User, words: str, keys: list[int]) -> QuerySet[Any, Any]:
    """(kind, key, title, some text, facts) of those rows, the words found between marks."""
    query = source.asked(words)
    title = SearchHeadline(
        Cast(source.title, TextField()),
        query,
        config=source.config,
        start_sel=BEGINS,
        stop_sel=ENDS,
        highlight_all=True,
    )
    return (
        source.rows(user)
        .filter(pk__in=keys)
        .annotate(
            of_kind=Value(source.kind, CharField()),
            marked_title=title,
            marked_text=_text(source, query),
            told=JSONObject(**source.facts) if source.facts else Value({}, _json()),
        )
        .values_list("of_kind", "pk", "marked_title", "marked_text", "told")
    )


def _text(source: Source, query: SearchQuery) -> Any:
    """Some of the text around the words found; nothing of what is secret."""
    if not source.texts:
        return Value("", TextField())
    parts = [
        Coalesce(Cast(plain(name, is_html=source.is_html), TextField()), Value("", TextField()))
        for name in source.texts
    ]
    whole = parts[0] if len(parts) == 1 else Concat(*_spaced(parts), output_field=TextField())
    some = SearchHeadline(
        whole,
        query,
        config=source.config,
        start_sel=BEGINS,
        stop_sel=ENDS,
        max_words=32,
        min_words=16,
        max_fragments=2,
        fragment_delimiter=MORE,
    )
    if source.secret is None:
        return some
    name, value = source.secret
    return Case(When(**{name: value}, then=Value("", TextField())), default=some)


def _spaced(parts: list[Any]) -> list[Any]:
    """The parts with a line end between them."""
    spaced = [parts[0]]
    for part in parts[1:]:
        spaced += [Value("\n"), part]
    return spaced


def _json() -> Any:
    return JSONObject().output_field


def _pieces(marked: str) -> tuple[Piece, ...]:
    """A text in pieces, split at the marks around what was found."""
    pieces = []
    for part in marked.split(BEGINS):
        found, mark, rest = part.partition(ENDS)
        if mark:
            pieces.append(Piece(html.unescape(found), True))
        pieces.append(Piece(html.unescape(rest if mark else found), False))
    return tuple(piece for piece in pieces if piece.text)
