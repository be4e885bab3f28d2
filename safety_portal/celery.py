"""The Celery application: `celery -A safety_portal worker` and `celery -A safety_portal beat`."""

import logging.config
import os

from celery import Celery
from celery.signals import setup_logging
from django.conf import settings
from django_structlog.celery.steps import DjangoStructLogInitStep

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "safety_portal.settings.demo")

app = Celery("safety_portal")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
app.autodiscover_tasks(["safety_portal.portal.reminders"], force=False)
app.steps["worker"].add(DjangoStructLogInitStep)


@setup_logging.connect
def log_as_the_pages_do(**options: object) -> None:
    """Give worker and beat Django's logging instead of Celery's own."""
    logging.config.dictConfig(settings.LOGGING)
