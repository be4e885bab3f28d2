"""The brief of a day, in SQL: what a home page finds, and what there is to choose from.

The rule (docs/decisions/2026-11-30-briefs.md): first the brief whose first cell was shown longest
ago, never shown before all; of several the one that itself was shown longest ago; then the order of
the library. Parents and students have a brief of the day of their own, of those that are public and
name both of them or everybody.
"""

from coalitions.briefs.lifecycle import DayLevel, VersionState

# The version that is read on the day %(on)s, of a brief in the table `brief`.
READ = f"""
    SELECT title, primary_cell, function, question, sensitivity, audience
    FROM coalitions_briefversion
    WHERE brief_id = brief.id AND state = '{VersionState.PUBLISHED.value}' AND publish_on <= %(on)s
    ORDER BY number DESC LIMIT 1
"""  # noqa: S608  put together from our own words
# Whether parents and students read a version, both of them.
FOR_COMMUNITY = """
    version.sensitivity = 'public'
    AND (version.audience = '{}' OR version.audience @> ARRAY['parent', 'student']::varchar[])
"""
# Those that a coalition reads (the keys of the coalitions whose they are), of the level `level`.
OWNERS = """
    SELECT owner.id FROM coalitions_coalition place JOIN coalitions_coalition owner
    ON owner.id = place.id OR (owner.district_id = place.district_id AND owner.school_id IS NULL)
    WHERE place.id = {coalition}
"""
WANTED = "brief.id, version.title, version.primary_cell, version.function, version.question"
JOINED = f"JOIN LATERAL ({READ}) version ON TRUE"


def of_day(coalition: str, level: str) -> str:
    """SQL for the brief of the day %(on)s, one row at most, with `since`, the day it stands from.

    The newest that was chosen and is still read; where none was, the first of the library.
    `coalition` and `level` are SQL for whose page it is.
    """
    is_read = f"({level} = '{DayLevel.MEMBERS.value}' OR ({FOR_COMMUNITY}))"
    return f"""
        SELECT * FROM (
            SELECT {WANTED}, day.shown_on AS since
            FROM coalitions_briefday day
            JOIN coalitions_brief brief ON brief.id = day.brief_id AND brief.retired_at IS NULL
            {JOINED}
            WHERE day.coalition_id = {coalition} AND day.level = {level}
                  AND day.shown_on <= %(on)s AND {is_read}
            ORDER BY day.shown_on DESC LIMIT 1
        ) kept
        UNION ALL
        SELECT * FROM (
            SELECT {WANTED}, %(on)s::date AS since
            FROM coalitions_brief brief {JOINED}
            WHERE brief.coalition_id IN ({OWNERS.format(coalition=coalition)})
                  AND brief.retired_at IS NULL AND {is_read}
            ORDER BY brief.position, brief.id LIMIT 1
        ) first
        LIMIT 1
    """  # noqa: S608  put together from our own words


# The briefs that each coalition of %(states)s reads, or of one %(district)s, by level.
CANDIDATES = f"""
    readable AS MATERIALIZED (
        SELECT brief.id AS brief_id, brief.coalition_id AS owner_id, brief.position,
               version.primary_cell AS cell, {FOR_COMMUNITY} AS is_for_community
        FROM coalitions_brief brief {JOINED}
        WHERE brief.retired_at IS NULL
    ), place AS MATERIALIZED (
        SELECT coalition.id, coalition.district_id, coalition.school_id
        FROM coalitions_coalition coalition
        JOIN coalitions_district district ON district.id = coalition.district_id
        WHERE district.state = ANY(%(states)s)
              AND (%(district)s::bigint IS NULL OR coalition.district_id = %(district)s)
    ), owned AS (
        SELECT id AS coalition_id, id AS owner_id FROM place
        UNION ALL
        SELECT place.id, owner.id FROM place JOIN coalitions_coalition owner
        ON owner.district_id = place.district_id AND owner.school_id IS NULL
        WHERE place.school_id IS NOT NULL
    ), candidate AS MATERIALIZED (
        SELECT owned.coalition_id, each.level, brief_id, cell, position
        FROM owned JOIN readable USING (owner_id)
        CROSS JOIN (VALUES ('{DayLevel.MEMBERS.value}'), ('{DayLevel.PUBLIC.value}')) each(level)
        WHERE each.level = '{DayLevel.MEMBERS.value}' OR is_for_community
    )
"""  # noqa: S608  put together from our own words
