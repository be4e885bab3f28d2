"""What findings offer the agenda of a meeting: those that are new since the last one."""

from collections.abc import Iterator
from datetime import date

from django.db.models import F

from coalitions.access.roles import Sensitivity
from coalitions.coalition.models import Coalition
from coalitions.meetings.lifecycle import Wanted
from coalitions.meetings.offers import MOST, OfferedLine
from plans.findings.models import Finding
from safety_portal.core.look.wording import full_day
from safety_portal.core.web.addresses import address


def new_findings(coalition: Coalition, *, on: date, since: date | None) -> Iterator[OfferedLine]:
    """Each open finding of the coalition, of a district's also of its schools, that came after the
    last meeting; the worst first. Restricted. One query.
    """
    rows = Finding.objects.open().filter(**_of(coalition))
    if since:
        rows = rows.filter(made_at__date__gt=since)
    rows = rows.select_related("coalition__school", "coalition__district")
    for finding in rows.order_by(F("severity").desc(nulls_last=True), "-found_on", "-pk")[:MOST]:
        yield OfferedLine(
            key=f"finding:{finding.pk}",
            title=f"Finding: {finding}"[:200],
            wanted=Wanted.REPORT if finding.action_item_id else Wanted.DECIDE,
            words=f"Found {full_day(finding.found_on)}, {finding.at}"[:300],
            path=address("finding", finding.coalition.slug, finding.pk),
            sensitivity=Sensitivity.RESTRICTED,
        )


def _of(coalition: Coalition) -> dict[str, int]:
    if coalition.school_id:
        return {"coalition": coalition.pk}
    return {"coalition__district": coalition.district_id}
