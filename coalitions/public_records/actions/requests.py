"""A request is written down, gets a later day, and is closed."""

from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone

from coalitions.coalition.locks import lock_coalition
from coalitions.coalition.models import Coalition
from coalitions.public_records.lifecycle import CLOSED, REQUEST_MOVES, RequestState
from coalitions.public_records.locks import lock_request, require_open, where_it_stands
from coalitions.public_records.models.request import RecordsRequest
from coalitions.public_records.policies import can_answer_request, can_answer_requests
from safety_portal.core.accounts.models import User
from safety_portal.core.audit.record import record
from safety_portal.core.authority import require
from safety_portal.core.names import tidy_line
from safety_portal.core.refusals import Refused
from safety_portal.core.states import check_move

LONGEST_NAME, LONGEST_TEXT, LONGEST_REASON = 200, 1000, 500
# No request waits for years, and facts are counted as far back as records are kept.
EARLIEST, FURTHEST = timedelta(days=2 * 366), timedelta(days=366)
OLDEST_PERIOD = timedelta(days=10 * 366)


@transaction.atomic
def record_request(
    *,
    coalition: Coalition,
    asked_by: str,
    asked_for: str,
    received_on: date,
    due_on: date,
    begins_on: date,
    ends_on: date,
    by: User,
) -> RecordsRequest:
    """Write down what somebody asked for; returns the RecordsRequest. Raises Refused. Audited.

    Sent twice it is one request. The audit row has no words of it.
    """
    require(can_answer_requests(by, coalition))
    coalition = lock_coalition(coalition)
    said = {
        "asked_by": _line(asked_by, "asked_by", LONGEST_NAME),
        "asked_for": _line(asked_for, "asked_for", LONGEST_TEXT),
        "received_on": _checked_received(received_on),
        "due_on": _checked_due(due_on, received_on),
    }
    _check_period(begins_on, ends_on)
    said |= {"begins_on": begins_on, "ends_on": ends_on}
    if RecordsRequest.objects.open().filter(coalition=coalition, **said).exists():
        raise Refused("This request is written down already.", field="asked_by")
    request = RecordsRequest.objects.create(
        coalition=coalition, recorded_at=timezone.now(), recorded_by=by, **said
    )
    detail = {"due_on": due_on.isoformat()}
    record(by=by, action="records_request.recorded", subject=request, scope=coalition, **detail)
    return request


@transaction.atomic
def set_due_day(*, request: RecordsRequest, due_on: date, because: str, by: User) -> RecordsRequest:
    """Answer it by another day, and why; returns it. Raises Refused, WrongState. Audited."""
    require(can_answer_request(by, request))
    now = lock_request(request)
    require_open(now)
    due_because = _line(because, "because", LONGEST_REASON)
    before, now.due_on = now.due_on, _checked_due(due_on, now.received_on)
    if now.due_on == before:
        raise Refused("This is the day it has already. Choose another one.", field="due_on")
    now.due_because = due_because
    now.save(update_fields=["due_on", "due_because"])
    detail = {"due_on": due_on.isoformat(), "before": before.isoformat()}
    record(by=by, action="records_request.postponed", subject=now, scope=now.coalition, **detail)
    return now


@transaction.atomic
def close_request(
    *, request: RecordsRequest, outcome: str, closed_on: date, because: str, by: User
) -> RecordsRequest:
    """Write down that it was answered, outside the portal, or taken back; returns it.

    Raises Refused, WrongState. Audited.
    """
    require(can_answer_request(by, request))
    now = lock_request(request)
    if outcome not in CLOSED:
        raise Refused("Say whether it was answered or taken back.", field="outcome")
    check_move(REQUEST_MOVES, old=now.state, new=outcome, sentence=where_it_stands(now))
    now.state = RequestState(outcome)
    now.closed_on = _checked_closed(closed_on, now.received_on)
    now.closed_because = _line(because, "because", LONGEST_REASON)
    now.closed_at, now.closed_by = timezone.now(), by
    fields = ("state", "closed_on", "closed_because", "closed_at", "closed_by")
    now.save(update_fields=fields)
    record(by=by, action=f"records_request.{outcome}", subject=now, scope=now.coalition)
    return now


def _line(words: str, field: str, most: int) -> str:
    if not (said := tidy_line(words)):
        raise Refused("Write something here, with letters.", field=field)
    if len(said) > most:
        raise Refused(f"This has {len(said):,} letters; {most:,} is the most.", field=field)
    return said


def _checked_received(day: date) -> date:
    today = timezone.localdate()
    if not today - EARLIEST <= day <= today:
        raise Refused("Choose the day on which it came: today or before.", field="received_on")
    return day


def _checked_due(day: date, received_on: date) -> date:
    if not received_on <= day <= received_on + FURTHEST:
        words = "Choose a day after the request came, within a year."
        raise Refused(words, field="due_on")
    return day


def _checked_closed(day: date, received_on: date) -> date:
    if not received_on <= day <= timezone.localdate():
        words = "Choose a day between the day the request came and today."
        raise Refused(words, field="closed_on")
    return day


def _check_period(begins_on: date, ends_on: date) -> None:
    today = timezone.localdate()
    if not today - OLDEST_PERIOD <= begins_on <= today:
        raise Refused("Facts are counted from a day of the last ten years.", field="begins_on")
    if not begins_on <= ends_on <= today:
        words = "Choose a day from the first one on, today at the latest."
        raise Refused(words, field="ends_on")
