"""What a sweep keeps of all that is owed: what some ladder may have reached.

The rest is counted, and counted right.
"""

import gc
from datetime import timedelta

import pytest
from django.db import connection

from coalitions.coalition.models import Coalition
from safety_portal.core.accounts.models import User
from safety_portal.core.notices import sweep
from safety_portal.core.notices.models import Message, Tally
from safety_portal.portal.reminders import reminding
from safety_portal.portal.reminders.asking import SHOWN
from safety_portal.portal.reminders.obligations import (
    MAILED,
    OWED_TODAY,
    WORK_MEMORY,
    counted_in_scopes,
    each_owed,
    owed_today,
)
from tests import owing
from tests.core.notices.sweeping import TODAY, ask, make_chair


def kept(on):
    """(what is kept of what is owed on the day, what a balance counts: told, rest, no account)."""
    with owed_today(on=on), connection.cursor() as cursor:
        cursor.execute(f"SELECT account_id, scope, due_on, key FROM {OWED_TODAY}")  # noqa: S608  our own table
        near = cursor.fetchall()
        cursor.execute(*counted_in_scopes(on=on))
        return sorted(near), sorted(cursor.fetchall())


def set_ladders(*steps):
    Coalition.objects.update(ladder=list(steps))


@pytest.mark.parametrize("kind", MAILED)
def test_each_kind_is_kept_as_it_is_owed_and_beyond_every_ladder_only_counted(
    kind, cast, coalition, district_coalition
):
    scene = owing.Scene(coalition, district_coalition, cast)
    owing.MAKERS[kind](scene)
    on = scene.today
    rows = sorted(
        (each.account_id, each.scope, each.due_on, each.key)
        for each in each_owed(mailed=True, on=on)
    )
    assert kind in {key.partition(":")[0] for *_, key in rows}
    last = max(due_on for _, _, due_on, _ in rows)
    set_ladders((last - on).days, 0)
    near, counted = kept(on)
    assert near == rows
    set_ladders((last - on).days - 1)
    assert kept(on) == ([row for row in rows if row[2] < last], counted)
    # The balance, which others read, has nothing of what is theirs alone.
    shown = [row for row in rows if row[3].partition(":")[0] in SHOWN]
    assert sum(number for _, *numbers in counted for number in numbers) == len(shown)


@pytest.mark.parametrize(("left", "is_kept"), [(30, True), (31, False), (-400, True)])
def test_what_is_kept_ends_where_the_furthest_ladder_ends(
    frozen, cast, coalition, sibling, left, is_kept
):
    Coalition.objects.filter(pk=sibling.pk).update(ladder=[10])
    ask(frozen, cast.fire, due_on=TODAY + timedelta(days=left))
    near, counted = kept(TODAY)
    assert (bool(near), counted) == (is_kept, [(coalition.pk, 0, 1, 0)])


def test_where_nobody_is_reminded_nothing_is_kept_and_the_balance_says_what_is_owed(
    frozen, cast, coalition
):
    set_ladders()
    ask(frozen, cast.fire, due_on=TODAY)
    assert kept(TODAY) == ([], [(coalition.pk, 0, 1, 0)])
    assert reminding.remind(on=TODAY).digests == 0
    reminding.count_owed(on=TODAY)
    assert reminding.numbers(on=TODAY) == {"owed": 1, "no_account": 0}
    assert Tally.objects.values_list("told", "later", "quiet", "no_account").get() == (0, 1, 0, 0)


def test_the_balance_counts_what_no_ladder_reaches_yet(frozen, cast):
    ask(frozen, cast.fire, due_on=TODAY)
    ask(frozen, cast.ems, due_on=TODAY + timedelta(days=31))
    ask(frozen, cast.sro, due_on=TODAY + timedelta(days=300))
    reminding.remind(on=TODAY)
    reminding.count_owed(on=TODAY)
    assert Tally.objects.values_list("told", "later", "quiet", "no_account").get() == (1, 2, 0, 0)
    assert reminding.numbers(on=TODAY) == {"owed": 3, "no_account": 0}


@pytest.mark.parametrize("steps", [(-5,), (-20,), (-20, -9), (60,), (30, -1)])
def test_the_query_finds_members_and_chairs_whatever_the_ladder(frozen, cast, steps):
    make_chair(cast.official)
    set_ladders(*steps)
    for account, left in ((cast.fire, -30), (cast.ems, -8), (cast.sro, -19), (cast.health, 45)):
        ask(frozen, account, due_on=TODAY + timedelta(days=left))
    everybody = list(User.objects.order_by("pk").values_list("pk", flat=True))
    for day in (0, 1, 7, 13):
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
    assert Message.objects.filter(account=cast.fire).exists()


def test_a_sweep_leaves_the_connection_as_it_was(frozen, cast):
    def left():
        with connection.cursor() as cursor:
            cursor.execute("SELECT current_setting('work_mem'), to_regclass(%s)", [OWED_TODAY])
            return cursor.fetchone()

    before = left()
    with owed_today(on=TODAY):
        assert left() == (WORK_MEMORY, OWED_TODAY)
    assert left() == before == ("4MB", None)


def test_python_collects_again_after_a_sweep_that_failed(frozen, cast, monkeypatch):
    ask(frozen, cast.fire, due_on=TODAY)
    seen = []

    def reminder_settings_of(scopes, *, on):
        seen.append(gc.isenabled())
        raise LookupError(on)

    monkeypatch.setattr(
        "safety_portal.portal.reminders.reminding.reminder_settings_of", reminder_settings_of
    )
    with pytest.raises(LookupError):
        reminding.remind(on=TODAY)
    assert (seen, gc.isenabled()) == ([False], True)
