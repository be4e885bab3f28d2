"""Who has a section open. No part of the plan's record.

One row for an account and section, written over and forgotten.
"""

from datetime import datetime
from typing import Any

from django.db import connection
from django.utils import timezone

from plans.editions.models.section import Section
from plans.writing.models import HERE_FOR, Presence
from plans.writing.policies import can_see_who_is_here
from safety_portal.core.accounts.models import User
from safety_portal.core.audit.record import unrecorded
from safety_portal.core.authority import require, unasked

# Who was away for longer than a page may be silent came anew. One statement, whatever else happens
# at the same time.
COME = """
    INSERT INTO plans_presence (section_id, account_id, opened_at, seen_at)
    VALUES (%(section)s, %(account)s, %(now)s, %(now)s)
    ON CONFLICT (section_id, account_id) DO UPDATE SET
        opened_at = CASE WHEN plans_presence.seen_at > %(since)s THEN plans_presence.opened_at ELSE EXCLUDED.opened_at END,
        seen_at = EXCLUDED.seen_at
"""


@unrecorded("Who has a page open is no part of the plan's record; it is gone in a minute.")
def be_here(*, section: Section, by: User, now: datetime | None = None) -> list[Presence]:
    """Note that `by` has a section open.

    Returns the Presences of everybody else who has, with their accounts. Two queries.
    """
    require(can_see_who_is_here(by, section))
    now = now or timezone.now()
    which: dict[str, Any] = {
        "section": section.pk,
        "account": by.pk,
        "now": now,
        "since": now - HERE_FOR,
    }
    with connection.cursor() as cursor:
        cursor.execute(COME, which)
    return list(section.presences.here(now).exclude(account=by).select_related("account"))


@unasked("It takes back what one said of oneself, also after the right to say it is gone.")
@unrecorded("Who has a page open is no part of the plan's record; it is gone in a minute.")
def leave(*, section: Section, by: User, seen: datetime) -> None:
    """Forget that `by` had a section open, unless another page of it was heard of after the moment
    `seen`.
    """
    Presence.objects.filter(section=section, account=by, seen_at__lte=seen).delete()


@unasked("The portal itself forgets who left without a word.")
@unrecorded("Who has a page open is no part of the plan's record; it is gone in a minute.")
def forget(*, now: datetime) -> int:
    """Delete the rows of those who are not here any more; returns how many."""
    return Presence.objects.filter(seen_at__lte=now - HERE_FOR).delete()[0]
