"""Bulletins for tests: sent by their own action, or as rows of any day."""

from datetime import timedelta

from django.utils import timezone

from coalitions.access.roles import Role
from coalitions.bulletins.actions import sending
from coalitions.bulletins.here import BulletinHere
from coalitions.bulletins.models.bulletin import Bulletin, BulletinPlace, BulletinRole
from coalitions.bulletins.models.recipient import BulletinRecipient, Told
from safety_portal.core.accounts.models import User

TITLE = "Vehicle near dismissal"


def told(**instead):
    """What a form says of a bulletin to administrators; `places` is to be given."""
    return {
        "title": TITLE,
        "text": "A grey van stood on Mill Street on three days.",
        "ask": "Two adults at door 3 at dismissal.",
        "source": "Sheriff’s Office",
        "certainty": "likely",
        "legal_basis": "Shared for the safety of the schools named.",
        "asks_reading": True,
        "expires_on": timezone.localdate() + timedelta(days=30),
        "roles": [Role.ADMINISTRATOR.value],
        "because": "",
        **instead,
    }


def send(*, coalition, by, **instead):
    """A bulletin of today, to the administrators of its own coalition where nothing else is said."""
    return sending.send_bulletin(
        coalition=coalition, by=by, **told(**{"places": [coalition], **instead})
    )


def make_bulletin(
    *, coalition, by, roles=("administrator",), places=(), people=(), days=0, **fields
):
    """The rows of a bulletin that was sent so many days ago to these people, without mail."""
    now = timezone.now() - timedelta(days=days)
    sent_on = timezone.localdate(now)
    bulletin = Bulletin.objects.create(
        **{
            "coalition": coalition,
            "title": TITLE,
            "text": "A grey van stood on Mill Street.",
            "source": "Sheriff’s Office",
            "certainty": "likely",
            "legal_basis": "Shared for the safety of the schools named.",
            "sent_on": sent_on,
            "expires_on": sent_on + timedelta(days=30),
            "sent_at": now,
            "asked_at": now,
            "sent_by": by,
            **fields,
        }
    )
    BulletinRole.objects.bulk_create(
        BulletinRole(
            bulletin=bulletin,
            role=role,
            because="They stand at the door." if role in ("teacher", "staff") else "",
        )
        for role in roles
    )
    BulletinPlace.objects.bulk_create(
        BulletinPlace(bulletin=bulletin, coalition=place) for place in places or [coalition]
    )
    for person in people:
        make_recipient(bulletin=bulletin, person=person, added_at=now)
    return bulletin


def make_recipient(*, bulletin, person, added_at=None, read_at=None):
    held = [each.pk for each in person.memberships.order_by("pk")]
    return BulletinRecipient.objects.create(
        bulletin=bulletin,
        person=person,
        membership_ids=held,
        added_at=added_at or bulletin.sent_at,
        read_at=read_at,
    )


def here(bulletin, coalition=None):
    """The bulletin on the pages of its own coalition, or another, past who may see it."""
    return BulletinHere(
        Bulletin.objects.filter(pk=bulletin.pk).described().get(), coalition or bulletin.coalition
    )


def fresh(account):
    """The account as another request has it: what it may reach is asked anew."""
    return User.objects.get(pk=account.pk)


def visible(account):
    """The titles that an account sees."""
    return [each.title for each in Bulletin.objects.visible_to(fresh(account)).order_by("pk")]


STANDS = {
    *("in force", "over", "taken back", "with news", "answered"),
    *("read", "not read", "not reached", "sent again"),
}


def stands(*, on):
    """How any bulletin stands, and any who got one that is in force."""
    rows = Bulletin.objects.all()
    people = BulletinRecipient.objects.filter(bulletin__in=rows.in_force(on)).standing(on)
    named = {
        "in force": rows.in_force(on),
        "over": rows.filter(expires_on__lt=on, withdrawn_at=None),
        "taken back": rows.filter(withdrawn_at__isnull=False),
        "with news": rows.filter(news__isnull=False),
        "answered": rows.filter(answers__isnull=False),
        "read": people.filter(is_read=True),
        "not read": people.filter(is_read=False, is_lost=False),
        "not reached": people.filter(is_read=False, is_lost=True),
        "sent again": people.filter(tellings__why=Told.AGAIN),
    }
    return {name for name, which in named.items() if which.exists()}
