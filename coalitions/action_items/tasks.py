"""Background work of action items. Thin: a task may run twice or late without harm."""

from django.utils import timezone

from coalitions.action_items.actions import coming_back
from safety_portal.celery import app


@app.task(name="coalitions.tasks.end_accepted_risks")
def end_accepted_risks() -> None:
    """Open again each item whose risk was accepted until today or a day that was missed."""
    coming_back.end_accepted_risks(on=timezone.localdate())
