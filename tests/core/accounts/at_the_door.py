"""Signing in by the page, and what was noted of it."""

from safety_portal.core.accounts.models import SignInEvent
from tests import builders

LOGIN = "/accounts/login/"


def sign_in(client, email="dana@example.org", password=builders.PASSWORD):
    return client.post(LOGIN, {"login": email, "password": password})


def outcomes():
    return list(SignInEvent.objects.order_by("id").values_list("outcome", flat=True))
