"""What a school lacks, in one query for one school or for all of a district.

A line of what is missing has a code, what it is about, and by when it is wanted, if it has a day.
"""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from django.db import connection
from django.utils import timezone

from coalitions.reunification.content import musts_of
from coalitions.reunification.lifecycle import (
    COMPLETE_WITHIN,
    REHEARSED_WITHIN,
    SiteStanding,
)
from coalitions.reunification.models import standing
from coalitions.reunification.models.site import Which

WITHIN = f"{standing.BEGUN} + %(complete_within)s"
# Each row: coalition, code, place in the order, number of what is missing, by when, when it was
# done last, for when it is planned, facts of the words.
SITES = """
    SELECT coalition_id, 'site', position, 1,
           COALESCE(ended_on, begun_on + %(complete_within)s), NULL::date, NULL::date,
           json_build_object('which', which, 'site', site_id, 'name', name, 'standing', standing)
    FROM places WHERE standing <> 'usable'
"""
SAME_WAY = """
    SELECT first.coalition_id, 'same_way', 3, 1, NULL::date, NULL::date, NULL::date,
           json_build_object('site', second.site_id,
               'road', first.road <> '' AND BTRIM(LOWER(first.road)) = BTRIM(LOWER(second.road)),
               'power',
               first.power <> '' AND BTRIM(LOWER(first.power)) = BTRIM(LOWER(second.power)))
    FROM places first JOIN places second ON second.coalition_id = first.coalition_id
    WHERE first.which = 'primary' AND second.which = 'alternate'
          AND ((first.road <> '' AND BTRIM(LOWER(first.road)) = BTRIM(LOWER(second.road)))
            OR (first.power <> '' AND BTRIM(LOWER(first.power)) = BTRIM(LOWER(second.power))))
"""
NOT_WALKED = """
    SELECT coalition_id, 'walk', 3 + position, 1,
           COALESCE((walked_on + INTERVAL '1 year')::date, named_on + %(complete_within)s),
           walked_on, NULL::date, json_build_object('site', site_id, 'name', name)
    FROM places WHERE site_id IS NOT NULL
         AND (walked_on IS NULL OR walked_on + INTERVAL '1 year' < %(on)s)
"""
UNMET = """
    SELECT coalition_id, 'points', 5 + position, 1, NULL::date, walked_on, NULL::date,
           json_build_object('site', site_id, 'name', name, 'number', lacks.number)
    FROM places CROSS JOIN LATERAL (
        SELECT COUNT(*) AS number FROM UNNEST(
            CASE which WHEN 'primary' THEN %(primary)s ELSE %(alternate)s END::varchar[]
        ) wanted (code) WHERE wanted.code <> ALL (met)
    ) lacks WHERE met IS NOT NULL AND lacks.number > 0
"""
ROLES = f"""
    SELECT school.id, 'roles', 8, {standing.ROLES} - {standing.COMPLETE}::int, {WITHIN},
           NULL::date, NULL::date, '{{}}'::json
    FROM coalitions_coalition school
    WHERE school.id = ANY(%(coalitions)s) AND {standing.COMPLETE} < {standing.ROLES}
"""  # noqa: S608  put together from our own words
REHEARSALS = f"""
    SELECT school.id, 'rehearsal', 8 + kind.position, 1,
           COALESCE((last.held_on + MAKE_INTERVAL(months => kind.months))::date,
                    {standing.BEGUN} + %(rehearsed_within)s),
           last.held_on, next.takes_place_on,
           json_build_object('kind', kind.code, 'planned', next.id)
    FROM coalitions_coalition school
    CROSS JOIN (VALUES {standing.KINDS_OF_REHEARSAL}) kind (code, months, position)
    LEFT JOIN LATERAL (
        SELECT MAX(rehearsal.takes_place_on) AS held_on FROM coalitions_rehearsal rehearsal
        WHERE rehearsal.coalition_id = school.id AND rehearsal.kind = kind.code
              AND {standing.HELD}
    ) last ON TRUE
    LEFT JOIN LATERAL (
        SELECT planned.id, planned.takes_place_on FROM coalitions_rehearsal planned
        WHERE planned.coalition_id = school.id AND planned.kind = kind.code
              AND planned.written_at IS NULL AND planned.called_off_at IS NULL
        ORDER BY planned.takes_place_on LIMIT 1
    ) next ON TRUE
    WHERE school.id = ANY(%(coalitions)s)
          AND (last.held_on IS NULL
               OR last.held_on + MAKE_INTERVAL(months => kind.months) < %(on)s)
"""  # noqa: S608  put together from our own words
NO_KIT = f"""
    SELECT school.id, 'no_kit', 15, 1, {WITHIN}, NULL::date, NULL::date, '{{}}'::json
    FROM coalitions_coalition school
    WHERE school.id = ANY(%(coalitions)s) AND NOT EXISTS (
        SELECT 1 FROM coalitions_kit kit
        WHERE kit.coalition_id = school.id AND kit.removed_at IS NULL)
"""  # noqa: S608  put together from our own words
KITS = f"""
    SELECT kit.coalition_id, 'kit', 16, 1,
           CASE WHEN CARDINALITY(looked.missing) > 0
                THEN LEAST({standing.KIT_DUE}, looked.checked_on + %(complete_within)s)
                ELSE {standing.KIT_DUE} END,
           looked.checked_on, NULL::date,
           json_build_object('kit', kit.id, 'place', kit.place,
                             'number', COALESCE(CARDINALITY(looked.missing), 0))
    FROM coalitions_kit kit {standing.LAST_CHECK}
    WHERE kit.coalition_id = ANY(%(coalitions)s) AND kit.removed_at IS NULL
          AND (looked.checked_on IS NULL OR CARDINALITY(looked.missing) > 0
               OR {standing.KIT_DUE} < %(on)s)
"""  # noqa: S608  put together from our own words
ASKED = (SITES, SAME_WAY, NOT_WALKED, UNMET, ROLES, REHEARSALS, NO_KIT, KITS)
MISSING = f"""
    WITH places AS ({standing.PLACES} AND school.id = ANY(%(coalitions)s)),
         missing (coalition_id, code, position, number, due_on, last_on, next_on, facts)
             AS ({" UNION ALL ".join(ASKED)})
"""
LINES = f"""{MISSING} SELECT coalition_id, code, number, due_on, last_on, next_on, facts
    FROM missing
    ORDER BY code <> 'site', due_on NULLS LAST, position, code, facts::text
"""  # noqa: S608  our own words
COUNTED = f"""{MISSING} SELECT coalition_id, COUNT(*),
        COUNT(*) FILTER (WHERE code = 'site'),
        COALESCE(MAX(number) FILTER (WHERE code = 'roles'), 0),
        COUNT(*) FILTER (WHERE code = 'rehearsal' AND last_on IS NULL),
        COUNT(*) FILTER (WHERE code = 'rehearsal'),
        COUNT(*) FILTER (WHERE code = 'kit'), COUNT(*) FILTER (WHERE code = 'no_kit')
    FROM missing GROUP BY coalition_id"""  # noqa: S608  our own words
SITES_OF = f"""{standing.PLACES} AND school.id = %(coalition)s ORDER BY spot.position"""
PLACES_ON_A_LIST = len(Which)


class Missing(NamedTuple):
    """A line of what a school lacks: a code, how many, by when, when it was done last, for when it
    is planned (None: no day), and its facts.
    """

    coalition: int
    code: str
    number: int
    due_on: date | None
    last_on: date | None
    next_on: date | None
    facts: dict[str, Any]


@dataclass(frozen=True)
class Readiness:
    """How ready a school is, in numbers: of 2 sites, of the roles, of the kinds of rehearsals."""

    missing: int = 0
    sites_missing: int = 0
    roles_missing: int = 0
    never_rehearsed: int = 0
    rehearsals_missing: int = 0
    kits_lacking: int = 0
    no_kit: int = 0

    @property
    def usable(self) -> int:
        """How many of the two sites can be used."""
        return PLACES_ON_A_LIST - self.sites_missing


class SitePlace(NamedTuple):
    """One of the two places for a site, and the site that stands there, if one does."""

    which: str
    site_id: int | None
    name: str
    agreement_id: int | None
    ended_on: date | None
    holds_until: date | None
    walked_on: date | None
    met: Sequence[str] | None
    stands: str

    @property
    def standing(self) -> SiteStanding:
        """Whether the site can be used, or why not."""
        return SiteStanding(self.stands)

    @property
    def label(self) -> str:
        """Primary or Alternate."""
        return str(Which(self.which).label)

    @property
    def points(self) -> tuple[int, int]:
        """How many of the points that it must meet it met on the last walk, of how many."""
        musts = musts_of(self.which)
        return len(set(self.met or ()) & set(musts)), len(musts)


def missing_of(coalition: int, *, on: date) -> list[Missing]:
    """What the school of a coalition (its key) lacks on the day, in one query.

    Without a site all the rest is of no use: sites first, then the soonest.
    """
    return [Missing(*row) for row in _rows(LINES, coalitions=[coalition], on=on)]


def tally(missing: Sequence[Missing]) -> Readiness:
    """The numbers of what one school lacks: as readiness_of counts them, without asking again."""
    by_code = Counter(each.code for each in missing)
    never = [each for each in missing if each.code == "rehearsal" and not each.last_on]
    roles = [each.number for each in missing if each.code == "roles"]
    return Readiness(
        len(missing),
        by_code["site"],
        sum(roles),
        len(never),
        by_code["rehearsal"],
        by_code["kit"],
        by_code["no_kit"],
    )


def readiness_of(coalitions: Collection[int], *, on: date) -> dict[int, Readiness]:
    """How ready the schools of these coalitions are, by key: one query for all of them."""
    found = {row[0]: Readiness(*row[1:]) for row in _rows(COUNTED, coalitions=[*coalitions], on=on)}
    return {key: found.get(key, Readiness()) for key in coalitions}


def places_of(coalition: int, *, on: date) -> list[SitePlace]:
    """Both places for a site of a school's coalition (its key), the primary first: one query."""
    fields = "which, site_id, name, agreement_id, ended_on, holds_until, walked_on"
    sql = f"SELECT {fields}, met, standing FROM ({SITES_OF}) here"  # noqa: S608  our own words
    return [SitePlace._make(row) for row in _rows(sql, coalition=coalition, on=on)]


def _rows(sql: str, **values: Any) -> list[tuple[Any, ...]]:
    values |= {"zone": str(timezone.get_current_timezone())}
    values |= {"primary": musts_of(Which.PRIMARY), "alternate": musts_of(Which.ALTERNATE)}
    values |= {"complete_within": COMPLETE_WITHIN.days, "rehearsed_within": REHEARSED_WITHIN.days}
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.fetchall()
