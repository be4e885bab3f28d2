"""How ready a school is on a day, in SQL: once for pages, lists and what is owed.

Each is of rows of coalitions_coalition `school`, with %(on)s for the day and %(zone)s for where
midnight is.
"""

from coalitions.agreements.models.agreement import AgreementKind
from coalitions.agreements.models.standing import first_of, holds, last_day, withdrawn
from coalitions.memberships.models.membership import holds as is_member
from coalitions.reunification.content import REHEARSALS, ROLE_CODES

SITE = AgreementKind.REUNIFICATION_SITE.value
CHAIN = f"{first_of('held')} = {first_of('named')} AND held.kind = '{SITE}'"
COVERS = """EXISTS (SELECT 1 FROM coalitions_agreement_schools place
    WHERE place.agreement_id = held.id AND place.school_id = school.school_id)"""
SIGNED = f"held.signed_on IS NOT NULL AND NOT {withdrawn('held')}"
# Of the chain that a site names: whether one covers the school today, whether one holds at all,
# whether one is still to come, and the last day of what has ended.
OF_CHAIN = f"""
    SELECT COALESCE(BOOL_OR({holds("held")} AND {COVERS}), FALSE) AS is_usable,
           COALESCE(BOOL_OR({holds("held")}), FALSE) AS is_held,
           COALESCE(BOOL_OR({SIGNED} AND held.starts_on > %(on)s), FALSE) AS is_to_come,
           MAX({last_day("held")}) FILTER (WHERE {SIGNED} AND {last_day("held")} < %(on)s)
               AS ended_on,
           MAX({last_day("held")}) FILTER (WHERE {holds("held")} AND {COVERS}) AS holds_until
    FROM coalitions_agreement named JOIN coalitions_agreement held ON {CHAIN}
    WHERE named.id = site.agreement_id
"""  # noqa: S608  put together from our own words
# When the first site of a school was named: from then on the rest is asked for.
BEGUN = """(SELECT MIN(begun.named_at AT TIME ZONE %(zone)s)::date
    FROM coalitions_reunificationsite begun WHERE begun.coalition_id = school.id)"""
# Both places of a school, each with the site that stands there and how.
PLACES = f"""
    SELECT school.id AS coalition_id, spot.which, spot.position, site.id AS site_id, site.name,
           site.agreement_id, site.road, site.power,
           (site.named_at AT TIME ZONE %(zone)s)::date AS named_on, {BEGUN} AS begun_on,
           chain.ended_on, chain.holds_until, walk.walked_on, walk.met,
           CASE WHEN site.id IS NULL THEN 'none'
                WHEN site.agreement_id IS NULL THEN 'no_agreement'
                WHEN chain.is_usable THEN 'usable'
                WHEN chain.is_held THEN 'elsewhere'
                WHEN chain.is_to_come THEN 'to_come'
                WHEN chain.ended_on IS NOT NULL THEN 'ended'
                ELSE 'not_signed' END AS standing
    FROM coalitions_coalition school
    CROSS JOIN (VALUES ('primary', 1), ('alternate', 2)) spot (which, position)
    LEFT JOIN coalitions_reunificationsite site ON site.coalition_id = school.id
         AND site.which = spot.which AND site.given_up_at IS NULL
    LEFT JOIN LATERAL ({OF_CHAIN}) chain ON TRUE
    LEFT JOIN LATERAL (
        SELECT last.walked_on, last.met FROM coalitions_sitewalk last
        WHERE last.site_id = site.id ORDER BY last.walked_on DESC LIMIT 1
    ) walk ON TRUE
    WHERE school.school_id IS NOT NULL
"""  # noqa: S608  put together from our own words
# Somebody who is in a coalition of the district today, and neither parent nor student.
IS_HERE = f"""EXISTS (SELECT 1 FROM coalitions_membership held
    JOIN coalitions_coalition team ON team.id = held.coalition_id
         AND team.district_id = school.district_id
    WHERE held.person_id = holder.person_id AND {is_member("held")}
          AND held.role NOT IN ('parent', 'student'))"""  # noqa: S608  our own words
# How many of a school's roles have a first and two alternates, one of them from another building.
COMPLETE = f"""(SELECT COUNT(*) FROM (
    SELECT holder.role FROM coalitions_roleholder holder
    WHERE holder.coalition_id = school.id AND {IS_HERE} GROUP BY holder.role
    HAVING COUNT(*) = 3 AND BOOL_OR(holder.is_from_elsewhere AND holder.rank > 1)
) complete)"""  # noqa: S608  our own words
ROLES = len(ROLE_CODES)
# The kinds of rehearsals, with the months for which one counts.
KINDS_OF_REHEARSAL = ", ".join(
    f"('{kind.code}', {kind.every_months}, {position})"
    for position, kind in enumerate(REHEARSALS, start=1)
)
HELD = "rehearsal.written_at IS NOT NULL"
# The day a kit is to be opened again; one that nobody opened yet, a month after it came.
KIT_DUE = """COALESCE((looked.checked_on + INTERVAL '1 year')::date,
    (kit.added_at AT TIME ZONE %(zone)s)::date + 30)"""
LAST_CHECK = """LEFT JOIN LATERAL (
    SELECT last.checked_on, last.missing FROM coalitions_kitcheck last
    WHERE last.kit_id = kit.id ORDER BY last.checked_on DESC LIMIT 1
) looked ON TRUE"""
