"""What PRACTICE offers for a whole export of a coalition: a new noun joins by one line of ROWS."""

from safety_portal.core.exports.offers import Papers, Rows
from training.courses.models import Course
from training.drills.models.change import DrillFinding, DrillMove
from training.drills.models.drill import Drill
from training.drills.models.duty import DrillDuty
from training.records.models import TrainingRecord
from training.transcripts.models import FileWork, TrainingFile

ROWS = (
    Rows(
        name="training_records",
        model=TrainingRecord,
        of="coalition",
        uploads={"certificate": ""},
        sheet={
            "Name": "person__name",
            "Course": "course__title",
            "Provider": "course__provider",
            "Held on": "held_on",
            "Hours": "hours",
            "Expires on": "expires_on",
            "State": "state",
            "Note": "note",
            "Reason": "reason",
        },
    ),
    Rows(
        name="drills",
        model=Drill,
        of="coalition",
        leaves_out=("sent_key",),
        sheet={
            "Kinds": "kinds",
            "Day": "drill_on",
            "Begins": "starts_at",
            "State": "state",
            "Minutes": "minutes",
            "Head count": "head_count",
            "Lacking": "lacking",
            "Note": "note",
        },
    ),
    Rows(name="drill_moves", model=DrillMove, of="drill__coalition"),
    Rows(name="drill_findings", model=DrillFinding, of="drill__coalition"),
    # The file itself goes once it is imported.
    Rows(name="training_files", model=TrainingFile, of="coalition", leaves_out=("content",)),
)
REFERENCED = (Rows(name="courses", model=Course, of="coalition", is_referenced=True),)
PAPERS: tuple[Papers, ...] = ()
LEFT_OUT = {
    FileWork: "how far a worker is with a file",
    DrillDuty: "what is counted anew each night from drills, facts and calendars",
}
