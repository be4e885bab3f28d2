"""manage.py due: what is owed in a coalition, by whom, by when, by which rule."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import CommandError
from django.utils import timezone

from coalitions.coalition.command_line import coalition_of
from safety_portal.core.commands import PlainCommand
from safety_portal.core.values import NotRead, day
from safety_portal.portal.reminders.due_list import as_lines, due_in


class Command(PlainCommand):
    """Tells, sends nothing and changes nothing."""

    help = "What is owed in a coalition: by whom, by when, by which rule."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--coalition", required=True, metavar="SLUG", help="in which coalition")
        parser.add_argument(
            "--on",
            metavar="YYYY-MM-DD",
            help="as of this day, else today; by what is on record now",
        )
        parser.add_argument("--json", action="store_true", help="print one JSON object")

    def handle(self, *, coalition: str, **options: Any) -> None:
        place = coalition_of(coalition)
        try:
            on = day(options["on"]) if options["on"] else timezone.localdate()
        except NotRead:
            raise CommandError(
                f"{options['on']} is not a day; write it as YYYY-MM-DD.", returncode=2
            ) from None
        things = due_in(place, on=on)
        if options["json"]:
            self.print_json({"coalition": place.slug, "on": str(on), "owed": things})
        else:
            self.stdout.write("\n".join(as_lines(things, name=place.name, on=on)))
