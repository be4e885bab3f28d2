"""Who sends a bulletin, and who of its readers does what with it.

Who reads one `visible_to` decides: whoever it is not for gets what does not exist.
"""

from coalitions.access.grants import access_of
from coalitions.access.policies import LOOKING_ONLY, Scope
from coalitions.access.roles import Group
from coalitions.bulletins.here import BulletinHere, groups_named
from coalitions.bulletins.naming import LISTED_FOR, SENDERS
from safety_portal.core.accounts.models import User
from safety_portal.core.authority import Allowed, Denied


def can_list_bulletins(user: User, coalition: Scope) -> Allowed | Denied:
    """The list: of each reader those that are for them."""
    if LISTED_FOR & access_of(user).groups_in(coalition):
        return Allowed()
    return Denied(
        f"Only administrators, officers and responders of {coalition} have this page. Whatever is"
        " sent to you comes by mail and stands on Home."
    )


def can_send_bulletin(user: User, coalition: Scope) -> Allowed | Denied:
    """Send one: officers and administrators, where they are that."""
    access = access_of(user)
    if access.view_as:
        return LOOKING_ONLY
    if SENDERS & access.groups_in(coalition):
        return Allowed()
    return Denied(f"Only officers and administrators of {coalition} send bulletins.")


def can_read_bulletin(user: User, here: BulletinHere) -> Allowed | Denied:
    """Anybody whom `visible_to` let through."""
    return Allowed()


def can_confirm_bulletin(user: User, here: BulletinHere) -> Allowed | Denied:
    """Say that one has read it: whoever it names, but who sent it."""
    if groups_named(user, here.bulletin) and not is_sender(user, here):
        return Allowed()
    return Denied("Only those whom this bulletin was sent to say that they have read it.")


def can_keep_bulletin(user: User, here: BulletinHere) -> Allowed | Denied:
    """See who has read it, send it again, add news, take it back: the sender, and administrators it
    was sent to.
    """
    if is_sender(user, here) or Group.ADMINISTRATOR in groups_named(user, here.bulletin):
        return Allowed()
    return Denied("Only the sender and administrators whom it was sent to may do this.")


def can_add_recipients(user: User, here: BulletinHere) -> Allowed | Denied:
    """Send it to more roles or schools: who keeps it, where they may send from its coalition."""
    keeps = can_keep_bulletin(user, here)
    if keeps and not SENDERS & access_of(user).groups_in(here.bulletin.coalition):
        return Denied(f"Only who may send from {here.bulletin.coalition} changes who gets it.")
    return keeps


def can_answer_bulletin(user: User, here: BulletinHere) -> Allowed | Denied:
    """Answer and ask back: administrators it was sent to; and the sender, to them."""
    if can_keep_bulletin(user, here):
        return Allowed()
    return Denied("Only administrators whom it was sent to answer, and the sender answers them.")


def can_read_answers(user: User, here: BulletinHere) -> Allowed | Denied:
    """What was answered: the sender, and administrators and officers it was sent to."""
    if can_keep_bulletin(user, here) or Group.OFFICERS in groups_named(user, here.bulletin):
        return Allowed()
    return Denied("Only the sender, administrators and officers read answers.")


def is_sender(user: User, here: BulletinHere) -> Allowed | Denied:
    """Whoever sent it; `visible_to` asks besides that they may still send."""
    if here.bulletin.sent_by_id == user.pk and not access_of(user).view_as:
        return Allowed()
    return Denied("Only who sent it.")
