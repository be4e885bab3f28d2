"""Which plans the turn of the year is about."""

from datetime import date

from django.db.models import QuerySet

from coalitions.coalition.models import Coalition
from plans.editions.models.edition import Edition
from plans.editions.models.plan import Plan


def due_for_review(coalition: Coalition, *, by: date) -> QuerySet[Plan]:
    """Plans in force whose review is due by the day and whose next edition nobody has started.

    A queryset.
    """
    due = Edition.objects.in_force().filter(plan__coalition=coalition, review_due_on__lte=by)
    in_work = Edition.objects.in_work().filter(plan__coalition=coalition)
    return (
        coalition.plans.filter(pk__in=due.values("plan"))
        .exclude(pk__in=in_work.values("plan"))
        .order_by("title", "pk")
    )
