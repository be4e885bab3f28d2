"""A request that a gate has let in (authority.gate), as views take it."""

from typing import Generic, TypeVar

from django.http import HttpRequest

from safety_portal.core.accounts.models import User

Subject = TypeVar("Subject")


class Gated(HttpRequest, Generic[Subject]):
    """`user` is signed in, `subject` is what the gate's fetch brought for them."""

    user: User
    subject: Subject
