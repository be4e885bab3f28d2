"""A bulletin is opened and printed, each time written down, and its reader says so once."""

from django.db import transaction
from django.utils import timezone

from coalitions.access.grants import access_of
from coalitions.bulletins.actions.reaching import reach_reader, read_by
from coalitions.bulletins.here import BulletinHere
from coalitions.bulletins.locks import lock_in_force
from coalitions.bulletins.models.recipient import BulletinRecipient, Way
from coalitions.bulletins.policies import can_confirm_bulletin
from safety_portal.core.accounts.models import User
from safety_portal.core.audit.record import record, unrecorded
from safety_portal.core.authority import require, unasked


@unasked("It writes down what somebody was just let open: to refuse would lose that.")
@unrecorded("It is itself the record of who read what.")
def note_reading(*, here: BulletinHere, by: User, way: Way) -> None:
    """Write down that `by` opened or printed it; who took a role since is a recipient by that. One
    query.
    """
    now = timezone.now()
    people = access_of(by).person_ids if can_confirm_bulletin(by, here) else ()
    read_by(bulletin=here.bulletin.pk, people=people, by=by, way=way, now=now)


@transaction.atomic
def confirm_reading(*, here: BulletinHere, by: User) -> list[BulletinRecipient]:
    """Say that `by` has read it, as it stands; returns the rows that say so, none where they did
    already. Raises WrongState where it is over. Audited.
    """
    require(can_confirm_bulletin(by, here))
    now = timezone.now()
    bulletin = lock_in_force(here.bulletin, on=timezone.localdate(now))
    people = access_of(by).person_ids
    reach_reader(bulletin=bulletin.pk, people=people, by=by, now=now)
    mine = bulletin.recipients.filter(person__in=people)
    unread = list(mine.unread().select_for_update(no_key=True))
    for recipient in unread:
        recipient.read_at = now
        recipient.save(update_fields=["read_at"])
    if unread:
        read_by(bulletin=bulletin.pk, people=(), by=by, way=Way.CONFIRMED, now=now)
        record(by=by, action="bulletin.read", subject=bulletin, name=bulletin.logged_as)
    return unread
