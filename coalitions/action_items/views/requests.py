"""What a gate has brought along with a request."""

from django.http import HttpRequest

from coalitions.action_items.models import ActionItem, ItemEvidence
from coalitions.coalition.models import Coalition
from safety_portal.core.accounts.models import User


class CoalitionRequest(HttpRequest):
    """A request of somebody signed in for a page of a coalition."""

    user: User
    subject: Coalition


class ItemRequest(HttpRequest):
    """For a page of an action item."""

    user: User
    subject: ActionItem


class EvidenceRequest(HttpRequest):
    """For a file of its evidence."""

    user: User
    subject: ItemEvidence
