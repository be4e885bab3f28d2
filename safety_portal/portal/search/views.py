"""The page of the search: a few of each kind, or more of one."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render

from coalitions.access.grants import access_of
from safety_portal.core.accounts.models import User
from safety_portal.core.accounts.requests import GatedRequest
from safety_portal.core.look.wording import counted, listed
from safety_portal.core.names import tidy_line
from safety_portal.core.search.finding import FoundKind, find
from safety_portal.core.search.vectors import LONGEST, SHORT
from safety_portal.portal.search.likely import likely
from safety_portal.portal.search.offers import OFFERED

A_FEW, MANY = 5, 100
ASK = "What are you looking for?"
TOO_SHORT = "Type at least two letters."


@dataclass(frozen=True)
class Results:
    """What was found for `words`; `typed` is what somebody wrote, where that is found nowhere."""

    words: str
    kinds: list[FoundKind]
    typed: str = ""

    @property
    def total(self) -> int:
        """How many things were found, of all kinds."""
        return sum(kind.total for kind in self.kinds)


def search(request: GatedRequest[None]) -> HttpResponse:
    """What its reader may read, by its words: `q`, of one `kind` only, `exact` as it was typed."""
    words = tidy_line(request.GET.get("q", ""))[:LONGEST]
    kind = request.GET.get("kind", "")
    results = _results(request.user, words, kind, is_exact="exact" in request.GET)
    context = {
        "words": words,
        "results": results,
        "kind": kind if any(kind == each.kind for each in OFFERED) else "",
        "heading": _heading(words, results),
        "searched": listed([source.label.lower() for source in OFFERED]),
        "many": MANY,
    }
    return render(request, "portal/search/search.html", context)


def _results(user: User, words: str, kind: str, *, is_exact: bool) -> Results | None:
    if len(words) < SHORT:
        return None
    found = _found(user, words, kind)
    if found or is_exact:
        return Results(words, found)
    if meant := likely(OFFERED, user, words):
        return Results(meant, _found(user, meant, kind), typed=words)
    return Results(words, [])


def _found(user: User, words: str, kind: str) -> list[FoundKind]:
    """A few of each kind, or many of the one that is wanted."""
    own = access_of(user).coalition_ids
    chosen = [source for source in OFFERED if source.kind == kind]
    if not chosen:
        return find(OFFERED, user, words, own=own, most=A_FEW)
    return find(chosen, user, words, own=own, most=MANY)


def _heading(words: str, results: Results | None) -> str:
    if results is None:
        return TOO_SHORT if words else ASK
    if not results.total:
        return f"Nothing found for “{results.words}”"
    return f"{counted(results.total, 'result')} for “{results.words}”"
