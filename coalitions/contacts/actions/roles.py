"""The roles of a sheet: begun with the usual ones, added, renamed, taken off."""

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from coalitions.access.policies import can_administer
from coalitions.coalition.locks import lock_coalition
from coalitions.coalition.models import Coalition
from coalitions.contacts.locks import lock_role
from coalitions.contacts.models.sheet import ContactRole
from coalitions.contacts.usual_roles import usual_roles
from safety_portal.core.accounts.models import User
from safety_portal.core.audit.record import record
from safety_portal.core.authority import require
from safety_portal.core.names import tidy_name
from safety_portal.core.refusals import Refused
from safety_portal.core.states import WrongState

# More than a letter page has room for.
MOST_ROLES = 12


@transaction.atomic
def begin_sheet(*, coalition: Coalition, by: User) -> list[ContactRole]:
    """Begin the sheet of a coalition with the usual roles, all empty; returns them.

    Once: where there is a role already, nothing is done and none are returned. Audited.
    """
    require(can_administer(by, coalition))
    coalition = lock_coalition(coalition)
    if coalition.contact_roles.exists():
        return []
    on = timezone.localdate()
    roles = ContactRole.objects.bulk_create(
        ContactRole(coalition=coalition, position=position, made_on=on, **usual)
        for position, usual in enumerate(usual_roles(), start=1)
    )
    names = [role.name for role in roles]
    record(by=by, action="contact_sheet.begun", subject=coalition, scope=coalition, roles=names)
    return roles


@transaction.atomic
def add_role(*, coalition: Coalition, by: User, name: str, in_order: bool) -> ContactRole:
    """Add a role of the coalition's own at the end of its sheet; returns it.

    Raises Refused for a name that is none or known, and for more than MOST_ROLES. Audited.
    """
    require(can_administer(by, coalition))
    coalition = lock_coalition(coalition)
    roles = coalition.contact_roles.current()
    if roles.count() >= MOST_ROLES:
        raise Refused(f"A sheet has at most {MOST_ROLES} roles. Take one off first.")
    name = _checked_name(coalition, name)
    last = coalition.contact_roles.aggregate(last=Max("position"))["last"] or 0
    on = timezone.localdate()
    role = ContactRole.objects.create(
        coalition=coalition, name=name, in_order=in_order, position=last + 1, made_on=on
    )
    record(by=by, action="contact_role.added", subject=role, scope=coalition)
    return role


@transaction.atomic
def change_role(*, role: ContactRole, by: User, name: str, in_order: bool) -> ContactRole:
    """Rename a role, or say whether it has an order; returns it. Refused as add_role.

    Audited where anything differs.
    """
    require(can_administer(by, role.coalition))
    role = lock_role(role)
    name, before = _checked_name(role.coalition, name, but=role.pk), role.name
    if (name, in_order) == (role.name, role.in_order):
        return role
    role.name, role.in_order = name, in_order
    role.save(update_fields=["name", "in_order"])
    record(by=by, action="contact_role.changed", subject=role, scope=role.coalition, before=before)
    return role


def _checked_name(coalition: Coalition, name: str, but: int = 0) -> str:
    name = tidy_name(name)[:80]
    if not name:
        raise Refused("Write the name with letters.", field="name")
    same = coalition.contact_roles.current().filter(name__iexact=name).exclude(pk=but)
    if same.exists():
        raise Refused(f"The sheet has a role {name} already.", field="name")
    return name


@transaction.atomic
def close_role(*, role: ContactRole, by: User) -> ContactRole:
    """Take an empty role off the sheet; returns it. Raises WrongState while somebody answers for
    it. Audited.
    """
    require(can_administer(by, role.coalition))
    role = lock_role(role)
    if role.places.current().exists():
        raise WrongState(f"Take everybody off {role} first.")
    role.closed_at, role.closed_by = timezone.now(), by
    role.save(update_fields=["closed_at", "closed_by"])
    record(by=by, action="contact_role.closed", subject=role, scope=role.coalition)
    return role
