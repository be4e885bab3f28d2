"""manage.py remind: one sweep of what is owed, as Celery beat runs it every hour, and a balance."""

import json
from datetime import date

from django.core.management.base import CommandError
from django.utils import timezone

from safety_portal.core.commands import PlainCommand
from safety_portal.core.look.wording import counted, full_day
from safety_portal.core.notices import digest, ladder
from safety_portal.core.values import NotRead, day
from safety_portal.portal import reminders


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
        report = {
            "on": on.isoformat(),
            "applied": on == today,
            **reminders.numbers(on=on),
            **sweep_result,
        }
        self.stdout.write(json.dumps(report) if options["json"] else "\n".join(_lines(report)))

    def _told(self, on):
        swept = reminders.remind(on=on)
        reminders.count_owed(on=on)
        return {"told": swept.told, "digests": swept.digests, "quiet": swept.quiet}

    def _preview(self, on):
        """What a sweep on a day in the future would tell if none ran before; nothing is written."""
        people = [
            _person(due, reminder_settings, on)
            for due, reminder_settings in reminders.preview(on=on)
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


def _person(due, reminder_settings, on):
    return {
        "name": due.everything[0].person_name,
        "subject": digest.subject(
            [obligation.due_on for obligation in due.everything],
            sorted({reminder_settings[obligation.scope].name for obligation in due.everything}),
            on=on,
        ),
        "new": [
            {
                "title": obligation.title,
                "coalition": obligation.scope_name,
                "due_on": obligation.due_on.isoformat(),
                "step": ladder.step_in_words(
                    step, ladder=reminder_settings[obligation.scope].ladder
                ),
            }
            for obligation, step in due.new
        ],
    }


def _lines(report):
    would = "" if report["applied"] else "would be "
    yield (
        f"{full_day(date.fromisoformat(report['on']))}: {counted(report['owed'], 'thing')} owed, "
        + (
            f"{counted(report['told'], 'thing')} {would}told in {counted(report['digests'], 'digest')}."
        )
    )
    if report["no_account"]:
        yield f"{counted(report['no_account'], 'thing')} owed by people without an account, whom no e-mail reaches."
    if report.get("quiet"):
        yield f"{counted(report['quiet'], 'thing')} not told today, a holiday; they are told on the next day that is none."
    for person in report.get("people", ()):
        yield f"{person['name']}: {person['subject']}"
        yield from (
            f"  {new['title']} ({new['coalition']}), due {new['due_on']}: {new['step']}"
            for new in person["new"]
        )
