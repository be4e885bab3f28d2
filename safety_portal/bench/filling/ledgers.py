"""What a district has been sent, has read and has changed."""

from django.utils import timezone

from coalitions.access.roles import Role
from plans.editions.models.distribution import RestrictedRead
from safety_portal.bench.filling.copying import copies
from safety_portal.core.audit.models import AuditRow
from safety_portal.core.notices.models import Message


def make_ledgers(ground, number):
    """What was sent, who read what is restricted, what was changed: as many rows as people."""
    scope, now = ground.coalition.pk, timezone.now()
    message = Message.objects.create(
        dedupe_key="bench",
        kind="digest",
        scope=scope,
        account=ground.accounts[Role.TEACHER],
        to_name="Bench",
        to_address="b@bench.example",
        subject="2 things are due",
        text="Two things are due.",
        due_at=now,
        sent_at=now,
    )
    read = RestrictedRead.objects.create(
        section=ground.edition.sections.first(),
        section_title="Command post",
        coalition_id=scope,
        account=ground.accounts[Role.TEACHER],
        reader_name="Bench",
        role="sro",
        channel="opened",
        read_at=now,
    )
    series = f"SELECT g FROM generate_series(1, {number}) g"
    copies(message, series, dedupe_key="'bench-' || s.g")
    copies(read, series)
    copies(AuditRow.objects.filter(scope=scope).latest("pk"), series)
