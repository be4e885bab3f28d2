"""Bulletins are deleted when their coalition's days are over, with everything said of them."""

from datetime import date

from django.db import connection, transaction

from coalitions.bulletins.models.bulletin import Bulletin
from safety_portal.core.accounts.models import User
from safety_portal.core.audit.record import record_each
from safety_portal.core.authority import unasked
from safety_portal.core.notices import outbox

# Counted from the last day of each, by the days of the coalition from which it was sent.
OVER = """
    SELECT bulletin.id FROM coalitions_bulletin bulletin
    JOIN coalitions_coalition coalition ON coalition.id = bulletin.coalition_id
    WHERE LEAST(bulletin.expires_on, (bulletin.withdrawn_at AT TIME ZONE %(zone)s)::date)
          + coalition.bulletin_days < %(on)s
    ORDER BY bulletin.id LIMIT %(most)s FOR NO KEY UPDATE OF bulletin SKIP LOCKED
"""
MOST = 200
DELETED = "A bulletin that was deleted"


@unasked("The portal itself deletes what its coalition no longer keeps, every night.")
@transaction.atomic
def forget_bulletins(*, on: date, zone: str, by: User | None = None) -> int:
    """Delete the bulletins whose days are over, and the words of their mail; returns how many.

    At most MOST at a time; the rest comes the next time. The record says of each that it was
    deleted and how many had read it, none of its words.
    """
    with connection.cursor() as cursor:
        cursor.execute(OVER, {"on": on, "zone": zone, "most": MOST})
        keys = [pk for (pk,) in cursor.fetchall()]
    bulletins = list(Bulletin.objects.filter(pk__in=keys).order_by("pk"))
    record_each(
        {
            "by": by,
            "action": "bulletin.deleted",
            "subject": bulletin,
            "name": bulletin.logged_as,
            "detail": {"sent_on": bulletin.sent_on.isoformat()} | _numbers(bulletin),
        }
        for bulletin in bulletins
    )
    for bulletin in bulletins:
        outbox.reword(
            keys=[f"bulletin:{bulletin.pk}:", f"bulletin-answer:{bulletin.pk}:"], words=DELETED
        )
    Bulletin.objects.filter(pk__in=keys).delete()
    return len(bulletins)


def _numbers(bulletin: Bulletin) -> dict[str, int]:
    people = bulletin.recipients
    return {"people": people.count(), "read": people.having_read().count()}
