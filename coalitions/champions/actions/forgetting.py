"""What people wrote who asked to join is deleted, with their name and address, after its days."""

from datetime import datetime

from django.db import connection, transaction

from coalitions.champions import mail
from coalitions.champions.lifecycle import CONFIRM_WITHIN, KEEP_DAYS
from coalitions.champions.models.asking import JoinRequest
from safety_portal.core.accounts.models import User
from safety_portal.core.audit.record import record_each
from safety_portal.core.authority import unasked
from safety_portal.core.notices import outbox

MOST = 200
# Not confirmed within its days; decided, or never answered, and as many days ago as the coalition
# keeps them.
OVER = """
    SELECT request.id FROM coalitions_joinrequest request
    LEFT JOIN coalitions_joinrules rules ON rules.coalition_id = request.coalition_id
    WHERE CASE WHEN request.state = 'unconfirmed' THEN request.asked_at <= %(asked_before)s
          ELSE COALESCE((request.decided_at AT TIME ZONE %(zone)s)::date, request.answer_due_on)
               + COALESCE(rules.keep_days, %(keep)s) < (%(now)s AT TIME ZONE %(zone)s)::date END
    ORDER BY request.id LIMIT %(most)s FOR NO KEY UPDATE OF request SKIP LOCKED
"""


@unasked("The portal itself deletes what is kept no longer, every night.")
@transaction.atomic
def forget_requests(*, now: datetime, zone: str, by: User | None = None) -> int:
    """Delete requests whose days are over, with the words and addresses of their mail; how many.

    At most MOST at a time; the rest comes the next time. The record says of each that it was
    deleted and what had become of it, no name.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            OVER,
            {
                "now": now,
                "zone": zone,
                "asked_before": now - CONFIRM_WITHIN,
                "keep": KEEP_DAYS,
                "most": MOST,
            },
        )
        keys = [pk for (pk,) in cursor.fetchall()]
    gone = list(JoinRequest.objects.filter(pk__in=keys).order_by("pk"))
    record_each(
        {
            "by": by,
            "action": "join_request.deleted",
            "subject": asked,
            "scope": asked.coalition_id,
            "name": asked.logged_as,
            "detail": {"state": asked.get_state_display()},
        }
        for asked in gone
    )
    for asked in gone:
        outbox.forget(keys=mail.keys_of(asked), words=mail.FORGOTTEN, now=now)
    JoinRequest.objects.filter(pk__in=keys).delete()
    return len(gone)
