"""manage.py makemigrations: Django's, as the owner of the tables, who may read what was applied before anything was granted."""

from django.core.management.commands import makemigrations

from safety_portal.core.database import roles


class Command(makemigrations.Command):
    def execute(self, *args, **options):
        with roles.as_owner():
            return super().execute(*args, **options)
