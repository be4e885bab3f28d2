"""Which of several coalitions a reader has chosen to look at; kept in the session."""

from typing import Any

from django.http import HttpRequest

KEY = "coalition"


def remember(request: HttpRequest, coalition: Any) -> None:
    """Keep `coalition` as the chosen one."""
    request.session[KEY] = coalition.slug


def current_slug(request: HttpRequest) -> str | None:
    """The short name of the coalition chosen last, or None.

    Whether it is still visible is not checked here.
    """
    return request.session.get(KEY)
