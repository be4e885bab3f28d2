"""What programs offer for a whole export of a coalition."""

from coalitions.programs.models.entry import ProgramEntry
from coalitions.programs.models.measure import Measure, MeasureValue
from coalitions.programs.models.program import Program
from coalitions.programs.models.review import ProgramReview
from safety_portal.core.exports.offers import Rows

ROWS = (
    Rows(name="program_entries", model=ProgramEntry, of="coalition"),
    Rows(
        name="programs",
        model=Program,
        of="coalition",
        sheet={
            "Program": "title",
            "State": "state",
            "For": "for_whom",
            "Why": "reasons",
            "Led by": "leader__name",
            "Began on": "started_on",
            "Review due on": "review_due_on",
            "Ended on": "ended_on",
        },
    ),
    Rows(name="program_measures", model=Measure, of="program__coalition"),
    Rows(
        name="program_numbers",
        model=MeasureValue,
        of="measure__program__coalition",
        sheet={
            "Program": "measure__program__title",
            "Measure": "measure__name",
            "Day": "measured_on",
            "Number": "value",
            "Of": "out_of",
        },
    ),
    Rows(
        name="program_reviews",
        model=ProgramReview,
        of="program__coalition",
        sheet={
            "Program": "program__title",
            "Reviewed on": "reviewed_on",
            "Decided": "outcome",
            "Why": "because",
        },
    ),
)
