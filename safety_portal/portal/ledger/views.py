"""The ledger of reminders.

Who in a coalition was told what, why then, and what became of the mail.
"""

from dataclasses import dataclass
from datetime import timedelta

from django.core.exceptions import BadRequest
from django.db.models import BigIntegerField, Count, DateField, Q, Subquery
from django.db.models.functions import JSONObject
from django.shortcuts import render
from django.utils import timezone

from coalitions.coalition.tabs import page_context
from safety_portal.core import values
from safety_portal.core.database.kept_queries import KeptQuery, Slot
from safety_portal.core.exports.csv import csv_response
from safety_portal.core.look.wording import counted, day_in_words
from safety_portal.core.notices import ladder, views
from safety_portal.core.notices.models import Heartbeat, Tally, Told
from safety_portal.core.paging import keyset_page

SENT = Q(message__sent_at__isnull=False)
WRITTEN = SENT & Q(message__is_file=True)
RETURNED = Q(message__failed_at__isnull=False)
WAITING = ~SENT & ~RETURNED
BECAME = {
    "handed": (views.HANDED_OVER, SENT & Q(message__is_file=False)),
    "written": (views.WRITTEN, WRITTEN),
    "waiting": ("On its way", WAITING),
    "returned": ("Did not arrive", RETURNED),
}
# What is counted of a day.
COUNTED = ("told", "messages", "handed", "written", "tried", "waiting", "returned")
SCOPE, DAY = Slot("scope", BigIntegerField()), Slot("day", DateField())
# Sweeps run each hour from six to eight in the evening.
LATE_AFTER = timedelta(hours=12)
COLUMNS = ["Told on", "To", "Address", "For", "Due on", "Reminder", "Status"]


@dataclass(frozen=True)
class Row:
    """A reminder, the step of the ladder it was, and what became of its message."""

    told: Told
    why_then: str
    became: dict


def ledger(request, coalition):
    """What the members of a coalition were told, newest first; day, fate and person narrow it."""
    scope, today, asked = request.subject, timezone.localdate(), _asked(request)
    day = _day(asked["day"]) or today
    swept_at, counted_at, tally = _sweep_of(scope.pk, day)
    page = keyset_page(_told(scope.pk, asked), request, by=("-id",))
    page = page.of(
        lambda told: Row(
            told, ladder.step_in_words(told.step, ladder=scope.ladder), views.became(told.message)
        )
    )
    numbers = _numbers(scope.pk, day)
    context = {
        "page": page,
        "asked": asked,
        "choices": [(code, label) for code, (label, _) in BECAME.items()],
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
            told.told_on,
            told.message.to_name,
            told.message.to_address,
            told.title,
            told.due_on,
            ladder.step_in_words(told.step, ladder=request.subject.ladder),
            views.became(told.message)["words"],
        ]
        for told in _told(request.subject.pk, _asked(request))
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
        raise BadRequest("This is not a day. Choose one from the calendar.") from error


def _told(scope, asked):
    """The ledger's rows of one scope, narrowed by what was asked."""
    rows = Told.objects.filter(scope=scope).select_related("message")
    if day := _day(asked["day"]):
        rows = rows.filter(told_on=day)
    if asked["became"] in BECAME:
        rows = rows.filter(BECAME[asked["became"]][1])
    if asked["person"]:
        rows = rows.filter(message__to_name__icontains=asked["person"])
    return rows


def _numbers(scope, day):
    """The day's reminders and messages of one scope, counted: one query."""
    found = NUMBERS.ask(scope=scope, day=day)
    return dict(zip(COUNTED, found[0] if found else [0] * len(COUNTED), strict=True))


def _sweep_of(scope, day):
    """(when a sweep last ended, when a balance was last counted, that of scope and day).

    One query.
    """
    found = SWEPT.ask(scope=scope, day=day)
    return found[0] if found else (None, None, None)


def _counted():
    """What COUNTED names, of one scope and day; no row where nobody was told anything."""

    def messages(which):
        return Count("message", filter=which, distinct=True)

    of_day = Told.objects.filter(scope=SCOPE, told_on=DAY).order_by().values("scope")
    return of_day.annotate(
        told=Count("id"),
        messages=Count("message", distinct=True),
        handed=messages(SENT & Q(message__is_file=False)),
        written=messages(WRITTEN),
        tried=messages(WAITING & Q(message__attempts__gt=0)),
        waiting=messages(WAITING),
        returned=messages(RETURNED),
    ).values_list(*COUNTED)


def _swept():
    parts = JSONObject(told="told", later="later", quiet="quiet", no_account="no_account")
    tally = Tally.objects.filter(scope=SCOPE, day=DAY).values(parts=parts)
    counted = Heartbeat.objects.filter(name="balance").values("heard_at")
    swept = Heartbeat.objects.filter(name="reminders")
    swept = swept.annotate(tally=Subquery(tally), counted_at=Subquery(counted))
    return swept.values_list("heard_at", "counted_at", "tally")


NUMBERS, SWEPT = KeptQuery(_counted), KeptQuery(_swept)


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
