"""manage.py remind: it sweeps once, and shows a day of the future without writing."""

import json
from datetime import date
from io import StringIO

import pytest
import time_machine
from django.core.management import CommandError, call_command

from safety_portal.core.notices.models import Heartbeat, Message, Reminder
from tests.core.notices.sweeping import TODAY, ask

NOON = "2026-11-17T12:00-05:00"


def run(*arguments):
    out = StringIO()
    call_command("remind", *arguments, stdout=out)
    return out.getvalue()


@time_machine.travel(NOON, tick=False)
def test_the_command_sweeps_once(frozen, cast):
    ask(frozen, cast.fire, due_on=TODAY)
    expected = {
        "on": "2026-11-17",
        "applied": True,
        "owed": 1,
        "no_account": 0,
        "told": 1,
        "digests": 1,
        "quiet": 0,
    }
    assert json.loads(run("--json")) == expected
    assert json.loads(run("--json")) == {**expected, "told": 0, "digests": 0}
    assert run() == "November 17, 2026: 1 thing owed, 0 things told in 0 digests.\n"


@time_machine.travel(NOON, tick=False)
def test_a_day_in_the_future_is_a_preview_that_writes_nothing(frozen, cast):
    ask(frozen, cast.fire, due_on=date(2026, 11, 20))
    found = json.loads(run("--on", "2026-11-24", "--json"))
    assert found == {
        "on": "2026-11-24",
        "applied": False,
        "owed": 1,
        "no_account": 0,
        "told": 1,
        "digests": 1,
        "people": [
            {
                "name": cast.fire.name,
                "subject": "1 overdue: Juniper Elementary",
                "new": [
                    {
                        "title": "Sign the Emergency operations plan, edition 1",
                        "coalition": "Juniper Elementary",
                        "due_on": "2026-11-20",
                        "step": "1 day after",
                    }
                ],
            }
        ],
    }
    assert (Message.objects.count(), Reminder.objects.count(), Heartbeat.objects.count()) == (
        0,
        0,
        0,
    )


@pytest.mark.parametrize(
    ("day", "sentence"), [("2026-11-16", "is over"), ("soon", "write it as YYYY-MM-DD")]
)
@time_machine.travel(NOON, tick=False)
def test_a_day_that_cannot_be_swept_is_refused_in_one_sentence(db, day, sentence):
    with pytest.raises(CommandError, match=sentence) as refused:
        run("--on", day)
    assert refused.value.returncode == 2
