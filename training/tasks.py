"""Celery's door to PRACTICE: what workers may be asked to do, wherever in the app it lies."""

from training.transcripts.tasks import work_on_files

__all__ = ["work_on_files"]
