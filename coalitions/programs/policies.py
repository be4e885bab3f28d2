"""Who reads programs, recommends, decides, measures and reviews: a verdict with its reason."""

from coalitions.access.grants import access_of
from coalitions.access.policies import LOOKING_ONLY, Scope, can_administer
from coalitions.access.roles import MEMBERS, Group
from coalitions.meetings.policies import can_run_meetings
from coalitions.programs.here import EntryHere
from coalitions.programs.models.program import Program
from safety_portal.core.accounts.models import User
from safety_portal.core.authority import Allowed, Denied

RECOMMENDERS = frozenset({Group.ADMINISTRATOR, Group.OFFICERS})


def can_read_programs(user: User, coalition: Scope) -> Allowed | Denied:
    """What is done and what could be: who reads what members read there."""
    if MEMBERS in access_of(user).levels_in(coalition):
        return Allowed()
    return Denied(f"Programs of {coalition} are for its members; parents and students read none.")


def can_read_program(user: User, program: Program) -> Allowed | Denied:
    """The same of one program."""
    return can_read_programs(user, program.coalition)


def can_read_entry(user: User, here: EntryHere) -> Allowed | Denied:
    """The same of an entry of the catalogue."""
    return can_read_programs(user, here.coalition)


def can_recommend(user: User, here: EntryHere) -> Allowed | Denied:
    """Say that the coalition should have such a program: administrators and officers."""
    access = access_of(user)
    if access.view_as:
        return LOOKING_ONLY
    if access.groups_in(here.coalition) & RECOMMENDERS:
        return Allowed()
    return Denied(f"Only administrators and officers of {here.coalition} recommend programs.")


def can_change_entry(user: User, here: EntryHere) -> Allowed | Denied:
    """Change or withdraw an entry: administrators of the coalition that wrote it."""
    if here.own is None:
        return Denied("This entry came with the portal, and stays as it is. Add one of your own.")
    if here.own.coalition_id != here.coalition.pk:
        return Denied(f"This entry is of {here.own.coalition}, where it is changed.")
    return can_administer(user, here.coalition)


def can_decide_program(user: User, program: Program) -> Allowed | Denied:
    """Write down that it was adopted or not, start it, change who leads it: administrators."""
    return can_administer(user, program.coalition)


def can_measure(user: User, program: Program) -> Allowed | Denied:
    """Enter numbers: administrators, officers, and who leads it."""
    access = access_of(user)
    if access.view_as:
        return LOOKING_ONLY
    if access.groups_in(program.coalition) & RECOMMENDERS or _leads(user, program):
        return Allowed()
    return Denied("Only administrators, officers and who leads this program enter its numbers.")


def can_review(user: User, program: Program) -> Allowed | Denied:
    """Write down what a meeting decided about it: administrators, and who leads it."""
    verdict = can_administer(user, program.coalition)
    if verdict or access_of(user).view_as:
        return verdict
    if _leads(user, program):
        return Allowed()
    return Denied("Only administrators and who leads this program write down its reviews.")


def _leads(user: User, program: Program) -> bool:
    access = access_of(user)
    is_leader = program.leader_id is not None and program.leader_id in access.person_ids
    return is_leader and bool(access.grants_in(program.coalition))


def can_discuss_program(user: User, program: Program) -> Allowed | Denied:
    """Put it on the agenda of a meeting: who makes the agendas of the coalition."""
    return can_run_meetings(user, program.coalition)
