"""One person's digest: everything they owe, in words. Pure but for the templates."""

from datetime import date, timedelta
from functools import lru_cache

from safety_portal.core.look.wording import (
    day_in_words,
    due_in_words,
    due_state,
    listed,
    listed_up_to,
)
from safety_portal.core.notices.kinds import Kind
from safety_portal.core.notices.mail import render_mail

DIGEST = Kind("digest")
THIS_WEEK = timedelta(days=7)
SCOPES_NAMED = 2
# From the second day after the due date the row says who chairs, and from the second week that they
# are told: nobody is told of behind their back. Who chairs, and is told, is escalation.py's
# business; it asks for the same people and the same days.
CHAIR_NAMED_AFTER = timedelta(days=1)
CHAIR_TOLD_AFTER = timedelta(days=7)


def heading(due_days, *, on):
    """The h1, and how the subject begins: "1 overdue, 2 due this week, 3 due later".

    `due_days` are the due dates.
    """
    overdue = sum(day < on for day in due_days)
    soon = sum(on <= day <= on + THIS_WEEK for day in due_days)
    later = len(due_days) - overdue - soon
    parts = [(overdue, "overdue"), (soon, "due this week"), (later, "due later")]
    return ", ".join(f"{number} {words}" for number, words in parts if number)


def subject(due_days, scopes, *, on):
    """What the mail is called: "1 overdue: Cedar Ridge", "2 overdue, 1 due this week.

    Cedar Ridge, Foxglove, and 3 more".
    """
    return _subject(heading(due_days, on=on), scopes)


def _subject(heading_words, scopes):
    return f"{heading_words}: {listed_up_to(scopes, SCOPES_NAMED)}"


def compose(*, obligations, name, address, reminder_settings, on, reading=None):
    """What a mail says that lists `obligations`, soonest first, for the person `name` at `address`.

    `reminder_settings` by scope; `reading`: label, title and path of what they may read today.

    A dict that JSON can hold, for `write` to put on paper; `subject` and `from_name` are in it. A
    sweep makes thousands: it is short, days are ordinals, and `write` works out what follows from
    them.
    """
    rows = [
        _row(obligation, reminder_settings[obligation.scope], on=on)
        for obligation in sorted(obligations, key=lambda obligation: obligation.order)
    ]
    settings_in_use = [
        reminder_settings[scope] for scope in {obligation.scope for obligation in obligations}
    ]
    scopes = sorted({one.name for one in settings_in_use})
    senders = {one.sender for one in settings_in_use}
    read = {"reading": reading} if reading else {}
    heading_words = heading([obligation.due_on for obligation in obligations], on=on)
    return {
        "on": on.toordinal(),
        "subject": _subject(heading_words, scopes),
        "from_name": senders.pop() if len(senders) == 1 else "",
        "heading": heading_words,
        "name": name,
        "address": address,
        "rows": rows,
        "scopes": scopes,
        "has_many_scopes": len(scopes) > 1,
        **read,
    }


def write(parts):
    """The Mail of what `compose` made.

    Raises ValueError where it holds a link that lets its holder act.
    """
    mail = render_mail("mail/digest", _in_full(parts))
    DIGEST.check(*mail)
    return mail


def rendered(message):
    """(text, HTML) of a message of the outbox as it was sent, or as it will be.

    A digest is not written before.
    """
    return write(message.parts)[1:] if message.parts else (message.text, message.html)


def _row(obligation, reminder_settings, *, on):
    row = {
        "title": obligation.title,
        "scope": reminder_settings.name,
        "why": obligation.why,
        "path": obligation.path,
        "due_on": obligation.due_on.toordinal(),
    }
    late = on - obligation.due_on
    # Of what is theirs alone nobody is told, and nobody else is to be asked.
    chairs = () if obligation.theirs_alone else reminder_settings.chairs
    if told := _chairs_in_words(chairs, obligation.account_id, late=late):
        row["chair"] = told
    return row


def _in_full(parts):
    """What the templates draw: `parts`, and what follows from its days. Older ones hold it all."""
    if "on" not in parts:
        return parts
    on = date.fromordinal(parts["on"])
    return parts | {"rows": [_row_in_full(row, on) for row in parts["rows"]]}


def _row_in_full(row, on):
    named = {"named": f"{row['title']}, {row['scope']}"}
    return row | named | _when(date.fromordinal(row["due_on"]), on)


@lru_cache(maxsize=1000)
def _when(due_on, on):
    """What a row says of its day, in common with thousands of others; a dict to be copied."""
    state, words = due_state(due_on, on=on), due_in_words(due_on, on=on)
    late = f"OVERDUE {words.removesuffix(' overdue')}"
    capitals = late if state == "overdue" else words.replace("Due", "DUE")
    day = day_in_words(due_on, on=on)
    return {"state": state, "words": words, "date": day, "capitals": capitals}


def _chairs_in_words(chairs, reader, *, late):
    """What a row says of those who chair, for the account `reader`, who may be one of them; ""
    where there is nothing to say.
    """
    if late <= CHAIR_NAMED_AFTER:
        return ""
    others = [chair for chair in chairs if chair.account_id is None or chair.account_id != reader]
    told = [chair.name for chair in others if chair.account_id is not None]
    with_you = " with you" if len(others) < len(chairs) else ""
    if late > CHAIR_TOLD_AFTER and told:
        is_told = "is told" if len(told) == 1 else "are told"
        return f"{listed(told)}, who {_chair(told)} the coalition{with_you}, {is_told} as well."
    if others:
        names = [chair.name for chair in others]
        return f"Ask {listed(names, 'or')}, who {_chair(names)} the coalition{with_you}, if you cannot do it."
    return ""


def _chair(names):
    return "chairs" if len(names) == 1 else "chair"
