"""A coalition adds an entry to its catalogue, changes it, withdraws it."""

from django.db import transaction
from django.utils import timezone

from coalitions.access.policies import can_administer
from coalitions.coalition.locks import lock_coalition
from coalitions.coalition.models import Coalition
from coalitions.programs.catalogue import EntryText, checked
from coalitions.programs.here import EntryHere
from coalitions.programs.locks import lock_entry
from coalitions.programs.models.entry import ProgramEntry
from coalitions.programs.policies import can_change_entry
from coalitions.programs.queries import free_code
from safety_portal.core.accounts.models import User
from safety_portal.core.audit.record import record
from safety_portal.core.authority import require
from safety_portal.core.refusals import Refused
from safety_portal.core.states import WrongState

STALE = "Somebody saved this entry while you wrote. Look at it as it stands now, then write again."
PORTALS = "This entry came with the portal, and stays as it is."


@transaction.atomic
def add_entry(*, coalition: Coalition, text: EntryText, by: User) -> ProgramEntry:
    """Add an entry to the catalogue of a coalition; returns it. Raises Refused. Audited."""
    require(can_administer(by, coalition))
    coalition, text = lock_coalition(coalition), checked(text)
    _check_title(coalition, text.title)
    entry = ProgramEntry.objects.create(
        coalition=coalition,
        code=free_code(coalition, text.title),
        written_at=timezone.now(),
        written_by=by,
        **text.fields,
    )
    _audit(entry, "program_entry.added", by=by)
    return entry


@transaction.atomic
def change_entry(*, here: EntryHere, saves: int, text: EntryText, by: User) -> ProgramEntry:
    """Change what an own entry says; returns it. `saves` as its form showed it.

    Programs that were recommended by it keep their words. Raises Refused, WrongState. Audited.
    """
    require(can_change_entry(by, here))
    text, entry = checked(text), lock_entry(_own(here))
    if entry.saves != saves:
        raise WrongState(STALE)
    if entry.text == text:
        raise Refused("Nothing differs from what is written down.")
    if entry.title != text.title:
        _check_title(entry.coalition, text.title)
    for name, value in text.fields.items():
        setattr(entry, name, value)
    entry.saves += 1
    entry.written_at, entry.written_by = timezone.now(), by
    entry.save()
    _audit(entry, "program_entry.changed", by=by)
    return entry


@transaction.atomic
def withdraw_entry(*, here: EntryHere, by: User) -> ProgramEntry:
    """Take an own entry out of the catalogue; returns it. Programs of it stay.

    Raises WrongState. Audited.
    """
    require(can_change_entry(by, here))
    entry = lock_entry(_own(here))
    entry.withdrawn_at, entry.withdrawn_by = timezone.now(), by
    entry.save(update_fields=["withdrawn_at", "withdrawn_by"])
    _audit(entry, "program_entry.withdrawn", by=by)
    return entry


def _own(here: EntryHere) -> ProgramEntry:
    if here.own is None:
        raise WrongState(PORTALS)
    return here.own


def _check_title(coalition: Coalition, title: str) -> None:
    entries = ProgramEntry.objects.filter(coalition=coalition, title__iexact=title)
    if entries.listed().exists():
        raise Refused("The catalogue has an entry with this title.", field="title")


def _audit(entry: ProgramEntry, action: str, *, by: User) -> None:
    record(by=by, action=action, subject=entry, name=entry.title, scope=entry.coalition_id)
