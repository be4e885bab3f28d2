"""Pages for everybody: nobody is asked who they are, and a cache may keep each answer."""

from calendar import timegm
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseNotAllowed
from django.shortcuts import render
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.http import http_date

from safety_portal.core.authority import READING
from safety_portal.core.look.languages import Language
from safety_portal.core.web.cookieless import ASK_EACH_TIME
from safety_portal.core.web.errors import too_many
from safety_portal.core.web.rate_limits import count, network_of
from safety_portal.portal.community import feed
from safety_portal.portal.community.composing import public_page_of
from safety_portal.portal.community.drawing import (
    Draw,
    draw_brief,
    draw_letter,
    draw_page,
    draw_plan,
)
from safety_portal.portal.community.keeping import Drawn, Kept, kept, published

HTML, ATOM = "text/html; charset=utf-8", "application/atom+xml; charset=utf-8"
CALENDAR = "text/calendar; charset=utf-8"
# Pages that are not kept, from one network: what is kept costs nothing worth counting.
RATE = "120/m/ip"


class TooMany(Exception):
    """One network asks for more pages anew than anybody reads."""


def page(request: HttpRequest, coalition: str, language: str = "en") -> HttpResponseBase:
    """The page of a coalition."""
    return _answer(request, coalition, "page", language, draw_page)


def plan(request: HttpRequest, coalition: str, language: str = "en") -> HttpResponseBase:
    """The community edition of its plan."""
    return _answer(request, coalition, "plan", language, draw_plan)


def brief(
    request: HttpRequest, coalition: str, brief: int, language: str = "en"
) -> HttpResponseBase:
    """A public brief."""
    return _answer(request, coalition, f"brief:{brief}", language, draw_brief(brief))


def letter(
    request: HttpRequest, coalition: str, letter: str, language: str = "en"
) -> HttpResponseBase:
    """A letter on file."""
    return _answer(request, coalition, f"letter:{letter[:60]}", language, draw_letter(letter))


def atom(request: HttpRequest, coalition: str, language: str = "en") -> HttpResponseBase:
    """What is new."""
    return _answer(request, coalition, "atom", language, feed.atom, content_type=ATOM)


def calendar(request: HttpRequest, coalition: str, language: str = "en") -> HttpResponseBase:
    """Its public meetings."""
    return _answer(request, coalition, "calendar", language, feed.calendar, content_type=CALENDAR)


def _answer(
    request: HttpRequest,
    slug: str,
    name: str,
    language: str,
    draw: Draw,
    *,
    content_type: str = HTML,
) -> HttpResponseBase:
    """The page `name`, as kept or drawn anew; 404 where it is not public, 304 where it is known."""
    now, spoken = timezone.now(), Language(language)
    of = published(slug, now=now)
    if of is None:
        return _nothing(request, spoken)
    if request.method not in READING:
        return HttpResponseNotAllowed(sorted(READING))
    try:
        found = kept(
            of, f"{name}:{spoken}", _drawn_anew(request, of.coalition_id, draw, spoken), now=now
        )
    except TooMany:
        return too_many(request, minutes=1)
    if found is None:
        return _nothing(request, spoken)
    return _conditional(request, found, content_type, spoken)


def _drawn_anew(
    request: HttpRequest, coalition_id: int, draw: Draw, language: Language
) -> Callable[[], Drawn | None]:
    def anew() -> Drawn | None:
        if count(f"public_page:{network_of(request)}", RATE) is None:
            raise TooMany
        whole = public_page_of(coalition_id, now=timezone.now())
        content = draw(whole, language)
        return None if content is None else Drawn(content.encode(), whole.over_at)

    return anew


def _conditional(
    request: HttpRequest, found: Kept, content_type: str, language: Language
) -> HttpResponseBase:
    response = HttpResponse(found.content, content_type=content_type)
    response["ETag"] = found.etag
    response["Last-Modified"] = http_date(found.made_at.timestamp())
    response["Cache-Control"] = ASK_EACH_TIME
    response["Content-Language"] = language.value
    known = get_conditional_response(
        request,
        etag=found.etag,
        last_modified=timegm(found.made_at.utctimetuple()),
        response=response,
    )
    return known or response


def _nothing(request: HttpRequest, language: Language) -> HttpResponse:
    """The same of a page that is not public, was taken back, or never was."""
    return render(
        request, "portal/community/nothing.html", {"language": language.value}, status=404
    )
