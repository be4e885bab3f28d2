"""What all apps offer the coverage map, and the one query that asks it.

Goals of plans are not among it: their sections name no place of the matrix.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date

from django.conf import settings
from django.db import connection

from coalitions.briefs.offering.coverage import BRIEFS_READ
from coalitions.coalition.models import Coalition
from coalitions.prevention.coverage import CoverageKind
from coalitions.programs.offering.coverage import PROGRAMS_ADOPTED
from safety_portal.core.database.bulk import as_array
from training.records.coverage import COURSES_HELD

OFFERED: Mapping[str, CoverageKind] = {
    each.kind: each for each in (BRIEFS_READ, PROGRAMS_ADOPTED, COURSES_HELD)
}
ASKED = f"""
    WITH place AS (
        SELECT coalition.id, home.id AS home FROM coalitions_coalition coalition
        LEFT JOIN coalitions_coalition home ON coalition.school_id IS NOT NULL
             AND home.district_id = coalition.district_id AND home.school_id IS NULL
        WHERE coalition.id = ANY(%(places)s::bigint[])
    ), period AS (
        SELECT year, make_date(year, 7, 1) AS begins, make_date(year + 1, 7, 1) AS ends
        FROM unnest(%(years)s::int[]) year
    )
    SELECT place, year, kind, cell, number FROM (
        {" UNION ALL ".join(each.sql for each in OFFERED.values())}
    ) covered
"""  # noqa: S608  the kinds' own SQL
# How many of each kind, by cell.
Counts = dict[str, dict[str, int]]


def covered(
    places: Iterable[Coalition], years: Iterable[int], *, on: date
) -> dict[tuple[int, int], Counts]:
    """What covers the cells of each place in each school year, by key and year. One query.

    A school year is called by the year it begins in, on July 1.
    """
    asked: dict[str, str | date] = {
        "places": as_array([place.pk for place in places]),
        "years": as_array(list(years)),
        "on": on,
        "zone": settings.TIME_ZONE,
    }
    found: dict[tuple[int, int], Counts] = defaultdict(lambda: defaultdict(dict))
    with connection.cursor() as cursor:
        cursor.execute(ASKED, asked)
        for place, year, kind, cell, number in cursor.fetchall():
            found[place, year][cell][kind] = number
    return found
