"""A bulletin is sent: to whoever holds one of its roles at one of its places; later to more."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Unpack

from django.db import transaction
from django.utils import timezone

from coalitions.bulletins.actions.reaching import reach
from coalitions.bulletins.checking import BECAUSE, Told, check_roles, checked
from coalitions.bulletins.here import BulletinHere
from coalitions.bulletins.locks import lock_in_force
from coalitions.bulletins.models.bulletin import Bulletin, BulletinPlace, BulletinRole
from coalitions.bulletins.models.recipient import BulletinRecipient
from coalitions.bulletins.naming import WITH_A_REASON
from coalitions.bulletins.policies import can_add_recipients, can_send_bulletin
from coalitions.bulletins.queries import places_to_choose, somebody_holds
from coalitions.coalition.locks import lock_coalition
from coalitions.coalition.models import Coalition
from safety_portal.core.accounts.models import User
from safety_portal.core.audit.record import record
from safety_portal.core.authority import require
from safety_portal.core.names import tidy_name
from safety_portal.core.refusals import Refused

ELSEWHERE = (
    "Choose your own school, its district, or schools you are a member of. To all schools a"
    " bulletin is sent from the coalition of their district."
)
NOBODY = (
    "Nobody else holds one of these roles at these schools today. Choose more roles or schools."
)


@transaction.atomic
def send_bulletin(*, coalition: Coalition, by: User, **told: Unpack[Told]) -> Bulletin:
    """Send a bulletin and owe its mail; returns it.

    The same words of the same sender again, while they are in force, are the bulletin there is.
    Raises Refused for what cannot be said or sent, and where nobody would get it. Audited, without
    the words.
    """
    require(can_send_bulletin(by, coalition))
    coalition, now = lock_coalition(coalition), timezone.now()
    on = timezone.localdate(now)
    kept = checked(told, on=on)
    _check_places(kept["places"], by, coalition)
    same = {"coalition": coalition, "sent_by": by, "title": kept["title"], "text": kept["text"]}
    if there := Bulletin.objects.in_force(on).filter(**same).first():
        return there
    if not somebody_holds(kept["roles"], kept["places"], besides=by, on=on):
        raise Refused(NOBODY, field="roles")
    bulletin = _make(coalition, kept, by=by, now=now)
    reached = reach(bulletin=bulletin.pk, by=by, now=now, on=on)
    _record("bulletin.sent", bulletin, kept["roles"], kept["places"], reached, by=by)
    return bulletin


@transaction.atomic
def add_recipients(
    *,
    here: BulletinHere,
    by: User,
    roles: Sequence[str],
    places: Sequence[Coalition],
    because: str,
) -> list[BulletinRecipient]:
    """Name more roles and places in a bulletin, and send it to whom it reaches by that; returns
    them. What it names already is not named twice: nobody loses it, and nobody gets it again.

    Raises Refused for what cannot be added and where nobody would get it, WrongState where it is
    over. Audited, without the words.
    """
    require(can_add_recipients(by, here))
    now = timezone.now()
    on = timezone.localdate(now)
    bulletin = lock_in_force(here.bulletin, on=on)
    known = [each.role for each in bulletin.roles.all()], _places_of(bulletin)
    new_roles = [role for role in dict.fromkeys(roles) if role not in known[0]]
    new_places = [place for place in dict.fromkeys(places) if place not in known[1]]
    because = tidy_name(because)[:BECAUSE]
    check_roles(new_roles, because)
    _check_places(new_places, by, bulletin.coalition)
    if not (new_roles or new_places):
        return []
    named = known[0] + new_roles, known[1] + new_places
    if not somebody_holds(*named, besides=bulletin.sent_by, on=on, known=bulletin):
        raise Refused(NOBODY, field="roles")
    _name(bulletin, new_roles, new_places, because=because)
    reached = reach(bulletin=bulletin.pk, by=by, now=now, on=on)
    _record("bulletin.recipients_added", bulletin, new_roles, new_places, reached, by=by)
    return reached


def _places_of(bulletin: Bulletin) -> list[Coalition]:
    return [place.coalition for place in bulletin.places.select_related("coalition")]


def _check_places(places: Collection[Coalition], by: User, coalition: Coalition) -> None:
    if not set(places) <= set(places_to_choose(by, coalition)):
        raise Refused(ELSEWHERE, field="places")


def _make(coalition: Coalition, kept: Told, *, by: User, now: datetime) -> Bulletin:
    bulletin = Bulletin.objects.create(
        coalition=coalition,
        title=kept["title"],
        text=kept["text"],
        ask=kept["ask"],
        source=kept["source"],
        certainty=kept["certainty"],
        legal_basis=kept["legal_basis"],
        asks_reading=kept["asks_reading"],
        expires_on=kept["expires_on"],
        sent_on=timezone.localdate(now),
        sent_at=now,
        asked_at=now,
        sent_by=by,
    )
    _name(bulletin, kept["roles"], kept["places"], because=kept["because"])
    return bulletin


def _name(
    bulletin: Bulletin, roles: Sequence[str], places: Sequence[Coalition], *, because: str
) -> None:
    BulletinRole.objects.bulk_create(
        BulletinRole(bulletin=bulletin, role=role, because=because if role in WITH_A_REASON else "")
        for role in dict.fromkeys(roles)
    )
    BulletinPlace.objects.bulk_create(
        BulletinPlace(bulletin=bulletin, coalition=place) for place in dict.fromkeys(places)
    )


def _record(
    action: str,
    bulletin: Bulletin,
    roles: Sequence[str],
    places: Sequence[Coalition],
    reached: Collection[BulletinRecipient],
    *,
    by: User,
) -> None:
    record(
        by=by,
        action=action,
        subject=bulletin,
        name=bulletin.logged_as,
        roles=list(roles),
        places=sorted(place.pk for place in places),
        people=len(reached),
    )
