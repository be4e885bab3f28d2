"""How ready a school is, in words: the heading, what is missing with its button, rows of tables."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from coalitions.coalition.models import Coalition
from coalitions.reunification.content import PER_100, REHEARSALS, helpers_for, rehearsal_of
from coalitions.reunification.lifecycle import RehearsalState, SiteStanding
from coalitions.reunification.models.rehearsal import Rehearsal
from coalitions.reunification.models.site import Which
from coalitions.reunification.models.standing import ROLES
from coalitions.reunification.queries import KitRow, RoleRow
from coalitions.reunification.readiness import Missing, Readiness, SitePlace
from safety_portal.core.look.wording import counted, day_in_words, full_day, listed
from safety_portal.core.web.addresses import address

PLACES = len(Which)
MET, DUE, OVERDUE, QUIET = "met", "due", "overdue", "quiet"
HELPERS = {
    "greeters": "greeter",
    "checkers": "checker",
    "runners": "runner",
    "release_recorders": "release recorder",
    "supervisors": "adult in the student area",
    "care": "care helper",
    "interpreters": "interpreter",
}
PLURALS = {"supervisors": "adults in the student area"}


@dataclass(frozen=True)
class Line:
    """Something missing: what, why it matters, by when, and the one button that leads on."""

    what: str
    why: str
    due_on: date | None
    url: str
    verb: str


@dataclass(frozen=True)
class Word:
    """A word of a state with its color (look.vocabulary)."""

    color: str
    text: str


def heading(readiness: Readiness) -> str:
    """The h1: "1 of 2 sites can be used; 4 things are missing"."""
    sites = f"{readiness.usable} of {PLACES} sites can be used"
    if not readiness.missing:
        return f"{sites}; nothing is missing"
    return f"{sites}; {counted(readiness.missing, 'thing is', 'things are')} missing"


def district_heading(schools: Sequence[Readiness]) -> str:
    """The h1 of a district: "2 of 11 schools have two sites that can be used"."""
    if not schools:
        return "No school has a coalition yet"
    ready = [each for each in schools if not each.sites_missing]
    of = counted(len(schools), "school")
    return f"{len(ready)} of {of} {'has' if len(ready) == 1 else 'have'} two usable sites"


def in_a_line(readiness: Readiness) -> Word:
    """A school in a line: "1 of 2 sites, 3 roles, never rehearsed"."""
    parts = [f"{readiness.usable} of {PLACES} sites"]
    if readiness.roles_missing:
        parts.append(counted(readiness.roles_missing, "role"))
    if readiness.never_rehearsed == len(REHEARSALS):
        parts.append("never rehearsed")
    if readiness.no_kit:
        parts.append("no kit")
    if readiness.kits_lacking:
        parts.append(f"{counted(readiness.kits_lacking, 'kit')} to look through")
    if not readiness.missing:
        parts.append("nothing missing")
    color = OVERDUE if readiness.sites_missing else DUE if readiness.missing else MET
    return Word(color, ", ".join(parts))


def site_word(place: SitePlace) -> Word:
    """Usable, or not usable and why."""
    if place.standing == SiteStanding.USABLE:
        return Word(MET, "Usable")
    return Word(OVERDUE, f"Not usable: {_lower(place.standing.label)}")


def agreement_in_words(place: SitePlace, *, on: date) -> str:
    """Until when the agreement of a site holds, or when it ended."""
    if place.standing == SiteStanding.USABLE:
        if place.holds_until is None:
            return "In force, no end"
        return f"Until {day_in_words(place.holds_until, on=on)}"
    if place.standing == SiteStanding.ENDED and place.ended_on:
        return f"Ended {day_in_words(place.ended_on, on=on)}"
    return str(place.standing.label)


def walk_in_words(place: SitePlace, *, on: date) -> str:
    """When a site was walked last, and how many of its points it met."""
    if place.walked_on is None:
        return "Never walked" if place.site_id else ""
    met, of = place.points
    points = f"all {of} points met" if met == of else f"{met} of {of} points met"
    return f"{day_in_words(place.walked_on, on=on)}: {points}"


def role_word(row: RoleRow) -> Word:
    """Complete, or what lacks."""
    if row.is_complete:
        return Word(MET, "Complete")
    if not row.number_missing:
        return Word(DUE, "Nobody from another building")
    first = row.holders[0]
    if row.number_missing == 1 and (first is None or first.pk in row.has_left):
        return Word(DUE, "First missing")
    return Word(DUE, f"{row.number_missing} missing")


def rehearsal_word(rehearsal: Rehearsal, *, on: date) -> Word:
    """Held, planned, or to be written down."""
    state, day = rehearsal.state, day_in_words(rehearsal.takes_place_on, on=on)
    if state == RehearsalState.HELD:
        return Word(MET, f"Held {day}")
    if state == RehearsalState.CALLED_OFF:
        return Word(QUIET, f"Called off, was planned for {day}")
    if rehearsal.takes_place_on < on:
        return Word(DUE, f"To write down, was on {day}")
    return Word("review", f"Planned for {day}")


def kit_word(row: KitRow) -> Word:
    """Complete, what is missing, or that nobody has looked."""
    of = len(row.kit.items)
    if row.checked_on is None:
        return Word(DUE, "Nobody has looked yet")
    if row.missing:
        return Word(OVERDUE, f"{of - len(row.missing)} of {of}")
    return Word(MET, f"Complete, {of} of {of}")


def helpers_in_words(students: int) -> str:
    """ "5 greeters, 9 checkers, ...", as many as so many students need: our numbers."""
    needed = helpers_for(students)
    return ", ".join(
        counted(needed[kind], HELPERS[kind], PLURALS.get(kind, "")) for kind in PER_100
    )


def lines_of(coalition: Coalition, missing: Sequence[Missing], *, on: date) -> list[Line]:
    """What a school lacks, with the page on which each is mended."""
    makers = {
        "site": _site,
        "same_way": _same_way,
        "walk": _walk,
        "points": _points,
        "roles": _roles,
        "rehearsal": _rehearsal,
        "no_kit": _no_kit,
        "kit": _kit,
    }
    return [makers[each.code](coalition.slug, each, on) for each in missing]


SITE_WHY = {
    Which.PRIMARY: "Until then there is no first place to go",
    Which.ALTERNATE: "Until then there is no second place to go",
}


def _site(slug: str, each: Missing, on: date) -> Line:
    facts, which = each.facts, Which(each.facts["which"])
    state = SiteStanding(facts["standing"])
    why = SITE_WHY[which]
    if state == SiteStanding.NONE:
        url = f"{address('reunification_site_add', slug)}?which={which}"
        return Line(f"{which.label} site: none is named", why, each.due_on, url, "Name it")
    url = address("reunification_site_change", slug, facts["site"])
    what = f"{which.label} site: {_lower(state.label)}"
    return Line(what, f"{facts['name']} · {_lower(why)}", each.due_on, url, "Mend it")


def _same_way(slug: str, each: Missing, on: date) -> Line:
    shared = [word for word in ("road", "power") if each.facts[word]]
    words = {"road": "by the same road", "power": "on the same power"}
    what = f"Both sites are {listed([words[each] for each in shared])}"
    why = "What closes the first would close the second"
    url = address("reunification_site_change", slug, each.facts["site"])
    return Line(what, why, None, url, "Look at it")


def _walk(slug: str, each: Missing, on: date) -> Line:
    why = (
        f"Last walked {full_day(each.last_on)}; wanted each year, with host and police"
        if each.last_on
        else "Nobody has walked it yet; wanted each year, with host and police"
    )
    url = address("reunification_site_walk", slug, each.facts["site"])
    return Line(f"Walk {each.facts['name']}", why, each.due_on, url, "Write it down")


def _points(slug: str, each: Missing, on: date) -> Line:
    number = each.facts["number"]
    what = f"{each.facts['name']} lacks {counted(number, 'point')} that it must have"
    url = address("reunification_site", slug, each.facts["site"])
    return Line(what, "As somebody found who walked it", None, url, "See which")


def _roles(slug: str, each: Missing, on: date) -> Line:
    verb = "lacks" if each.number == 1 else "lack"
    why = "Wanted: a first and two alternates, one of them from another building"
    url = f"{address('reunification', slug)}#roles"
    return Line(
        f"{each.number} of {ROLES} roles {verb} somebody", why, each.due_on, url, "Name them"
    )


def _rehearsal(slug: str, each: Missing, on: date) -> Line:
    facts, kind = each.facts, rehearsal_of(each.facts["kind"])
    title, every = (kind.title, kind.every) if kind else (facts["kind"], "")
    last = f"last held {full_day(each.last_on)}" if each.last_on else "not yet held"
    what = f"{title}: {last}"
    if each.next_on:
        day = full_day(each.next_on)
        url = address("reunification_rehearsal", slug, facts["planned"])
        return Line(what, f"Planned for {day}", each.due_on, url, "See it")
    url = f"{address('reunification_rehearse', slug)}?kind={facts['kind']}"
    return Line(what, f"Wanted {every}", each.due_on, url, "Plan it")


def _no_kit(slug: str, each: Missing, on: date) -> Line:
    why = "One at the district, one at the alternate site; never only at the school"
    url = address("reunification_kit_add", slug)
    return Line("No kit is on the list", why, each.due_on, url, "Add it")


def _kit(slug: str, each: Missing, on: date) -> Line:
    facts, url = each.facts, address("reunification_kit_check", slug, each.facts["kit"])
    last, number = each.last_on, facts["number"]
    if number:
        what = f"{counted(number, 'item is', 'items are')} missing in the kit: {facts['place']}"
    else:
        what = f"Look through the kit: {facts['place']}"
    why = f"Last looked through {full_day(last)}" if last else "Not yet"
    return Line(what, why, each.due_on, url, "Check it")


def _lower(words: Any) -> str:
    """With a small first letter, to go on a sentence."""
    text = str(words)
    return text[:1].lower() + text[1:]
