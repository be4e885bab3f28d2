"""What `manage.py check --deploy` says of a server beyond Django's own list."""

from collections.abc import Sequence

from django.apps import AppConfig
from django.conf import settings
from django.core import checks
from django.core.checks import CheckMessage
from django.db import OperationalError

from safety_portal.core.database import roles

MAIL_TO_FILES = checks.Warning(
    "Mail is written to files on this server, and nobody gets it.",
    hint="Set EMAIL_URL to your mail server, then try it: manage.py send_test_mail you@example.org",
    id="safety_portal.W001",
)


def mail_reaches_people(
    app_configs: Sequence[AppConfig] | None, **options: object
) -> list[CheckMessage]:
    """A warning where mail leaves nowhere."""
    return [MAIL_TO_FILES] if settings.MAIL_TO_FILES else []


OWNED_BY_THE_APPLICATION = checks.Warning(roles.OWNED, hint=roles.HINT, id="safety_portal.W002")


def application_owns_no_table(
    app_configs: Sequence[AppConfig] | None, **options: object
) -> list[CheckMessage]:
    """A warning where the application could lift what protects its tables.

    A database that does not answer owns nothing.
    """
    try:
        return [OWNED_BY_THE_APPLICATION] if roles.may_change_tables() else []
    except OperationalError:
        return []
