"""Background work of contacts. Thin: a task may run twice or late without harm."""

from dateutil.relativedelta import relativedelta
from django.conf import settings
from django.utils import timezone

from coalitions.contacts.actions import asking, forgetting
from safety_portal.celery import app


@app.task(name="coalitions.tasks.ask_contacts")
def ask_contacts() -> None:
    """Ask contacts without an account whether their numbers are right."""
    asking.ask_who_is_due(on=timezone.localdate())


@app.task(name="coalitions.tasks.forget_contacts")
def forget_contacts() -> None:
    """Remove numbers of contacts that were retired PORTAL_PERSON_YEARS ago."""
    forgetting.forget_contacts(
        before=timezone.localdate() - relativedelta(years=settings.PERSON_YEARS)
    )
