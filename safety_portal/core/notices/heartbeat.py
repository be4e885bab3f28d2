"""Who has been heard from.

Beat and worker each leave a row, so that "connected but not working" shows.
"""

from datetime import datetime

from django.utils import timezone

from safety_portal.core.notices.models import Heartbeat

# Three missed periods of the slowest (a worker is asked every 30 seconds).
STALE_AFTER_SECONDS = 90


def beat(name: str) -> None:
    """Write that `name` ("beat", "worker", "reminders") was alive just now."""
    Heartbeat.objects.update_or_create(name=name, defaults={"heard_at": timezone.now()})


def last_heard(name: str) -> datetime | None:
    """When `name` was heard from, or None if never."""
    return Heartbeat.objects.filter(name=name).values_list("heard_at", flat=True).first()
