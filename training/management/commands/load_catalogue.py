"""manage.py load_catalogue: bring the starter catalogue of courses up to date.

Own courses of coalitions stay as they are.
"""

from django.core.management.base import BaseCommand

from training.courses.actions import load_catalogue


class Command(BaseCommand):
    """Idempotent; says how many courses the catalogue holds."""

    help = "Bring the starter catalogue of courses up to date."

    def handle(self, *args: object, **options: object) -> None:
        self.stdout.write(f"{load_catalogue(by=None)} courses in the catalogue.")
