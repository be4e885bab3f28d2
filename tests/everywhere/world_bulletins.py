"""A bulletin of the security officer to three roles of their coalition, with what was said of it."""

from django.utils import timezone

from coalitions.bulletins.models.recipient import BulletinReading, BulletinTelling
from coalitions.bulletins.models.words import BulletinAnswer, BulletinNews
from safety_portal.core.notices.models import Message
from tests import builders, bulletins
from tests.everywhere.world_plans import membership_of

NAMED = ("administrator", "sro", "fire")


def add_bulletins(place):
    """Every word of it is secret: whom it is not for does not learn that there is one."""
    secret = f"{place.mark}-secret"
    people = [membership_of(place, role).person for role in NAMED]
    place.bulletin = bulletins.make_bulletin(
        coalition=place.coalition,
        by=place.cast["security_officer"],
        roles=NAMED,
        people=people,
        title=f"{secret}-bulletin",
        text=f"{secret}-text",
        ask=f"{secret}-ask",
        source=f"{secret}-source",
        legal_basis=f"{secret}-basis",
    )
    for recipient in place.bulletin.recipients.all():
        _told(place, recipient)
    _said(place, place.administrator, f"{secret}-said")


def _told(place, recipient):
    message = Message.objects.create(
        dedupe_key=f"bulletin:{place.bulletin.pk}:{recipient.pk}",
        kind="bulletin",
        account=recipient.person.account,
        to_name=str(recipient.person),
        to_address=f"{place.mark}@example.org",
        subject="Bulletin",
        text="It is read in the portal.",
        due_at=timezone.now(),
        sent_at=timezone.now(),
    )
    BulletinTelling.objects.create(
        recipient=recipient,
        why="again",
        told_on=timezone.localdate(),
        told_at=timezone.now(),
        message=message,
    )


def _said(place, by, words):
    made = {"bulletin": place.bulletin, "made_at": timezone.now(), "made_by": by}
    BulletinNews.objects.create(**made, text=f"{words}-news")
    BulletinAnswer.objects.create(**made, text=f"{words}-answer")
    BulletinReading.objects.create(
        bulletin=place.bulletin,
        account=by,
        reader_name=str(by),
        way="opened",
        read_at=timezone.now(),
    )


def grow_bulletins(place):
    """One more bulletin by somebody new, and one more reader, news, answer and reading of the first."""
    account = builders.make_member(coalition=place.coalition, role="administrator")
    (person,) = account.people.all()
    _told(place, bulletins.make_recipient(bulletin=place.bulletin, person=person))
    _said(place, account, f"more {account.pk}")
    bulletins.make_bulletin(
        coalition=place.coalition, by=account, roles=NAMED, people=[person], title="More"
    )
