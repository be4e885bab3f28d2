"""Celery's door to WHO: what workers may be asked to do, wherever in the app it lies."""

from coalitions.action_items.tasks import end_accepted_risks
from coalitions.briefs.tasks import choose_briefs
from coalitions.bulletins.tasks import forget_bulletins, reach_newcomers
from coalitions.champions.tasks import forget_requests
from coalitions.contacts.tasks import ask_contacts, forget_contacts
from coalitions.records.tasks import forget_people

__all__ = [
    "ask_contacts",
    "choose_briefs",
    "end_accepted_risks",
    "forget_bulletins",
    "forget_contacts",
    "forget_people",
    "forget_requests",
    "reach_newcomers",
]
