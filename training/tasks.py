"""Celery's door to PRACTICE: what workers may be asked to do, wherever in the app it lies."""

from training.drills.tasks import count_drill_duties
from training.transcripts.tasks import work_on_files

__all__ = ["count_drill_duties", "work_on_files"]
