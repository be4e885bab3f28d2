"""What training offers the coverage map: courses that somebody held, by verified records."""

from coalitions.prevention.coverage import CoverageKind

COURSES_HELD = CoverageKind(
    kind="training",
    title="Training held",
    singular="course",
    plural="courses",
    of="course.id",
    cells="course.cells",
    rows="""
        FROM place CROSS JOIN period
        JOIN training_trainingrecord record ON record.coalition_id = place.id
             AND record.state = 'verified'
             AND record.held_on >= period.begins AND record.held_on < period.ends
        JOIN training_course course ON course.id = record.course_id
    """,
)
