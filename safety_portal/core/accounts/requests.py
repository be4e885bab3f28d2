"""What a view is given by its gate (core/authority.py), as a type."""

from typing import Generic, TypeVar

from django.http import HttpRequest

from safety_portal.core.accounts.models import User

Subject = TypeVar("Subject")


class GatedRequest(HttpRequest, Generic[Subject]):
    """A request that its gate let through: somebody is signed in, and `subject` was fetched."""

    user: User
    subject: Subject
