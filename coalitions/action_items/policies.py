"""Who may do what with action items.

Read: whoever reads the coalition's plans for members, down into the schools of a district as they
do; restricted ones who reads restricted sections (models.py). Officials, teachers and partners so
see what is promised to be mended; parents and students only what they own or verify themselves.

Each policy answers Allowed or Denied with the sentence a person is shown.
"""

from coalitions.access import roles
from coalitions.access.grants import Access, access_of
from coalitions.access.policies import LOOKING_ONLY, can_administer
from coalitions.access.roles import Group
from coalitions.action_items.models import ActionItem, ItemEvidence
from coalitions.coalition.models import Coalition
from coalitions.reunification.models.rehearsal import Rehearsal
from safety_portal.core.accounts.models import User
from safety_portal.core.authority import Allowed, Denied

MAY_OPEN = frozenset({Group.ADMINISTRATOR, Group.OFFICERS})


def can_see_items(user: User, coalition: Coalition) -> Allowed | Denied:
    """The list, the board and the file: members but parents and students, and who reads down.

    The rows are narrowed to what each may see.
    """
    access = access_of(user)
    groups = access.groups_in(coalition)
    if groups - {Group.COMMUNITY} or _reads_down(access, coalition):
        return Allowed()
    if groups:
        return Denied("Parents and students find the action items they own on their home page.")
    return Denied(f"Only members of {coalition} see its action items.")


def _reads_down(access: Access, coalition: Coalition) -> bool:
    """Whether a member of the district's coalition reads what a school's is for members.

    From below nothing is read.
    """
    above = {
        grant.group
        for grant in access.grants
        if not grant.of_school and grant.district_id == coalition.district_id
    }
    return bool(coalition.school_id and above & roles.READS_DOWN)


def can_open_item(user: User, coalition: Coalition) -> Allowed | Denied:
    """Open one: administrators and officers."""
    access = access_of(user)
    if access.view_as:
        return LOOKING_ONLY
    if access.groups_in(coalition) & MAY_OPEN:
        return Allowed()
    return Denied(f"Only administrators and officers of {coalition} open action items.")


def can_open_item_of(user: User, rehearsal: Rehearsal) -> Allowed | Denied:
    """Open one of what a rehearsal showed: who opens items of its coalition."""
    return can_open_item(user, rehearsal.coalition)


def can_read_item(user: User, item: ActionItem) -> Allowed | Denied:
    """Anybody whom `visible_to` let through."""
    return Allowed()


def can_read_evidence(user: User, evidence: ItemEvidence) -> Allowed | Denied:
    """Anybody who reads the item: `visible_to` let them through."""
    return Allowed()


def can_change_item(user: User, item: ActionItem) -> Allowed | Denied:
    """Change words, owner, day or how it is checked: who may open one."""
    return can_open_item(user, item.coalition)


def owns(user: User, item: ActionItem) -> bool:
    """Whether the account is its owner: the person named, or who holds the seat today."""
    access = access_of(user)
    if item.owner_id:
        return item.owner_id in access.person_ids
    held = {grant.seat_id for grant in access.grants_in(item.coalition)}
    return item.owner_seat_id in held


def can_show_evidence(user: User, item: ActionItem) -> Allowed | Denied:
    """Add evidence, and say it is done: its owner; administrators and officers for who has no
    account or no time to write.
    """
    access = access_of(user)
    if access.view_as:
        return LOOKING_ONLY
    if owns(user, item) and access.grants_in(item.coalition):
        return Allowed()
    if access.groups_in(item.coalition) & MAY_OPEN:
        return Allowed()
    return Denied(f"Only {item.owned_by}, an administrator or an officer shows evidence of it.")


def can_verify_item(user: User, item: ActionItem) -> Allowed | Denied:
    """Verify or send back: who was named for it and any administrator; never its owner, never who
    said it is done.
    """
    access = access_of(user)
    if access.view_as:
        return LOOKING_ONLY
    is_named = item.verifier_id in access.person_ids and access.grants_in(item.coalition)
    if not is_named and Group.ADMINISTRATOR not in access.groups_in(item.coalition):
        named = f"{item.verifier} or " if item.verifier_id else ""
        return Denied(f"Only {named}an administrator of {item.coalition} verifies this.")
    if owns(user, item):
        return Denied("You own this action item. A second person verifies it.")
    if item.done_by_id == user.pk:
        return Denied("You said that this is done. A second person verifies it.")
    return Allowed()


def can_decide_risk(user: User, item: ActionItem) -> Allowed | Denied:
    """Write down that a risk is accepted: administrators."""
    return can_administer(user, item.coalition)


def can_reopen_item(user: User, item: ActionItem) -> Allowed | Denied:
    """Open again what was verified or accepted: who may open one."""
    return can_open_item(user, item.coalition)
