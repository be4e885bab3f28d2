"""manage.py migrate: Django's, as the owner of the tables.

Then the application's role gets what it needs of each.
"""

from typing import Any

from django.conf import settings
from django.core.management.commands import migrate

from safety_portal.core.commands import PlainCommand
from safety_portal.core.database import roles
from safety_portal.core.database.growing import Executor

# Django's command has no other place to say by what it migrates.
migrate.MigrationExecutor = Executor  # type: ignore[attr-defined]


class AsOwner(migrate.Command):
    """Checks, too, ask the database.

    Who migrates may be an account that only the owner's role lets in.
    """

    def execute(self, *args: Any, **options: Any) -> str | None:
        with roles.as_owner():
            return super().execute(*args, **options)


class Command(PlainCommand, AsOwner):
    """Refuses in one sentence where it is run as the application's role, which can change no table."""

    def handle(self, *args: Any, **options: Any) -> str | None:
        if options["plan"] or options["check_unapplied"]:
            return super().handle(*args, **options)
        roles.require_owner("migrate")
        super().handle(*args, **options)
        if settings.DATABASE_OWNER:
            roles.grant(settings.DATABASE_ROLE)
        return None
