"""Background work of WHAT. Thin: a task calls one function and may run twice or late without harm."""

from django.utils import timezone

from plans.actions import attending
from safety_portal.celery import app


@app.task
def forget_who_left():
    """Delete the rows of pages that nobody has open any more."""
    attending.forget(now=timezone.now())
