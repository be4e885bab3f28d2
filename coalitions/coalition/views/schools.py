"""A district’s schools, and which of them have a coalition."""

from dataclasses import dataclass

from django.db.models import Q
from django.shortcuts import render
from django.utils import timezone

from coalitions.coalition.models import Coalition
from coalitions.coalition.queries import SchoolHere
from coalitions.coalition.tabs import page_context
from safety_portal.core.look.wording import counted
from safety_portal.core.paging import keyset_page

# Which schools a district's administrator looks after (plans/editions/obligations.py): the
# condition on the day, the link, the h1.
NEEDS = {
    "none": (
        lambda on: Q(coalition__isnull=False, coalition__review_due_on=None),
        "Without a plan in force",
        lambda number: f"{counted(number, 'school has', 'schools have')} no plan in force",
    ),
    "late": (
        lambda on: Q(coalition__review_due_on__lt=on),
        "Past a review",
        lambda number: f"{counted(number, 'school is', 'schools are')} past the day of a review",
    ),
}


@dataclass(frozen=True)
class SchoolRow(SchoolHere):
    """A school of the list, with the coalition it has, or None."""

    formed: Coalition | None


def schools(request, coalition):
    """The district's schools, each with its coalition or the way to form one and the next review of
    its plan.

    ?without narrows to those without a coalition, ?plan=none to those without a plan in force,
    ?plan=late to late reviews.
    """
    coalition = request.subject
    every = coalition.district.schools.all()
    without, need = "without" in request.GET, request.GET.get("plan", "")
    listed = every.filter(coalition__isnull=True) if without else every
    if need in NEEDS:
        listed = listed.filter(NEEDS[need][0](timezone.localdate()))
    page = keyset_page(listed.select_related("coalition"), request, by=("name", "id"))
    page = page.of(lambda school: SchoolRow(school, coalition, getattr(school, "coalition", None)))
    context = page_context(
        request,
        coalition,
        "schools",
        page=page,
        without=without,
        need=need if need in NEEDS else "",
        needs=[(code, label) for code, (_, label, _) in NEEDS.items()],
        heading=NEEDS[need][2](listed.count()) if need in NEEDS else "",
        total=every.count(),
        formed=every.filter(coalition__isnull=False).count(),
    )
    return render(request, "coalitions/coalition/schools.html", context)
