"""Forgetting who has left a section. Thin; may run twice or late without harm."""

from django.utils import timezone

from plans.writing.actions import presence
from safety_portal.celery import app


# By the name under which it was queued before the house was ordered by nouns.
@app.task(name="plans.tasks.forget_who_left")
def forget_who_left() -> None:
    """Delete the rows of pages that nobody has open any more."""
    presence.forget(now=timezone.now())
