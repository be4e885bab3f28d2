"""No, with what to do: the one exception by which an action does not do what somebody asked for."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.core.exceptions import ValidationError


class Refused(Exception):
    """What was asked for is not done, and nothing was written: the text says why, and what to do.

    `field` names the field of a form that it is about, None where it is about the whole. A domain's
    own exception is one of these that carries more than a sentence. Who may not do it at all is
    refused otherwise, by PermissionDenied (authority.require).
    """

    def __init__(self, sentence: str, *, field: str | None = None) -> None:
        super().__init__(sentence)
        self.field = field


@contextmanager
def refusing(field: str) -> Iterator[None]:
    """Raise Refused, about a field, for what a validator of Django's says of it."""
    try:
        yield
    except ValidationError as wrong:
        raise Refused(" ".join(wrong.messages), field=field) from wrong
