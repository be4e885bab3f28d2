"""Background work of WHO. Thin.

A task calls one function and may run twice or late without harm.
"""

from dateutil.relativedelta import relativedelta
from django.conf import settings
from django.utils import timezone

from coalitions.records.actions import contacts
from safety_portal.celery import app


# By the name under which it was queued before the house was ordered by nouns.
@app.task(name="coalitions.tasks.forget_people")
def forget_people() -> None:
    """Remove how to reach people whose last membership ended PORTAL_PERSON_YEARS ago.

    Their names stay.
    """
    contacts.forget_people(before=timezone.localdate() - relativedelta(years=settings.PERSON_YEARS))
