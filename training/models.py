"""Django's door to the models of PRACTICE. Nobody of ours imports it.

A model lies with its noun.
"""

from training.courses.models import Course
from training.records.models import TrainingRecord
from training.transcripts.models import FileWork, TrainingFile

__all__ = ["Course", "FileWork", "TrainingFile", "TrainingRecord"]
