"""Background work of champions. Thin: a task may run twice or late without harm."""

from django.utils import timezone

from coalitions.champions.actions import forgetting
from safety_portal.celery import app


@app.task(name="coalitions.tasks.forget_requests")
def forget_requests() -> None:
    """Delete requests to join that are kept no longer."""
    zone = timezone.get_current_timezone_name()
    forgetting.forget_requests(now=timezone.now(), zone=zone)
