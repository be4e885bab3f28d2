"""Whom a sweep finds, in SQL as in Python; and a digest, which is written when it is sent."""

from datetime import timedelta

import pytest
from django.db import connection

from coalitions.access.roles import Role
from plans.editions.lifecycle import EditionStatus
from safety_portal.core.accounts.models import User
from safety_portal.core.notices import digest, ladder, sending, sweep
from safety_portal.core.notices.models import Message
from safety_portal.portal.reminders import reminding
from safety_portal.portal.reminders.obligations import owed_today
from tests import builders
from tests.core.notices.sweeping import TODAY, ask, make_chair


def steps_in_sql(due_days, steps):
    """What the sweep's query takes for the newest step reached by each due day."""
    sql = f"""
        SELECT due_on, {ladder.STEP_REACHED}
        FROM (SELECT %(steps)s::int[] AS steps, {ladder.ENDS} FROM (SELECT %(steps)s::int[] AS steps) s) ladder,
             UNNEST(%(days)s::date[]) AS due_on
    """  # noqa: S608  the ladder's own SQL
    with connection.cursor() as cursor:
        cursor.execute(sql, {"steps": list(steps), "days": list(due_days), "on": TODAY})
        return dict(cursor.fetchall())


@pytest.mark.django_db
@pytest.mark.parametrize(
    "steps", [ladder.DEFAULT_LADDER, (3,), (-1,), (-5, -9), (14, 0), (60, 30, 7), (7, -3)]
)
def test_the_sweeps_query_knows_the_same_steps_as_the_ladder(steps):
    days = [TODAY + timedelta(days=left) for left in range(-70, 70)]
    assert steps_in_sql(days, steps) == {
        day: ladder.step_reached(day, on=TODAY, ladder=steps) for day in days
    }


def test_the_query_finds_whom_the_sweep_tells_and_nobody_else(frozen, cast, coalition):
    make_chair(cast.official)
    for account, days in ((cast.fire, -20), (cast.ems, 40), (cast.sro, 7)):
        ask(frozen, account, due_on=TODAY + timedelta(days=days))
    everybody = list(User.objects.order_by("pk").values_list("pk", flat=True))
    for day in (0, 1, 7, 8):
        on = TODAY + timedelta(days=day)
        with owed_today(on=on):
            asked = reminding._accounts_due(on=on, after=0)
            due, _ = sweep.find_due(
                everybody,
                each_owed=reminding._each_told,
                reminder_settings_of=reminding.reminder_settings_of,
                on=on,
            )
        assert asked == sorted(one.account_id for one in due if one.new)
        reminding.remind(on=on)
    assert Message.objects.filter(account=cast.official).count() == 2


def test_a_digest_is_written_when_it_is_sent_and_kept_as_it_was_sent(
    frozen, cast, coalition, mailoutbox, settings
):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    ask(frozen, cast.fire, due_on=TODAY)
    reminding.remind(on=TODAY)
    message = Message.objects.get()
    assert (message.text, message.html, bool(message.parts)) == ("", "", True)
    before = digest.rendered(message)
    assert sending.send_waiting(seconds=20) == (1, False)
    message.refresh_from_db()
    assert (message.text, message.html, message.parts) == (*before, None)
    (mail,) = mailoutbox
    assert (mail.subject, mail.body) == ("1 due this week: Juniper Elementary", message.text)
    assert mail.from_email == '"Cedar County Schools, Safety Portal" <safety-portal@localhost>'


def test_a_digest_that_an_older_version_left_in_the_outbox_is_written_as_it_says(frozen, cast):
    ask(frozen, cast.fire, due_on=TODAY + timedelta(days=7))
    reminding.remind(on=TODAY)
    message = Message.objects.get()
    now = digest.rendered(message)
    (row,) = message.parts["rows"]
    assert row.keys() == {"title", "scope", "why", "path", "due_on"}
    when = {
        "state": "due_soon",
        "words": "Due in 7 days",
        "date": "Tue, Nov 24",
        "capitals": "DUE in 7 days",
    }
    older = row | when | {"named": "Sign it, Juniper Elementary", "chair": ""}
    del message.parts["on"], older["due_on"], older["scope"]
    message.parts["rows"] = [older]
    assert digest.rendered(message) == now


def test_a_digest_of_two_districts_comes_in_the_name_of_neither(
    frozen, cast, foreign, mailoutbox, settings
):
    other = builders.force_status(
        builders.make_edition(plan=builders.make_plan(coalition=foreign)),
        EditionStatus.AWAITING_SIGNATURES,
    )
    builders.make_member(coalition=foreign, role=Role.FIRE, account=cast.fire)
    ask(frozen, cast.fire, due_on=TODAY)
    ask(other, cast.fire, due_on=TODAY, coalition=foreign)
    reminding.remind(on=TODAY)
    message = Message.objects.get()
    assert (message.from_name, sending.as_mail(message).from_email) == (
        "",
        settings.DEFAULT_FROM_EMAIL,
    )
