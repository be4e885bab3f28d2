"""The nouns of PRACTICE, one per file."""

from training.models.course import Course
from training.models.file_work import FileWork
from training.models.record import TrainingRecord
from training.models.training_file import TrainingFile

__all__ = ["Course", "FileWork", "TrainingFile", "TrainingRecord"]
