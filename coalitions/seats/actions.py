"""Seats: which a coalition has, and which it leaves empty."""

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.text import slugify

from coalitions.access.policies import can_administer
from coalitions.coalition.locks import lock_coalition
from coalitions.seats.models import Seat
from safety_portal.core.audit.record import record
from safety_portal.core.authority import require
from safety_portal.core.names import tidy_name
from safety_portal.core.refusals import Refused
from safety_portal.core.states import WrongState

SETTABLE = ("title", "filled_by_roles", "recommended_minimum", "signs_plan", "why")


@transaction.atomic
def add_seat(*, coalition, by, title, filled_by_roles, recommended_minimum, signs_plan, why):
    """Add a seat of the coalition's own; returns it. Raises Refused when one has this title.

    Writes an audit row.
    """
    require(can_administer(by, coalition))
    coalition = lock_coalition(coalition)
    title = _title(title)
    _check_free(coalition, title)
    last = coalition.seats.aggregate(last=Max("position"))["last"] or 0
    seat = Seat.objects.create(
        coalition=coalition,
        code=_free_code(coalition, title),
        title=title,
        filled_by_roles=filled_by_roles,
        recommended_minimum=recommended_minimum,
        signs_plan=signs_plan,
        why=why,
        asked_for_by=[],
        position=last + 1,
    )
    record(by=by, action="seat.added", subject=seat, scope=coalition, signs_plan=signs_plan)
    return seat


@transaction.atomic
def change_seat(*, seat, by, **new):
    """Change title, filled_by_roles, recommended_minimum, signs_plan or why; returns the seat.

    Writes an audit row.

    Who sits on it stays; who asks for it (asked_for_by) is fact and not changed here. Raises
    Refused for a title that another seat has, or that nobody can read.
    """
    require(can_administer(by, seat.coalition))
    if unknown := set(new) - set(SETTABLE):
        raise TypeError(f"A seat has no settable {', '.join(sorted(unknown))}.")
    if "title" in new:
        new["title"] = _title(new["title"])
    coalition = lock_coalition(seat.coalition)
    seat = Seat.objects.get(pk=seat.pk)
    if new.get("title", seat.title) != seat.title:
        _check_free(coalition, new["title"], but=seat.pk)
    changed = {field: value for field, value in new.items() if getattr(seat, field) != value}
    if changed:
        for field, value in changed.items():
            setattr(seat, field, value)
        seat.save(update_fields=list(changed))
        record(by=by, action="seat.changed", subject=seat, scope=coalition, **changed)
    return seat


@transaction.atomic
def leave_seat_empty(*, seat, by, because):
    """Say why the coalition leaves a seat empty: it no longer counts as vacant.

    Raises WrongState while somebody holds it, Refused without a reason.

    This waives nothing on a plan: a vacant signing seat is waived edition by edition. Writes an
    audit row.
    """
    require(can_administer(by, seat.coalition))
    if not (because := tidy_name(because)):
        raise Refused("Write why it stays empty: it is shown beside the seat.", field="because")
    coalition = lock_coalition(seat.coalition)
    seat = Seat.objects.get(pk=seat.pk)
    if seat.memberships.current(timezone.localdate()).exists():
        raise WrongState(
            f"Somebody holds the seat {seat.title}. Give that member another seat first."
        )
    seat.left_empty_at, seat.left_empty_by, seat.left_empty_because = (
        timezone.now(),
        by,
        because,
    )
    seat.save(update_fields=["left_empty_at", "left_empty_by", "left_empty_because"])
    record(
        by=by,
        action="seat.left_empty",
        subject=seat,
        scope=coalition,
        because=seat.left_empty_because,
    )
    return seat


@transaction.atomic
def seek_for_seat(*, seat, by):
    """Look for somebody for a seat that was left empty: it counts as vacant again.

    Writes an audit row.
    """
    require(can_administer(by, seat.coalition))
    coalition = lock_coalition(seat.coalition)
    seat = Seat.objects.get(pk=seat.pk)
    if seat.left_empty_at is None:
        raise WrongState(f"The seat {seat.title} was not left empty.")
    seat.left_empty_at, seat.left_empty_by, seat.left_empty_because = None, None, ""
    seat.save(update_fields=["left_empty_at", "left_empty_by", "left_empty_because"])
    record(by=by, action="seat.opened_again", subject=seat, scope=coalition)
    return seat


def _title(title):
    if not (title := tidy_name(title)[:120]):
        raise Refused("Write the title with letters.", field="title")
    return title


def _check_free(coalition, title, but=None):
    if coalition.seats.filter(title__iexact=title).exclude(pk=but).exists():
        raise Refused(f"There is a seat {title} already.", field="title")


def _free_code(coalition, title):
    base = slugify(title)[:50].replace("-", "_") or "seat"
    taken = set(coalition.seats.filter(code__startswith=base).values_list("code", flat=True))
    return next(
        code
        for code in (base, *(f"{base}_{n}" for n in range(2, len(taken) + 3)))
        if code not in taken
    )
