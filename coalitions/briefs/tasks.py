"""Background work of briefs. Thin: a task may run twice or late without harm."""

from django.utils import timezone

from coalitions.briefs.actions.choosing import choose_days
from safety_portal.celery import app


@app.task(name="coalitions.tasks.choose_briefs")
def choose_briefs() -> None:
    """Choose the briefs of today and of the next school day."""
    choose_days(on=timezone.localdate())
