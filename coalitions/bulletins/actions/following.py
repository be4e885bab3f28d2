"""A bulletin is sent again, told more of, and taken back: by its sender, and by administrators."""

from django.db import transaction
from django.utils import timezone

from coalitions.bulletins.actions.reaching import tell
from coalitions.bulletins.checking import said
from coalitions.bulletins.here import BulletinHere
from coalitions.bulletins.locks import lock_in_force
from coalitions.bulletins.models.bulletin import Bulletin
from coalitions.bulletins.models.recipient import BulletinRecipient, Told
from coalitions.bulletins.models.words import BulletinNews
from coalitions.bulletins.policies import can_keep_bulletin
from safety_portal.core.accounts.models import User
from safety_portal.core.audit.record import record
from safety_portal.core.authority import require
from safety_portal.core.names import tidy_name
from safety_portal.core.notices import outbox
from safety_portal.core.refusals import Refused

TAKEN_BACK = "A bulletin that was taken back"


@transaction.atomic
def send_again(*, here: BulletinHere, by: User) -> int:
    """Mail it once more to those who hold a role of it, have not read it, have an account, and got
    no mail of it today; returns how many. Raises WrongState where it is over. Audited.
    """
    require(can_keep_bulletin(by, here))
    now = timezone.now()
    on = timezone.localdate(now)
    bulletin = lock_in_force(here.bulletin, on=on)
    told_today = bulletin.recipients.filter(tellings__told_on=on)
    waiting = bulletin.recipients.current(on).unread().exclude(pk__in=told_today.values("pk"))
    told = tell(recipients=waiting.to_tell(), by=by, why=Told.AGAIN, now=now)
    if told:
        record(
            by=by,
            action="bulletin.sent_again",
            subject=bulletin,
            name=bulletin.logged_as,
            people=told,
        )
    return told


@transaction.atomic
def add_news(*, here: BulletinHere, by: User, text: str, asks_again: bool) -> BulletinNews:
    """Say what is new below the bulletin; returns it. With `asks_again` everybody is asked to read
    it again, with mail; what they said before stays in the record of readings.

    The same words again are the news there is. Raises Refused without words, WrongState where it is
    over. Audited, without the words.
    """
    require(can_keep_bulletin(by, here))
    text, now = said(text, field="text", missing="Write what is new."), timezone.now()
    on = timezone.localdate(now)
    bulletin = lock_in_force(here.bulletin, on=on)
    last = bulletin.news.order_by("-id").first()
    if last and (last.text, last.made_by_id) == (text, by.pk):
        return last
    news = BulletinNews.objects.create(
        bulletin=bulletin, text=text, asks_again=asks_again, made_at=now, made_by=by
    )
    told = 0
    if asks_again:
        bulletin.asked_at = now
        bulletin.save(update_fields=["asked_at"])
        told = tell(recipients=_current(bulletin), by=by, why=Told.NEWS, now=now)
    record(
        by=by,
        action="bulletin_news.added",
        subject=bulletin,
        name=bulletin.logged_as,
        asks_again=asks_again,
        people=told,
    )
    return news


def _current(bulletin: Bulletin) -> list[BulletinRecipient]:
    return list(bulletin.recipients.current(timezone.localdate()).to_tell())


@transaction.atomic
def withdraw_bulletin(*, here: BulletinHere, by: User, because: str) -> Bulletin:
    """Take a bulletin back at once from everybody but its sender and administrators, who see why,
    and send no mail of it that still waits; returns it. Raises Refused without a reason, WrongState
    where it is over. Audited.
    """
    require(can_keep_bulletin(by, here))
    if not (because := tidy_name(because)):
        raise Refused("Say why; the sender and administrators see it.", field="because")
    bulletin = lock_in_force(here.bulletin, on=timezone.localdate())
    bulletin.withdrawn_at, bulletin.withdrawn_by = timezone.now(), by
    bulletin.withdrawn_because = because
    bulletin.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_because"])
    outbox.stop(keys=[f"bulletin:{bulletin.pk}:"], words=TAKEN_BACK, now=bulletin.withdrawn_at)
    record(by=by, action="bulletin.withdrawn", subject=bulletin, name=bulletin.logged_as)
    return bulletin
