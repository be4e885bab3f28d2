"""How ready a school is; of a district's coalition, how ready each of its schools is."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from coalitions.agreements.models.agreement import Agreement
from coalitions.coalition.models import Coalition
from coalitions.coalition.tabs import page_context
from coalitions.reunification.content import REHEARSALS
from coalitions.reunification.models.rehearsal import Rehearsal
from coalitions.reunification.models.site import ReunificationSite
from coalitions.reunification.models.standing import ROLES
from coalitions.reunification.queries import (
    KitRow,
    RoleRow,
    kit_rows,
    rehearsals_of,
    role_rows,
    schools_to_read,
    sites_of,
)
from coalitions.reunification.readiness import (
    Missing,
    Readiness,
    SitePlace,
    missing_of,
    places_of,
    readiness_of,
    tally,
)
from coalitions.reunification.words import (
    Word,
    agreement_in_words,
    district_heading,
    heading,
    helpers_in_words,
    in_a_line,
    kit_word,
    lines_of,
    rehearsal_word,
    role_word,
    site_word,
    walk_in_words,
)
from safety_portal.core.accounts.models import User
from safety_portal.core.accounts.requests import GatedRequest
from safety_portal.core.authority import may
from safety_portal.core.paging import keyset_page

# Of the district's other schools, as many as somebody looks at beside the page.
BESIDE = 8


@dataclass(frozen=True)
class SchoolRow:
    """A school of a district's list."""

    coalition: Coalition
    readiness: Readiness
    word: Word

    @property
    def roles_complete(self) -> int:
        """How many of its roles are filled."""
        return ROLES - self.readiness.roles_missing


@dataclass(frozen=True)
class SiteRow:
    """A place for a site, the site, and its words; `agreement`, where the reader reads it."""

    place: SitePlace
    site: ReunificationSite | None
    word: Word
    agreement: Agreement | None
    agreed: str
    walked: str


@dataclass(frozen=True)
class Kept:
    """What a school has, read once for its page and its sheet."""

    missing: list[Missing]
    places: list[SitePlace]
    roles: list[RoleRow]
    rehearsals: list[Rehearsal]
    kits: list[KitRow]


def kept_of(coalition: Coalition, *, on: date) -> Kept:
    """What the school of a coalition has: seven queries."""
    return Kept(
        missing_of(coalition.pk, on=on),
        places_of(coalition.pk, on=on),
        role_rows(coalition, on=on),
        rehearsals_of(coalition),
        kit_rows(coalition),
    )


def readiness(request: GatedRequest[Coalition], coalition: str) -> HttpResponse:
    """Could we do it today."""
    here = request.subject
    return _school(request, here) if here.school_id else _district(request, here)


def _school(request: GatedRequest[Coalition], here: Coalition) -> HttpResponse:
    """What is missing first, then what there is."""
    today = timezone.localdate()
    kept = kept_of(here, on=today)
    context = page_context(
        request,
        here,
        "reunification",
        **in_words(kept, here, user=request.user, on=today),
        others=_others(request.user, here, on=today),
        may_keep=may(request.user, "reunification_site_add", here),
    )
    return render(request, "coalitions/reunification/school.html", context)


def in_words(kept: Kept, here: Coalition, *, user: User, on: date) -> dict[str, Any]:
    """What a school has, in words, for its page and its sheet: two queries."""
    tallied = tally(kept.missing)
    complete = [row for row in kept.roles if row.is_complete]
    return {
        "heading": heading(tallied),
        "readiness": tallied,
        "lines": lines_of(here, kept.missing, on=on),
        "sites": _sites(here, kept.places, user, on=on),
        "roles": [(row, role_word(row)) for row in kept.roles],
        "complete": len(complete),
        "role_count": ROLES,
        "rehearsals": [(each, rehearsal_word(each, on=on)) for each in kept.rehearsals],
        "fastest": _last_clock(kept.rehearsals),
        "kits": [(row, kit_word(row)) for row in kept.kits],
        "kits_complete": len([row for row in kept.kits if row.checked_on and not row.missing]),
        "rehearsed": len(REHEARSALS) - tallied.rehearsals_missing,
        "kinds": REHEARSALS,
        "helpers": helpers_in_words(here.school.students or 0) if here.school else "",
    }


def _sites(here: Coalition, places: list[SitePlace], user: User, *, on: date) -> list[SiteRow]:
    """Both places, each with the site and the agreement as far as the account reads them."""
    keys = [place.agreement_id for place in places if place.agreement_id]
    visible = Agreement.objects.visible_to(user).filter(pk__in=keys).select_related("coalition")
    read = {agreement.pk: agreement for agreement in visible} if keys else {}
    current = {site.which: site for site in sites_of(user, here)}
    return [
        SiteRow(
            place,
            current.get(place.which),
            site_word(place),
            read.get(place.agreement_id or 0),
            agreement_in_words(place, on=on),
            walk_in_words(place, on=on),
        )
        for place in places
    ]


def _last_clock(rehearsals: list[Rehearsal]) -> Rehearsal | None:
    """The latest rehearsal at which a clock ran."""
    return next((each for each in rehearsals if each.minutes_to_first_release), None)


def _others(user: User, here: Coalition, *, on: date) -> list[SchoolRow]:
    """Other schools of the district whose readiness the account reads, by name."""
    others = schools_to_read(user, here.district_id).exclude(pk=here.pk)
    return _rows(list(others.order_by("name", "pk")[:BESIDE]), on=on)


def _rows(coalitions: list[Coalition], *, on: date) -> list[SchoolRow]:
    ready = readiness_of([each.pk for each in coalitions], on=on)
    return [_row(each, ready[each.pk]) for each in coalitions]


def _row(coalition: Coalition, readiness: Readiness) -> SchoolRow:
    return SchoolRow(coalition, readiness, in_a_line(readiness))


def _district(request: GatedRequest[Coalition], here: Coalition) -> HttpResponse:
    """Every school in a line, by name."""
    today = timezone.localdate()
    schools = schools_to_read(request.user, here.district_id)
    page = keyset_page(schools.select_related("school"), request, by=("name", "id"))
    every = readiness_of(list(schools.values_list("pk", flat=True)), on=today)
    context = page_context(
        request,
        here,
        "reunification",
        page=page.of(lambda each: _row(each, every[each.pk])),
        heading=district_heading(list(every.values())),
        role_count=ROLES,
    )
    return render(request, "coalitions/reunification/district.html", context)
