"""manage.py showmigrations: Django's, as the owner of the tables, who may read what was applied before anything was granted."""

from typing import Any

from django.core.management.commands import showmigrations

from safety_portal.core.database import roles


class Command(showmigrations.Command):
    def execute(self, *args: Any, **options: Any) -> str | None:
        with roles.as_owner():
            return super().execute(*args, **options)
