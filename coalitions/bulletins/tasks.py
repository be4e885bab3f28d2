"""Background work of bulletins. Thin: a task may run twice or late without harm."""

from django.utils import timezone

from coalitions.bulletins.actions import forgetting, reaching
from safety_portal.celery import app


@app.task(name="coalitions.tasks.reach_newcomers")
def reach_newcomers() -> None:
    """Send bulletins in force to who took a role that they name."""
    reaching.reach_newcomers(on=timezone.localdate())


@app.task(name="coalitions.tasks.forget_bulletins")
def forget_bulletins() -> None:
    """Delete bulletins that their coalition keeps no longer."""
    zone = timezone.get_current_timezone_name()
    forgetting.forget_bulletins(on=timezone.localdate(), zone=zone)
