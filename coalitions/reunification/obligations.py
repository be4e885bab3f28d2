"""What the kit of a school asks of the administrators of its coalition, once a first site is named.

A site that can be used for each place; every role filled; a rehearsal each year, and what the last
one showed; each kit looked through each year. What is asked of the day on which a site is walked
stands on the page alone: it is done with a rehearsal, in summer.
"""

from datetime import date

from coalitions.memberships.models.membership import administers
from coalitions.reunification.content import rehearsal_of
from coalitions.reunification.lifecycle import (
    CHECK_ASKED_BEFORE,
    COMPLETE_WITHIN,
    REHEARSAL_ASKED_BEFORE,
    REHEARSED_WITHIN,
    WRITTEN_WITHIN,
    SiteStanding,
)
from coalitions.reunification.models import standing
from coalitions.reunification.models.site import Which
from coalitions.reunification.models.standing import ROLES as ROLE_COUNT
from safety_portal.core.look.wording import counted, full_day
from safety_portal.core.notices.obligation import ObligationKind, ObligationRow
from safety_portal.core.web.addresses import address

YEAR = "INTERVAL '1 year'"
ADMINISTERS = administers("member")
OF_SCHOOL = "FROM member JOIN coalitions_coalition school ON school.id = member.coalition_id"
SITES = f"""
    FROM member JOIN ({standing.PLACES}) place ON place.coalition_id = member.coalition_id
    WHERE {ADMINISTERS} AND place.standing <> 'usable' AND place.begun_on IS NOT NULL
"""
ROLES = f"""
    {OF_SCHOOL} WHERE {ADMINISTERS} AND {standing.BEGUN} IS NOT NULL
         AND {standing.COMPLETE} < {ROLE_COUNT}
"""
LAST_HELD = f"""(SELECT MAX(rehearsal.takes_place_on) FROM coalitions_rehearsal rehearsal
    WHERE rehearsal.coalition_id = school.id AND {standing.HELD})"""  # noqa: S608  our own words
PLANNED = """EXISTS (SELECT 1 FROM coalitions_rehearsal planned
    WHERE planned.coalition_id = school.id AND planned.written_at IS NULL
          AND planned.called_off_at IS NULL AND planned.takes_place_on >= %(on)s)"""
REHEARSE_BY = f"""COALESCE(({LAST_HELD} + {YEAR})::date,
    {standing.BEGUN} + %(rehearsed_within)s)"""
REHEARSALS = f"""
    {OF_SCHOOL} WHERE {ADMINISTERS} AND NOT {PLANNED}
         AND {REHEARSE_BY} <= %(on)s::date + %(rehearsal_asked_before)s
"""
TO_WRITE = f"""
    FROM member JOIN coalitions_rehearsal rehearsal
         ON rehearsal.coalition_id = member.coalition_id
    WHERE {ADMINISTERS} AND rehearsal.written_at IS NULL AND rehearsal.called_off_at IS NULL
         AND rehearsal.takes_place_on < %(on)s
"""
KITS = f"""
    FROM member JOIN coalitions_kit kit ON kit.coalition_id = member.coalition_id
    {standing.LAST_CHECK}
    WHERE {ADMINISTERS} AND kit.removed_at IS NULL
         AND {standing.KIT_DUE} <= %(on)s::date + %(check_asked_before)s
"""


def _site(row: ObligationRow, *, on: date) -> dict[str, str]:
    facts, which = row.facts, Which(row.facts["which"]).label.lower()
    why = f"{SiteStanding(facts['standing']).label}."
    if facts["site"] is None:
        path = address("reunification", row.slug)
        return _words(f"Name the {which} reunification site", why, path, "Name")
    if facts["ended_on"]:
        why = f"Its agreement ended {full_day(row.day('ended_on'))}. It cannot be used."
    path = address("reunification_site_change", row.slug, facts["site"])
    return _words(f"Mend the {which} reunification site, {facts['name']}", why, path, "Mend")


def _roles(row: ObligationRow, *, on: date) -> dict[str, str]:
    number = counted(row.facts["number"], "role")
    why = "Each has a first and two alternates, one of them from another building."
    path = f"{address('reunification', row.slug)}#roles"
    return _words(f"Name who fills {number} at the reunification site", why, path, "Name")


def _rehearse(row: ObligationRow, *, on: date) -> dict[str, str]:
    last = row.facts["held_on"]
    why = f"The last one was {full_day(row.day('held_on'))}." if last else "There was none yet."
    path = address("reunification_rehearse", row.slug)
    return _words("Plan a rehearsal of reunification", why, path, "Plan")


def _write_up(row: ObligationRow, *, on: date) -> dict[str, str]:
    kind = rehearsal_of(row.facts["kind"])
    title = kind.title.lower() if kind else "rehearsal"
    why = f"It was on {full_day(row.day('held_on'))}. What it showed is forgotten soon."
    path = address("reunification_rehearsal", row.slug, row.facts["id"])
    return _words(f"Write down what the {title} showed", why, path, "Write")


def _check(row: ObligationRow, *, on: date) -> dict[str, str]:
    last = row.facts["checked_on"]
    why = f"Last looked through {full_day(row.day('checked_on'))}." if last else "Nobody has yet."
    path = address("reunification_kit_check", row.slug, row.facts["id"])
    return _words(f"Look through the reunification kit: {row.facts['place']}", why, path, "Check")


def _words(title: str, why: str, path: str, verb: str) -> dict[str, str]:
    return {"title": title, "why": why, "path": path, "verb": verb, "button": f"{verb} it"}


KINDS = (
    ObligationKind(
        kind="reunification_site",
        title="Have two reunification sites that can be used",
        limit="The last day of its agreement; without one, 30 days after the first site was named",
        of_administrators=True,
        due_on="COALESCE(place.ended_on, place.begun_on + %(complete_within)s)",
        of="place.coalition_id || ':' || place.which || ':' || COALESCE(place.site_id, 0)",
        facts={
            "which": "place.which",
            "site": "place.site_id",
            "name": "place.name",
            "standing": "place.standing",
            "ended_on": "place.ended_on",
        },
        rows=SITES,
        worded=_site,
        values={"complete_within": COMPLETE_WITHIN.days},
    ),
    ObligationKind(
        kind="reunification_roles",
        title="Name who fills each role at the reunification site",
        limit="30 days after the first site was named; then until all are filled",
        of_administrators=True,
        due_on=f"{standing.BEGUN} + %(complete_within)s",
        of="school.id",
        facts={"number": f"{ROLE_COUNT} - {standing.COMPLETE}"},
        rows=ROLES,
        worded=_roles,
        values={"complete_within": COMPLETE_WITHIN.days},
    ),
    ObligationKind(
        kind="reunification_rehearsal",
        title="Rehearse reunification",
        limit="A year after the last rehearsal; asked from 60 days before, until one is planned",
        of_administrators=True,
        due_on=REHEARSE_BY,
        of=f"school.id || ':' || COALESCE({LAST_HELD}::text, '')",
        facts={"held_on": LAST_HELD},
        rows=REHEARSALS,
        worded=_rehearse,
        values={
            "rehearsed_within": REHEARSED_WITHIN.days,
            "rehearsal_asked_before": REHEARSAL_ASKED_BEFORE.days,
        },
    ),
    ObligationKind(
        kind="reunification_write_up",
        title="Write down what a rehearsal of reunification showed",
        limit="14 days after it",
        of_administrators=True,
        due_on="rehearsal.takes_place_on + %(written_within)s",
        of="rehearsal.id",
        facts={
            "id": "rehearsal.id",
            "kind": "rehearsal.kind",
            "held_on": "rehearsal.takes_place_on",
        },
        rows=TO_WRITE,
        worded=_write_up,
        values={"written_within": WRITTEN_WITHIN.days},
    ),
    ObligationKind(
        kind="reunification_kit",
        title="Look through a reunification kit",
        limit="A year after the last look; asked from 30 days before",
        of_administrators=True,
        due_on=standing.KIT_DUE,
        of=f"kit.id || ':' || {standing.KIT_DUE}",
        facts={
            "id": "kit.id",
            "place": "kit.place",
            "checked_on": "looked.checked_on",
        },
        rows=KITS,
        worded=_check,
        values={"check_asked_before": CHECK_ASKED_BEFORE.days},
    ),
)
