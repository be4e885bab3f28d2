"""What a sweep told, or would tell, for whoever runs it by a command."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from safety_portal.core.look.wording import counted, full_day
from safety_portal.core.notices import digest, ladder
from safety_portal.core.notices.ladder import ReminderSettings
from safety_portal.core.notices.sweep import Due


def person(due: Due, reminder_settings: Mapping[str, ReminderSettings], on: date) -> dict[str, Any]:
    """What somebody would be told: the digest's subject, and what is new to them in it."""
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


def as_lines(report: Mapping[str, Any]) -> Iterator[str]:
    """The figures of a sweep for a person."""
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
