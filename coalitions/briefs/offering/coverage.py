"""What briefs offer the coverage map: those that members of a place opened in a school year."""

from coalitions.prevention.coverage import CoverageKind

BRIEFS_READ = CoverageKind(
    kind="briefs",
    title="Briefs read",
    singular="brief",
    plural="briefs",
    of="version.brief_id",
    cells="version.cells",
    rows="""
        FROM place CROSS JOIN period
        JOIN coalitions_brief brief ON brief.coalition_id = ANY(ARRAY[place.id, place.home])
        JOIN coalitions_briefversion version ON version.brief_id = brief.id
        JOIN LATERAL (
            SELECT (seen.read_at AT TIME ZONE %(zone)s)::date AS read_on, seen.account_id
            FROM coalitions_briefread seen WHERE seen.version_id = version.id
        ) seen ON seen.read_on >= period.begins AND seen.read_on < period.ends
        JOIN coalitions_person person ON person.account_id = seen.account_id
        JOIN coalitions_membership member ON member.person_id = person.id
             AND member.coalition_id = place.id AND member.starts_on <= seen.read_on
             AND COALESCE(member.ends_on > seen.read_on, TRUE)
    """,
)
