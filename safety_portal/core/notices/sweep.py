"""The sweep: who owes something that is due and not yet told, and one digest for each of them.

Computed from dates in the database, so a missed sweep, a second one or a clock that jumps changes
nothing: told once per account, obligation, due date and step, and one digest per account and day,
both held by unique keys.
"""

import gc
import json
import time
from collections import defaultdict
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache, partial

from django.db import connection, transaction
from django.utils import timezone

from safety_portal.core.database.bulk import as_array, copy_in
from safety_portal.core.notices import digest, ladder
from safety_portal.core.notices.models import Digest, Message, Reminder
from safety_portal.core.notices.nudge import nudge_on_commit
from safety_portal.core.web.addresses import looked_up_once

# Accounts read at a time, and told in one transaction.
READ_AT_ONCE = 10_000
TELL_AT_ONCE = 2000
as_json = json.JSONEncoder(ensure_ascii=False, check_circular=False, separators=(",", ":")).encode
# What differs between messages, between reminders, and between digests of a day.
MESSAGE = (
    *("id", "dedupe_key", "scope", "account_id"),
    *("to_name", "to_address", "subject", "from_name", "parts"),
)
REMINDER = ("account_id", "message_id", "key", "due_on", "step", "kind", "scope", "title")
DIGEST = ("account_id", "message_id")
# Thousands of ids as one array: each as a value of its own costs more than all the rest.
LOCKED = """
    SELECT id, email FROM accounts_user WHERE id = ANY(%(accounts)s::bigint[])
    ORDER BY id FOR NO KEY UPDATE
"""
DONE = """
    SELECT account_id FROM notices_digest
    WHERE day = %(day)s AND account_id = ANY(%(accounts)s::bigint[])
"""
LAST_STEPS = """
    SELECT account_id, key, due_on, MIN(step) FROM notices_reminder
    WHERE account_id = ANY(%s::bigint[])
    GROUP BY account_id, key, due_on
"""
# What a message's id will be: COPY does not say it, and two more tables are to name it.
NEXT_IDS = """
    SELECT nextval(pg_get_serial_sequence('notices_message', 'id')) FROM generate_series(1, %s)
"""


@dataclass
class Swept:
    """What one sweep did.

    `after` is the account to go on behind, None when everybody was looked at.
    """

    told: int = 0
    digests: int = 0
    quiet: int = 0
    after: int | None = None


@dataclass
class Due:
    """What one account is to be told: `new` are (obligation, step), `everything` is all it owes.

    Quiet ones only counted.
    """

    account_id: int
    everything: list
    new: list = field(default_factory=list)
    quiet: int = 0


def nothing_to_read(accounts, *, on):
    """What a digest names beside what is owed, where nobody says anything: nothing."""
    return {}


def sweep(
    *,
    accounts_due,
    each_owed,
    reminder_settings_of,
    reading_of=nothing_to_read,
    on,
    after=0,
    seconds=float("inf"),
):
    """Write a digest into the outbox for everybody who owes something due and not yet told on the
    day `on`; a Swept.

    `accounts_due(on=, after=)` are the ids of those it may be, behind the account `after`, in
    order; what they are told is decided here. `each_owed(accounts=, on=)` says what is owed,
    `reminder_settings_of(scopes, on=)` how each scope wants its people reminded, `reading_of(
    accounts, on=)` what those who are told may read that day (a label, a title and a path). Stops
    after `seconds`, to go on `after` the account it came to. The mail is written when it is sent.
    """
    until = time.monotonic() + seconds
    swept = Swept()
    waiting = accounts_due(on=on, after=after)
    for start in range(0, len(waiting), READ_AT_ONCE):
        accounts = waiting[start : start + READ_AT_ONCE]
        with _nothing_collected(), looked_up_once():
            _sweep_these(
                accounts,
                each_owed=each_owed,
                reminder_settings_of=reminder_settings_of,
                reading_of=reading_of,
                on=on,
                swept=swept,
            )
        if time.monotonic() >= until and start + READ_AT_ONCE < len(waiting):
            swept.after = accounts[-1]
            break
    return swept


def _sweep_these(accounts, *, each_owed, reminder_settings_of, reading_of, on, swept):
    due, reminder_settings = find_due(
        accounts, each_owed=each_owed, reminder_settings_of=reminder_settings_of, on=on
    )
    swept.quiet += sum(one.quiet for one in due)
    told = [one for one in due if one.new]
    _tell_in_groups(told, reminder_settings, reading_of, on, swept)


@contextmanager
def _nothing_collected():
    """Let Python look for no rings meanwhile.

    Tens of thousands of obligations make none, and looking is a fifth of the work.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def preview(*, accounts_due, each_owed, reminder_settings_of, on, **rest):
    """Yield (Due, reminder_settings) for everybody whom a sweep on the day `on` would tell
    something.

    Writes nothing.
    """
    waiting = accounts_due(on=on, after=0)
    for start in range(0, len(waiting), READ_AT_ONCE):
        accounts = waiting[start : start + READ_AT_ONCE]
        due, reminder_settings = find_due(
            accounts, each_owed=each_owed, reminder_settings_of=reminder_settings_of, on=on
        )
        yield from ((one, reminder_settings) for one in due if one.new)


def find_due(accounts, *, each_owed, reminder_settings_of, on):
    """What each of these accounts owes and is to be told, as (list of Due, reminder_settings by
    scope).

    A fixed number of queries.
    """
    everything = defaultdict(list)
    for obligation in each_owed(accounts=accounts, on=on):
        everything[obligation.account_id].append(obligation)
    reminder_settings = reminder_settings_of(
        {obligation.scope for owed in everything.values() for obligation in owed}, on=on
    )
    quiet = {
        scope
        for scope, known in reminder_settings.items()
        if ladder.quiet_because(on, state=known.state)
    }
    last_steps = _last_steps(everything)
    reached, found = cache(partial(ladder.step_reached, on=on)), []
    for account_id, owed in everything.items():
        due = Due(account_id, owed)
        for obligation in owed:
            step = reached(obligation.due_on, ladder=reminder_settings[obligation.scope].ladder)
            if not ladder.is_due(
                step, last_step=last_steps.get((account_id, obligation.key, obligation.due_on))
            ):
                continue
            if obligation.scope in quiet:
                due.quiet += 1
            else:
                due.new.append((obligation, step))
        found.append(due)
    return found, reminder_settings


def _last_steps(accounts):
    """The last step each account was told, by (account, key, due date)."""
    with connection.cursor() as cursor:
        cursor.execute(LAST_STEPS, [as_array(accounts)])
        return {(account, key, due_on): step for account, key, due_on, step in cursor.fetchall()}


def _tell_in_groups(due, reminder_settings, reading_of, on, swept):
    for start in range(0, len(due), TELL_AT_ONCE):
        group = due[start : start + TELL_AT_ONCE]
        count, digests = _tell(group, reminder_settings, reading_of, on)
        swept.told += count
        swept.digests += digests


@transaction.atomic
def _tell(due, reminder_settings, reading_of, on):
    """Write digests, in one transaction; (reminders, digests).

    Accounts with a digest of this day are left out.
    """
    by_account = {one.account_id: one for one in due}
    addresses = _locked(by_account, on)
    if not addresses:
        return 0, 0
    ids = dict(zip(addresses, _next_ids(len(addresses)), strict=True))
    reading = reading_of(list(addresses), on=on)
    messages = [
        (
            ids[account],
            *_message(by_account[account], address, reminder_settings, reading.get(account), on),
        )
        for account, address in addresses.items()
    ]
    now = timezone.now()
    same = {"kind": digest.DIGEST.code, "created_at": now, "due_at": now}
    copy_in(Message, MESSAGE, messages, same=same)
    copy_in(Digest, DIGEST, ids.items(), same={"day": on})
    reminders = [
        _reminder(obligation, step, account, message)
        for account, message in ids.items()
        for obligation, step in by_account[account].new
    ]
    copy_in(Reminder, REMINDER, reminders, same={"told_on": on})
    nudge_on_commit()
    return len(reminders), len(messages)


def _locked(accounts, on):
    """The addresses of these accounts, by account, without those that have a digest of the day.

    The lock lets a second sweep wait here; it then finds the digests of the first.
    """
    values = {"accounts": as_array(accounts), "day": on}
    with connection.cursor() as cursor:
        cursor.execute(LOCKED, values)
        addresses = dict(cursor.fetchall())
        cursor.execute(DONE, values)
        for (done,) in cursor.fetchall():
            addresses.pop(done, None)
    return addresses


def _next_ids(number):
    """So many ids for messages that are to be written."""
    with connection.cursor() as cursor:
        cursor.execute(NEXT_IDS, [number])
        return [pk for (pk,) in cursor.fetchall()]


def _message(due, address, reminder_settings, reading, on):
    """The values of MESSAGE behind its id."""
    name = due.everything[0].person_name[:200]
    parts = digest.compose(
        obligations=due.everything,
        name=due.everything[0].person_name,
        address=address,
        reminder_settings=reminder_settings,
        reading=reading,
        on=on,
    )
    scopes = {obligation.scope for obligation in due.everything}
    scope = scopes.pop() if len(scopes) == 1 else None
    subject, sender = parts["subject"][:200], parts["from_name"][:200]
    key = f"digest:{due.account_id}:{on}"
    return key, scope, due.account_id, name, address, subject, sender, as_json(parts)


def _reminder(obligation, step, account, message):
    """The values of REMINDER."""
    owed = (
        obligation.key,
        obligation.due_on,
        step,
        obligation.kind,
        obligation.scope,
        obligation.title[:300],
    )
    return account, message, *owed
