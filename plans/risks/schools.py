"""How the schools of a district stand with their risks: how many are high, since when weighed."""

from dataclasses import dataclass
from datetime import date, datetime
from operator import attrgetter
from typing import cast

from django.db.models import Count, Min, OuterRef, Q, Subquery
from django.utils import timezone

from coalitions.access.filters import by_coalition
from coalitions.access.grants import access_of
from coalitions.access.roles import MEMBERS
from coalitions.coalition.models import Coalition, CoalitionQuerySet
from plans.risks.models.risk import Risk
from plans.risks.obligations import REVIEWED_WITHIN
from plans.risks.scales import Priority
from safety_portal.core.accounts.models import User

BY_NAME, SCHOOLS_A_PAGE = ("name", "id"), 50
COUNTS = {
    "high": Count("pk", filter=Q(decision__priority=Priority.HIGH)),
    "medium": Count("pk", filter=Q(decision__priority=Priority.MEDIUM)),
    "undecided": Count("pk", filter=Q(decision__isnull=True) | Q(proposal__isnull=False)),
}
# What the query of this file hangs on a coalition.
SHOWN_OF = attrgetter("high", "medium", "undecided", "oldest_at")


@dataclass(frozen=True)
class SchoolRow:
    """One school: how many of its risks are high, medium, wait for a decision; the oldest one."""

    coalition: Coalition
    high: int
    medium: int
    undecided: int
    oldest_on: date | None
    is_late: bool


def schools_weighed(user: User, coalition: Coalition) -> CoalitionQuerySet:
    """The schools of a district whose risks the account reads, with what `school_row` shows."""
    direct, down, _ = access_of(user).scopes_reading(MEMBERS)
    rows = Coalition.objects.filter(
        by_coalition("", direct=direct, down=down),
        district=coalition.district_id,
        school__isnull=False,
    )
    here = Risk.objects.in_use().filter(coalition=OuterRef("pk")).order_by().values("coalition")
    counts = {
        name: Subquery(here.annotate(number=count).values("number"))
        for name, count in COUNTS.items()
    }
    oldest = here.annotate(decided_at=Min("decision__made_at")).values("decided_at")
    return rows.select_related("district", "school").annotate(**counts, oldest_at=Subquery(oldest))


def school_row(school: Coalition, *, on: date) -> SchoolRow:
    """What a day shows of a coalition that `schools_weighed` gave. No query."""
    high, medium, undecided, at = SHOWN_OF(school)
    oldest = timezone.localdate(cast(datetime, at)) if at else None
    is_late = oldest is not None and oldest + REVIEWED_WITHIN < on
    return SchoolRow(school, high or 0, medium or 0, undecided or 0, oldest, is_late)
