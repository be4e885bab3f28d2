"""Which words somebody meant who mistyped, out of what they may read; never out of anything else.

Compared are titles that resemble what was typed (pg_trgm), then word by word.
"""

import re
from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from functools import reduce
from typing import Any

from django.contrib.postgres.search import TrigramWordSimilarity
from django.db.models import QuerySet, TextField
from django.db.models.functions import Cast

from safety_portal.core.accounts.models import User
from safety_portal.core.search.sources import Source

WORD = re.compile(r"\w+")
# So many titles of each kind that resemble a word; how much they must, and a word of theirs.
TITLES, RESEMBLES, ALIKE = 3, 0.45, 0.75
MOST_WORDS = 5


def likely(sources: Sequence[Source], user: User, words: str) -> str:
    """The words, those that stand in no title put right; "" where nothing is near. One query."""
    typed = list(dict.fromkeys(word.lower() for word in WORD.findall(words)))[:MOST_WORDS]
    if not typed:
        return ""
    known = {
        word.lower() for title in _titles(sources, user, typed) for word in WORD.findall(title)
    }
    right = {word: _nearest(word, known) for word in typed}
    corrected = WORD.sub(lambda found: right.get(found[0].lower(), found[0]), words)
    return "" if corrected.lower() == words.lower() else corrected


def _nearest(word: str, known: Iterable[str]) -> str:
    return next(iter(get_close_matches(word, known, n=1, cutoff=ALIKE)), word)


def _titles(sources: Sequence[Source], user: User, typed: list[str]) -> list[str]:
    asked = [_resembling(source, user, word) for source in sources for word in typed]
    found = reduce(lambda one, other: one.union(other, all=True), asked[1:], asked[0])
    return [title for (title, _) in found]


def _resembling(source: Source, user: User, word: str) -> QuerySet[Any, tuple[str, float]]:
    """The titles of a source with a word that resembles this one, nearest first."""
    rows = source.rows(user).annotate(
        called=Cast(source.title, TextField()), near=TrigramWordSimilarity(word, source.title)
    )
    near = rows.filter(near__gte=RESEMBLES).order_by("-near", "pk")
    return near.values_list("called", "near")[:TITLES]
