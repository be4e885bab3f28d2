"""Memberships: begun, changed, ended; never deleted."""

from django.db import transaction
from django.utils import timezone

from coalitions.access.policies import can_administer
from coalitions.access.roles import Role
from coalitions.coalition.locks import lock_coalition
from coalitions.memberships import mail
from coalitions.memberships.actions.designating import end_with
from coalitions.memberships.models.membership import Membership
from coalitions.memberships.policies import can_leave
from coalitions.seats.fitting import check_fits
from safety_portal.core.audit.record import record, unrecorded
from safety_portal.core.authority import require, unasked
from safety_portal.core.names import tidy_name
from safety_portal.core.refusals import Refused
from safety_portal.core.states import WrongState


@unasked("A step of actions that have asked, and hold the lock.")
@unrecorded("The action it is a step of records what it was for.")
def place_member(
    *, coalition, person, role, on, title="", seat=None, agency=None, is_local_champion=False
):
    """Begin a membership, or complete the one that holds already in this role. For actions.

    Writes no audit row.
    """
    membership = (
        Membership.objects.current(on).filter(coalition=coalition, person=person, role=role).first()
    )
    if membership is None:
        return Membership.objects.create(
            coalition=coalition,
            person=person,
            role=role,
            title=title,
            seat=seat,
            agency=agency,
            is_local_champion=is_local_champion,
            starts_on=on,
        )
    membership.title, membership.seat, membership.agency = (
        title or membership.title,
        seat or membership.seat,
        agency or membership.agency,
    )
    membership.is_local_champion = is_local_champion or membership.is_local_champion
    membership.save(update_fields=["title", "seat", "agency", "is_local_champion"])
    return membership


@transaction.atomic
def add_membership(*, coalition, person, role, by, on=None, title="", seat=None, agency=None):
    """Make a known person a member from the day `on` (today), with or without an account.

    Returns the membership.

    Raises Refused where they are one already, or seat or agency are of somewhere else. Writes an
    audit row, and a mail to who can sign in unless
    they did it themselves; anybody else is asked in by an invitation.
    """
    require(can_administer(by, coalition))
    coalition = lock_coalition(coalition)
    check_fits(coalition=coalition, role=role, seat=seat, agency=agency)
    if person.district_id != coalition.district_id:
        raise ValueError("People are kept per district: this one belongs to another.")
    on = on or timezone.localdate()
    later = Membership.objects.filter(coalition=coalition, person=person, role=role).exclude(
        ends_on__lte=on
    )
    if later.exists():
        raise Refused(f"{person} is a member of {coalition} in this role already.")
    membership = Membership.objects.create(
        coalition=coalition,
        person=person,
        role=role,
        title=tidy_name(title)[:120],
        seat=seat,
        agency=agency,
        starts_on=on,
    )
    record(by=by, action="membership.added", subject=membership, scope=coalition, role=role)
    mail.tell_begun(membership, by=by)
    return membership


@transaction.atomic
def change_membership(*, membership, by, title, seat, agency, is_chair, is_local_champion):
    """Change what a member is called and does; never the role: that is another membership.

    Returns it.

    Raises WrongState when it has ended, Refused for a seat or agency of somewhere else. Writes
    an audit row, and a mail unless the person did it.
    """
    require(can_administer(by, membership.coalition))
    coalition = lock_coalition(membership.coalition)
    membership = _current(membership, on=timezone.localdate())
    check_fits(coalition=coalition, role=membership.role, seat=seat, agency=agency)
    new = {
        "title": tidy_name(title)[:120],
        "seat": seat,
        "agency": agency,
        "is_chair": is_chair,
        "is_local_champion": is_local_champion,
    }
    before = {
        field: getattr(membership, field)
        for field, value in new.items()
        if getattr(membership, field) != value
    }
    if not before:
        return membership
    for field in before:
        setattr(membership, field, new[field])
    membership.save(update_fields=list(before))
    detail = {field: str(new[field]) if new[field] is not None else None for field in before}
    row = record(by=by, action="membership.changed", subject=membership, scope=coalition, **detail)
    mail.tell_changed(membership, before, by=by, row=row)
    return membership


@transaction.atomic
def end_membership(*, membership, by, on=None, because=""):
    """End a membership: the day `on` (today) is the first it no longer holds. Returns it.

    From the next request on the person reaches nothing through it. Raises WrongState for the
    only administrator who can sign in, WrongState when it has ended already. Writes an audit row,
    and a mail unless the person did it.
    """
    require(can_administer(by, membership.coalition))
    return _end_membership(membership, by=by, on=on, because=because)


def _end_membership(membership, *, by, on=None, because=""):
    coalition = lock_coalition(membership.coalition)
    on = on or timezone.localdate()
    membership = _current(membership, on=on)
    if membership.role == Role.ADMINISTRATOR:
        _check_another_administrator(coalition, membership, on=on)
    membership.ends_on = max(on, membership.starts_on)
    membership.save(update_fields=["ends_on"])
    because = tidy_name(because)
    end_with(memberships=[membership.pk], by=by, on=membership.ends_on, because=because)
    record(
        by=by,
        action="membership.ended",
        subject=membership,
        scope=coalition,
        on=on.isoformat(),
        because=because,
    )
    mail.tell_ended(membership, by=by, because=because)
    return membership


@transaction.atomic
def leave(*, membership, by):
    """End one's own membership, today; raises and writes as end_membership."""
    require(can_leave(by, membership))
    return _end_membership(membership, by=by, because="Left the coalition.")


def _current(membership, *, on):
    """The membership locked with its person.

    Raises WrongState unless it still holds on the day `on`.
    """
    rows = Membership.objects.select_for_update(no_key=True, of=("self",)).select_related(
        "person__account", "coalition", "seat", "agency"
    )
    locked = rows.get(pk=membership.pk)
    if locked.ends_on and locked.ends_on <= on:
        raise WrongState(f"The membership of {locked.person} has ended already.")
    return locked


def _check_another_administrator(coalition, membership, *, on):
    others = Membership.objects.filter(coalition=coalition).administrators_who_stay(on)
    others = others.exclude(pk=membership.pk)
    if not others.exists():
        raise WrongState(
            f"{membership.person} is the only administrator of {coalition} who can sign in. "
            "Invite another administrator first; once they have accepted, end this membership."
        )
