"""Put what was just done into the past, where the demo's story happened."""

from contextlib import contextmanager
from datetime import datetime, time, timedelta

import pgtrigger
from django.db import connection
from django.db.models import F, Max, Value
from django.db.models.functions import Coalesce, Replace
from django.utils import timezone
from psycopg2 import sql

from coalitions.access.grants import NOBODY
from plans.editions.lifecycle import EDITABLE
from plans.editions.models.edition import Edition
from plans.editions.models.plan import Plan
from plans.editions.models.section import Section
from plans.history.models import Revision
from plans.signing.receipts import GIVEN_FOR
from safety_portal.core.audit.chain import seal
from safety_portal.core.audit.models import AuditRow, Link
from safety_portal.core.audit.receipts import receipt_of
from safety_portal.core.notices.models import Message


def days_ago(days, *, hour=10):
    """A moment on a day before today, local time."""
    day = timezone.localdate() - timedelta(days=days)
    return timezone.make_aware(datetime.combine(day, time(hour, 12)))


@contextmanager
def at(moment):
    """What actions write inside happened at `moment`.

    Text too, which `recorded_at` leaves as it is.
    """
    started = timezone.now()
    with recorded_at(moment):
        yield moment
        # Sections are saved again and again, so not by their ids; frozen ones keep the time they
        # were saved. The editions are asked for first: joined in the update, on tables that nothing
        # has analyzed yet, each took seconds.
        editions = list(Edition.objects.filter(status__in=EDITABLE).values_list("pk", flat=True))
        editable = Section.objects.filter(edition__in=editions)
        editable.filter(saved_at__gte=started).update(saved_at=moment)
        editable.filter(not_needed_at__gte=started).update(not_needed_at=moment)


@contextmanager
def recorded_at(moment):
    """What actions record inside happened at `moment`: audit rows, revisions, plans, editions.

    Its mail was sent then.

    Only the demo may do this: it lifts the triggers that keep audit rows and revisions as they are,
    for its own new rows.
    """
    before = _newest()
    yield moment
    with pgtrigger.ignore("audit.AuditRow:append_only", "plans.Revision:revisions_stay"):
        for (model, names), old, new in zip(MADE_AT.items(), before, _newest(), strict=True):
            if new > old:
                model.objects.filter(pk__gt=old).update(**dict.fromkeys(names, moment))


# The numbers stay; who has which is told by the day. Below zero first, where no two can meet.
IN_TURN = sql.SQL("""
    WITH given AS (SELECT id, row_number() OVER (ORDER BY id) AS place FROM {table} WHERE id > %s),
    due AS (SELECT id, row_number() OVER (ORDER BY at, id) AS place FROM {table} WHERE id > %s)
    UPDATE {table} SET id = -given.id FROM due JOIN given USING (place) WHERE {table}.id = due.id;
    UPDATE {table} SET id = -id WHERE id < 0
""").format(table=sql.Identifier(AuditRow._meta.db_table))


@contextmanager
def recorded_in_turn():
    """The audit rows written inside are numbered by when they say they were.

    Lists of them are read by the number.

    So they are chained once more, in that order, and the mails inside carry the receipts of that
    chain.
    """
    after = AuditRow.objects.aggregate(newest=Coalesce(Max("id"), 0))["newest"]
    yield
    seal()
    in_mail = _receipts(after)
    with (
        pgtrigger.ignore("audit.AuditRow:append_only", "audit.Link:links_stay"),
        connection.cursor() as cursor,
    ):
        cursor.execute(IN_TURN, [after, after])
        Link.objects.filter(row_id__gt=after).delete()
        cursor.execute(CHAINED_AGAIN, [after])
    now = _receipts(after)
    for key, (scope, receipt) in in_mail.items():
        new = Value(str(now[key][1]))
        mails = Message.objects.filter(scope=scope, text__contains=str(receipt))
        mails.update(
            **{name: Replace(F(name), Value(str(receipt)), new) for name in ("text", "html")}
        )


CHAINED_AGAIN = """
    SELECT count(audit_chain_row(told)) FROM (SELECT * FROM audit_auditrow WHERE id > %s ORDER BY scope, id) AS told
"""


def _receipts(after):
    """The scope and receipt of each row that gives one, by what stays when rows are numbered anew."""
    rows = AuditRow.objects.filter(pk__gt=after, action__in=GIVEN_FOR).with_links()
    return {
        (row.subject_id, row.action, row.at): (
            row.scope,
            receipt_of(row.chain, row.place, row.hash),
        )
        for row in rows
    }


def fresh(account):
    """The account without a standing from before it became a member."""
    if getattr(account, "_access", NOBODY) is not NOBODY:
        del account._access
    return account


MADE_AT = {
    AuditRow: ["at"],
    Revision: ["saved_at"],
    Plan: ["created_at"],
    Edition: ["created_at"],
    Message: ["created_at", "due_at", "sent_at"],
}


def _newest():
    """The newest id of each of these tables, in one question."""
    newest = [
        sql.SQL("(SELECT COALESCE(max(id), 0) FROM {})").format(sql.Identifier(m._meta.db_table))
        for m in MADE_AT
    ]
    with connection.cursor() as cursor:
        cursor.execute(sql.SQL("SELECT {}").format(sql.SQL(", ").join(newest)))
        return cursor.fetchone()
