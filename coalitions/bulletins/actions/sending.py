"""A bulletin is sent: to whoever holds one of its roles at one of its places that day."""

from datetime import datetime
from typing import Unpack

from django.db import transaction
from django.utils import timezone

from coalitions.bulletins.actions.reaching import reach
from coalitions.bulletins.checking import Told, checked
from coalitions.bulletins.models.bulletin import Bulletin, BulletinPlace, BulletinRole
from coalitions.bulletins.naming import WITH_A_REASON
from coalitions.bulletins.policies import can_send_bulletin
from coalitions.bulletins.queries import places_to_choose
from coalitions.coalition.locks import lock_coalition
from coalitions.coalition.models import Coalition
from safety_portal.core.accounts.models import User
from safety_portal.core.audit.record import record
from safety_portal.core.authority import require
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
    if not set(kept["places"]) <= set(places_to_choose(by, coalition)):
        raise Refused(ELSEWHERE, field="places")
    same = {"coalition": coalition, "sent_by": by, "title": kept["title"], "text": kept["text"]}
    if there := Bulletin.objects.in_force(on).filter(**same).first():
        return there
    bulletin = _make(coalition, kept, by=by, now=now)
    reached = reach(bulletin=bulletin.pk, by=by, now=now, on=on)
    if not reached:
        raise Refused(NOBODY, field="roles")
    record(
        by=by,
        action="bulletin.sent",
        subject=bulletin,
        name=bulletin.logged_as,
        roles=kept["roles"],
        places=sorted(place.pk for place in kept["places"]),
        people=len(reached),
    )
    return bulletin


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
    BulletinRole.objects.bulk_create(
        BulletinRole(
            bulletin=bulletin,
            role=role,
            because=kept["because"] if role in WITH_A_REASON else "",
        )
        for role in dict.fromkeys(kept["roles"])
    )
    BulletinPlace.objects.bulk_create(
        BulletinPlace(bulletin=bulletin, coalition=place) for place in dict.fromkeys(kept["places"])
    )
    return bulletin
