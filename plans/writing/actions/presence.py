"""Who has a section open. No part of the plan's record.

One row for an account and section, written over and forgotten.
"""

from django.db import connection
from django.utils import timezone

from plans.writing.models import HERE_FOR, Presence

# Who was away for longer than a page may be silent came anew. One statement, whatever else happens
# at the same time.
COME = """
    INSERT INTO plans_presence (section_id, account_id, opened_at, seen_at)
    VALUES (%(section)s, %(account)s, %(now)s, %(now)s)
    ON CONFLICT (section_id, account_id) DO UPDATE SET
        opened_at = CASE WHEN plans_presence.seen_at > %(since)s THEN plans_presence.opened_at ELSE EXCLUDED.opened_at END,
        seen_at = EXCLUDED.seen_at
"""


def be_here(*, section, by, now=None):
    """Note that `by` has a section open.

    Returns the Presences of everybody else who has, with their accounts. Two queries.
    """
    now = now or timezone.now()
    which = {"section": section.pk, "account": by.pk, "now": now, "since": now - HERE_FOR}
    with connection.cursor() as cursor:
        cursor.execute(COME, which)
    return list(section.presences.here(now).exclude(account=by).select_related("account"))


def leave(*, section, by, seen):
    """Forget that `by` had a section open, unless another page of it was heard of after the moment
    `seen`.
    """
    Presence.objects.filter(section=section, account=by, seen_at__lte=seen).delete()


def forget(*, now):
    """Delete the rows of those who are not here any more; returns how many."""
    return Presence.objects.filter(seen_at__lte=now - HERE_FOR).delete()[0]
