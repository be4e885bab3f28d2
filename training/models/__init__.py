"""The nouns of PRACTICE, one per file."""

from training.models.course import Course
from training.models.record import TrainingRecord

__all__ = ["Course", "TrainingRecord"]
