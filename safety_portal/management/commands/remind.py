"""manage.py remind: one sweep of what is owed, as Celery beat runs it every hour, and a balance."""

import json

from django.core.management.base import CommandError
from django.utils import timezone

from safety_portal.core.commands import PlainCommand
from safety_portal.core.look.wording import full_day
from safety_portal.core.values import NotRead, day
from safety_portal.portal.reminders import reminding, report


class Command(PlainCommand):
    help = "Tell everybody what they owe that is due and that they were not told yet. A day in the future is a preview."

    def add_arguments(self, parser):
        parser.add_argument(
            "--on", metavar="YYYY-MM-DD", help="today if not given; a later day is a preview"
        )
        parser.add_argument("--json", action="store_true", help="print one JSON object")

    def handle(self, *args, **options):
        today = timezone.localdate()
        on = _day(options["on"]) if options["on"] else today
        if on < today:
            raise CommandError(
                f"{full_day(on)} is over: who was told what on that day is on the page Reminders.",
                returncode=2,
            )
        sweep_result = self._told(on) if on == today else self._preview(on)
        numbers = {
            "on": on.isoformat(),
            "applied": on == today,
            **reminding.numbers(on=on),
            **sweep_result,
        }
        self.stdout.write(
            json.dumps(numbers) if options["json"] else "\n".join(report.as_lines(numbers))
        )

    def _told(self, on):
        swept = reminding.remind(on=on)
        reminding.count_owed(on=on)
        return {"told": swept.told, "digests": swept.digests, "quiet": swept.quiet}

    def _preview(self, on):
        """What a sweep on a day in the future would tell if none ran before; nothing is written."""
        people = [
            report.person(due, reminder_settings, on)
            for due, reminder_settings in reminding.preview(on=on)
        ]
        return {
            "told": sum(len(person["new"]) for person in people),
            "digests": len(people),
            "people": people,
        }


def _day(text):
    try:
        return day(text)
    except NotRead as error:
        raise CommandError(f"{text} is not a day; write it as YYYY-MM-DD.", returncode=2) from error
