"""What programs offer the coverage map: those adopted, a district's at its schools."""

from coalitions.prevention.coverage import CoverageKind

BEGAN = "LEAST(program.started_on, (program.adopted_at AT TIME ZONE %(zone)s)::date)"
PROGRAMS_ADOPTED = CoverageKind(
    kind="programs",
    title="Programs adopted",
    singular="program",
    plural="programs",
    of="program.id",
    cells="program.cells",
    rows=f"""
        FROM place CROSS JOIN period
        JOIN coalitions_program program ON program.coalition_id = ANY(ARRAY[place.id, place.home])
             AND program.adopted_at IS NOT NULL
             AND {BEGAN} < period.ends AND {BEGAN} <= %(on)s
             AND COALESCE(program.ended_on >= period.begins, TRUE)
    """,
)
