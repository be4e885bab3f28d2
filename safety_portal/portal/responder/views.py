"""The schools somebody answers for: numbers, sites, cards and plan, also where there is no signal.

A page and what a phone keeps of it are the same. The phone says that it keeps, with a header: that
is written down as kept, and what it shows later as opened without a signal (coalitions/openings).
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.conf import settings
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.csrf import ensure_csrf_cookie

from coalitions.access.grants import access_of
from coalitions.coalition.models import Coalition
from coalitions.contacts.models.sheet import ContactPlace
from coalitions.contacts.numbers import link_of
from coalitions.contacts.sheet import Number, numbers_of
from coalitions.contacts.words import answers_in_words, details_in_words
from coalitions.openings.actions import note_kept, note_opening
from coalitions.openings.models import OpenedPage
from coalitions.openings.policies import ANSWERING
from coalitions.openings.queries import schools_answered_by
from plans.editions.models.section import Section
from plans.editions.placeholders import fill_plain
from plans.editions.reader_text import facts_on_page
from plans.editions.views.text import page_text
from safety_portal.core.accounts.models import User
from safety_portal.core.accounts.requests import GatedRequest
from safety_portal.core.paging import keyset_page
from safety_portal.portal.responder import words
from safety_portal.portal.responder.cards import cards_of
from safety_portal.portal.responder.queries import (
    AtHand,
    KeptSection,
    at_hand,
    lines_to_call,
    sections_to_keep,
)

WORKER = settings.BASE_DIR / "static" / "js" / "portal" / "responder" / "worker.js"
# A phone that was so long without a signal shows nothing any more: who left meanwhile is not told.
KEPT_FOR = timedelta(days=14)
PICTURE = "picture/"


@dataclass(frozen=True)
class SchoolLine:
    """A school in the list: what is at hand of it, its plan in words, what its telephone dials."""

    found: AtHand
    plan: str
    call: str


@dataclass(frozen=True)
class CallLine:
    """Somebody to call: for what, what stands beside the name, and the numbers in order."""

    role: str
    name: str
    details: str
    numbers: tuple[Number, ...]
    is_confirmed: bool


@dataclass(frozen=True)
class PlanSection:
    """A section of the plan as it is kept; `text` is None of what needs a signal."""

    section: Section
    title: str
    text: str | None
    has_picture: bool


@ensure_csrf_cookie
def schools(request: GatedRequest[None]) -> HttpResponse:
    """Every school that the reader answers for, by name."""
    user, on = request.user, timezone.localdate()
    page = keyset_page(schools_answered_by(user), request, by=("name", "id"))
    found = at_hand(user, page.rows, on=on)
    lines = [SchoolLine(each, words.plan_in_words(each, on=on), _call(each)) for each in found]
    pages = [address for each in found for address in _pages(each.coalition)]
    context = {
        "page": page,
        "lines": lines,
        "heading": words.heading(len(lines)) if not page.older_url else "Schools you answer for",
        "data": _data(user, pages=[reverse("responder"), *pages]),
    }
    until = max((_until(each) for each in found), default=timezone.now())
    return _kept_until(render(request, "portal/responder/schools.html", context), until)


def _call(found: AtHand) -> str:
    phone = found.coalition.place.phone
    return link_of(phone) if phone else ""


@ensure_csrf_cookie
def school(request: GatedRequest[Coalition], coalition: str) -> HttpResponse:
    """What one needs who drives there: numbers, sites, cards, what changed. Eight queries."""
    here, user, on = request.subject, request.user, timezone.localdate()
    (found,) = at_hand(user, [here], on=on)
    sections = sections_to_keep(user, found.editions, only_protocols=True)
    context = {
        "found": found,
        "facts": words.facts_in_words(here),
        "plan_words": words.plan_in_words(found, on=on),
        "changes": [(each.at, words.change_in_words(each)) for each in found.changes],
        "calls": [_line(place, on=on) for place in lines_to_call(here)],
        "front_office": _call(found),
        "cards": cards_of(sections, _roles(user)),
    }
    return _page(request, OpenedPage.SCHOOL, found, context)


@ensure_csrf_cookie
def plan(request: GatedRequest[Coalition], coalition: str) -> HttpResponse:
    """The text in force, without what is restricted: that needs a signal, and is logged."""
    (found,) = at_hand(request.user, [request.subject], on=timezone.localdate())
    sections = [_section(kept) for kept in sections_to_keep(request.user, found.editions)]
    context = {
        "found": found,
        "sections": sections,
        "pictures": [each for each in sections if each.has_picture],
        "restricted": sum(each.text is None for each in sections),
    }
    return _page(request, OpenedPage.PLAN, found, context)


def worker(request: HttpRequest) -> FileResponse:
    """The script that opens these pages without a signal; below their address, and nowhere else."""
    return FileResponse(
        WORKER.open("rb"), content_type="text/javascript", headers={"Cache-Control": "no-cache"}
    )


def _page(
    request: GatedRequest[Coalition], page: OpenedPage, found: AtHand, context: dict[str, object]
) -> HttpResponse:
    """The page of a school; leaves behind that it was opened, or that a phone keeps it."""
    here = request.subject
    note = note_kept if "X-Kept" in request.headers else note_opening
    note(coalition=here, page=page, by=request.user)
    context |= {
        "coalition": here,
        "now": timezone.now(),
        "data": _data(request.user, pages=_pages(here)),
    }
    response = render(request, f"portal/responder/{page}.html", context)
    return _kept_until(response, _until(found))


def _pages(coalition: Coalition) -> list[str]:
    """The addresses of a school's two pages."""
    return [reverse(name, args=[coalition.slug]) for name in ("responder_school", "responder_plan")]


def _data(user: User, *, pages: list[str]) -> dict[str, object]:
    """What the script knows: whose phone it is, which pages to keep; who looks as another role
    keeps none.
    """
    return {
        "account": str(user.pk),
        "scope": reverse("responder"),
        "worker": reverse("responder_worker"),
        "statics": f"/{settings.STATIC_URL.strip('/')}/",
        "pages": [] if access_of(user).view_as else pages,
    }


def _until(found: AtHand) -> datetime:
    """How long a phone may show what it keeps: not beyond the membership."""
    latest = timezone.now() + KEPT_FOR
    if found.until is None:
        return latest
    return min(latest, timezone.make_aware(datetime.combine(found.until, time.min)))


def _kept_until(response: HttpResponse, until: datetime) -> HttpResponse:
    response.headers["X-Kept-Until"] = until.isoformat()
    return response


def _roles(user: User) -> set[str]:
    """In which the reader answers for schools: whose steps the cards say."""
    return {grant.role for grant in access_of(user).grants if grant.group in ANSWERING}


def _line(place: ContactPlace, *, on: date) -> CallLine:
    return CallLine(
        role=answers_in_words(place.role, place.position),
        name=str(place.contact),
        details=details_in_words(place, on=on),
        numbers=numbers_of(place.contact, is_full=True),
        is_confirmed=place.contact.is_confirmed(on),
    )


def _section(kept: KeptSection) -> PlanSection:
    section = kept.section
    facts = facts_on_page(section.edition)
    title = fill_plain(str(section), facts)
    if section.is_restricted:
        return PlanSection(section, title, None, has_picture=False)
    text = page_text(kept.words, edition=section.edition, facts=facts, name=title)
    return PlanSection(section, title, text, has_picture=PICTURE in kept.words)
