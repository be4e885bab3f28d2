"""The ledger of reminders.

Who in a coalition was told what, why then, and what became of the mail.
"""

from dataclasses import dataclass
from datetime import timedelta

from django.core.exceptions import BadRequest
from django.shortcuts import render
from django.utils import timezone

from coalitions.coalition.tabs import page_context
from safety_portal.core import values
from safety_portal.core.exports.csv import csv_response
from safety_portal.core.look.wording import counted, day_in_words
from safety_portal.core.notices import ladder, views
from safety_portal.core.notices.models import Reminder
from safety_portal.core.paging import keyset_page
from safety_portal.portal.ledger.queries import numbers_of, reminders_of, sweep_of

# What is said of each of FATES (queries.py).
BECAME = {
    "handed": views.HANDED_OVER,
    "written": views.WRITTEN,
    "waiting": "On its way",
    "returned": "Did not arrive",
}
# Sweeps run each hour from six to eight in the evening.
LATE_AFTER = timedelta(hours=12)
COLUMNS = ["Told on", "To", "Address", "For", "Due on", "Reminder", "Status"]


@dataclass(frozen=True)
class Row:
    """A reminder, the step of the ladder it was, and what became of its message."""

    reminder: Reminder
    why_then: str
    became: dict


def ledger(request, coalition):
    """What the members of a coalition were told, newest first; day, fate and person narrow it."""
    scope, today, asked = request.subject, timezone.localdate(), _asked(request)
    day = _day(asked["day"]) or today
    swept_at, counted_at, tally = sweep_of(scope.pk, day)
    page = keyset_page(_reminders(scope.pk, asked), request, by=("-id",))
    page = page.of(
        lambda reminder: Row(
            reminder,
            ladder.step_in_words(reminder.step, ladder=scope.ladder),
            views.became(reminder.message),
        )
    )
    numbers = numbers_of(scope.pk, day)
    context = {
        "page": page,
        "asked": asked,
        "choices": list(BECAME.items()),
        "heading": heading(numbers, day, today),
        "swept_at": swept_at,
        "is_late": swept_at is None or timezone.now() - swept_at > LATE_AFTER,
        "owed": _owed_sums(tally),
        "counted_at": counted_at if day == today else None,
        "messages_sums": _message_sums(numbers),
        "day": day,
        "steps": ", ".join(
            ladder.step_in_words(step, ladder=scope.ladder) for step in scope.ladder
        ),
    }
    return render(
        request, "portal/ledger/ledger.html", page_context(request, scope, "reminders", **context)
    )


def ledger_csv(request, coalition):
    """The ledger as a file, narrowed as the page is."""
    rows = (
        [
            reminder.told_on,
            reminder.message.to_name,
            reminder.message.to_address,
            reminder.title,
            reminder.due_on,
            ladder.step_in_words(reminder.step, ladder=request.subject.ladder),
            views.became(reminder.message)["words"],
        ]
        for reminder in _reminders(request.subject.pk, _asked(request))
        .order_by("-id")
        .iterator(chunk_size=500)
    )
    return csv_response("reminders.csv", COLUMNS, rows)


def heading(numbers, day, today):
    """The h1.

    How many reminders of the day went out in how many messages, and what did not arrive.
    """
    named = {0: "Today", 1: "Yesterday"}.get(
        (today - day).days, f"On {day_in_words(day, on=today)}"
    )
    if not numbers["told"]:
        return f"{named} nobody was reminded of anything"
    went = f"{named} {counted(numbers['told'], 'reminder')} went out in {counted(numbers['messages'], 'message')}"
    if numbers["returned"]:
        return f"{went}; {numbers['returned']} did not arrive"
    if numbers["waiting"]:
        return f"{went}; {numbers['waiting']} on the way"
    if numbers["written"]:
        return f"{went}, written to files on this server: nobody got them"
    return f"{went}; the mail server took all of them"


def _asked(request):
    return {name: request.GET.get(name, "").strip() for name in ("day", "became", "person")}


def _day(text):
    try:
        return values.day(text) if text else None
    except values.NotRead as error:
        raise BadRequest(f"“{text[:40]}” is not a day. Choose one from the calendar.") from error


def _reminders(scope, asked):
    """The ledger's rows of one scope, narrowed by what was asked."""
    return reminders_of(
        scope, day=_day(asked["day"]), became=asked["became"], person=asked["person"]
    )


def _owed_sums(tally):
    """The first balance, as rows of components/sums.html.

    Owed = told + later + quiet + no account.
    """
    if not tally:
        return None
    return [
        ("Owed by someone", sum(tally.values())),
        ("Told", tally["told"], "on this day"),
        ("Not yet", tally["later"], "the next step or sweep is later"),
        ("Quiet", tally["quiet"], "a public holiday"),
        ("No account", tally["no_account"], "no e-mail reaches them"),
    ]


def _message_sums(numbers):
    """The second balance.

    Messages = handed over (+ written to files) + on the way + tried again + did not arrive.
    """
    return [
        ("Messages", numbers["messages"]),
        (views.HANDED_OVER, numbers["handed"]),
        *([(views.WRITTEN, numbers["written"])] if numbers["written"] else []),
        ("On the way", numbers["waiting"] - numbers["tried"]),
        ("Being tried again", numbers["tried"]),
        ("Did not arrive", numbers["returned"]),
    ]
