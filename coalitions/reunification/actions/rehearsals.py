"""A rehearsal is planned, written down after it was held, or called off."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from coalitions.access.policies import can_administer
from coalitions.coalition.locks import lock_coalition
from coalitions.coalition.models import Coalition
from coalitions.reunification.checking import check_year
from coalitions.reunification.content import rehearsal_of
from coalitions.reunification.lifecycle import RehearsalState
from coalitions.reunification.locks import locked_rehearsal
from coalitions.reunification.models.rehearsal import Rehearsal
from safety_portal.core.accounts.models import User
from safety_portal.core.audit.record import record
from safety_portal.core.authority import require
from safety_portal.core.names import tidy_text, typed
from safety_portal.core.refusals import Refused

WRITTEN = ["learned", "people", "minutes_to_first_release", "written_at", "written_by"]


@transaction.atomic
def plan_rehearsal(
    *, coalition: Coalition, by: User, kind: str, takes_place_on: date, practised: str
) -> Rehearsal:
    """Plan a rehearsal of a kind (content.REHEARSALS, by code); returns it.

    The day may be past: then it is written down next. Raises Refused for a kind that is none, a
    day that is too far away, and for the same one again. Audited.
    """
    require(can_administer(by, coalition))
    coalition = lock_coalition(coalition)
    if rehearsal_of(kind) is None or coalition.school_id is None:
        raise Refused("There is no such rehearsal here.", field="kind")
    check_year(takes_place_on, field="takes_place_on", on=timezone.localdate())
    rehearsal = Rehearsal(coalition=coalition, kind=kind, takes_place_on=takes_place_on)
    rehearsal.practised = _said(practised, field="practised")
    same = Rehearsal.objects.filter(coalition=coalition, kind=kind, called_off_at__isnull=True)
    if same.filter(takes_place_on=takes_place_on).exists():
        raise Refused("A rehearsal of this kind is planned for this day.", field="takes_place_on")
    rehearsal.planned_at, rehearsal.planned_by = timezone.now(), by
    rehearsal.save(force_insert=True)
    _record(by, "rehearsal.planned", rehearsal)
    return rehearsal


@transaction.atomic
def write_up(
    *,
    rehearsal: Rehearsal,
    by: User,
    learned: str,
    people: int | None,
    minutes_to_first_release: int | None,
) -> Rehearsal:
    """Write down what a rehearsal showed, which says that it was held; returns it.

    `people` is how many took part; the minutes are from the decision to the first release. Raises
    WrongState where it is written down or was called off, Refused before its day. Audited.
    """
    require(can_administer(by, rehearsal.coalition))
    rehearsal = locked_rehearsal(rehearsal, RehearsalState.HELD)
    if rehearsal.takes_place_on > timezone.localdate():
        raise Refused("This rehearsal is still to come. Write it down afterwards.")
    rehearsal.learned = _said(learned, field="learned")
    rehearsal.people = people
    rehearsal.minutes_to_first_release = minutes_to_first_release
    rehearsal.written_at, rehearsal.written_by = timezone.now(), by
    rehearsal.save(update_fields=WRITTEN)
    _record(by, "rehearsal.held", rehearsal)
    return rehearsal


@transaction.atomic
def call_off(*, rehearsal: Rehearsal, by: User, because: str) -> Rehearsal:
    """Say that a planned rehearsal is not held, and why; returns it.

    Raises WrongState where it was held or called off. Audited.
    """
    require(can_administer(by, rehearsal.coalition))
    rehearsal = locked_rehearsal(rehearsal, RehearsalState.CALLED_OFF)
    rehearsal.called_off_because = _said(because, field="because")
    rehearsal.called_off_at, rehearsal.called_off_by = timezone.now(), by
    rehearsal.save(update_fields=["called_off_at", "called_off_by", "called_off_because"])
    _record(by, "rehearsal.called_off", rehearsal)
    return rehearsal


def _said(text: str, *, field: str) -> str:
    """The text, tidied. Raises Refused where a reader would see nothing of it."""
    if not typed(text):
        raise Refused("Write this with letters.", field=field)
    return tidy_text(text)


def _record(by: User, action: str, rehearsal: Rehearsal) -> None:
    said = {"kind": rehearsal.kind, "takes_place_on": str(rehearsal.takes_place_on)}
    record(by=by, action=action, subject=rehearsal, scope=rehearsal.coalition, **said)
