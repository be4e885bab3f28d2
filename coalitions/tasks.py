"""Celery's door to WHO: what workers may be asked to do, wherever in the app it lies."""

from coalitions.records.tasks import forget_people

__all__ = ["forget_people"]
