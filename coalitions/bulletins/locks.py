"""The lock under which a bulletin changes, and what cannot be done with one that is over."""

from datetime import date

from coalitions.bulletins.models.bulletin import Bulletin
from safety_portal.core.look.wording import full_day
from safety_portal.core.states import WrongState

GONE = "This bulletin was deleted, as its coalition keeps bulletins for so long."


def lock_bulletin(bulletin: Bulletin) -> Bulletin:
    """The bulletin, locked until the transaction ends. Raises WrongState where it is deleted."""
    rows = Bulletin.objects.select_for_update(no_key=True, of=("self",))
    locked = rows.select_related("coalition", "sent_by").filter(pk=bulletin.pk).first()
    if locked is None:
        raise WrongState(GONE)
    return locked


def lock_in_force(bulletin: Bulletin, *, on: date) -> Bulletin:
    """The same of one that holds on the day. Raises WrongState where it is over."""
    locked = lock_bulletin(bulletin)
    if locked.withdrawn_at:
        raise WrongState("This bulletin was taken back.")
    if not locked.is_in_force(on):
        raise WrongState(f"This bulletin was in force through {full_day(locked.expires_on)}.")
    return locked
