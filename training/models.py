"""Django's door to the models of PRACTICE. Nobody of ours imports it.

A model lies with its noun.
"""

from training.courses.models import Course
from training.drills.models.change import DrillFinding, DrillMove
from training.drills.models.drill import Drill
from training.drills.models.duty import DrillDuty
from training.records.models import TrainingRecord
from training.transcripts.models import FileWork, TrainingFile

__all__ = [
    "Course",
    "Drill",
    "DrillDuty",
    "DrillFinding",
    "DrillMove",
    "FileWork",
    "TrainingFile",
    "TrainingRecord",
]
