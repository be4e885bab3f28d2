"""What the records say of training: how many employees, which courses, who gave them.

Numbers, never a person; of a district's own courses only that there were some, for their titles are
words that members wrote.
"""

from django.db.models import Count, Exists, OuterRef, QuerySet

from coalitions.access.roles import GROUPS, Group
from coalitions.coalition.models import Coalition
from coalitions.memberships.models.membership import Membership
from coalitions.public_records.offer import Value, no_value
from safety_portal.core.look.wording import listed, listed_up_to
from safety_portal.portal.records_packet.facts.asked import Asked
from training.records.lifecycle import RecordState
from training.records.models import TrainingRecord

# Who works for a district or school; partners and families do not.
EMPLOYED = [
    role.value
    for group in (Group.ADMINISTRATOR, Group.SCHOOL, Group.CARE)
    for role in GROUPS[group]
]
MOST_COURSES = 8
OWN = "courses of our own"


def staff_trained(asked: Asked) -> Value:
    """Employees with a verified record in the period; of a district those of its schools, too. Two
    queries.
    """
    records = _of_employees(asked)
    people = records.aggregate(number=Count("person", distinct=True))["number"]
    if not people:
        return no_value("No verified training of employees is recorded in this time.")
    courses = list(
        records.values_list("course__title", "course__provider", "course__coalition")
        .order_by("course__title")
        .distinct()
    )
    titles = [title for title, _, own in courses if own is None]
    providers = {provider for _, provider, own in courses if own is None and provider}
    if any(own is not None for _, _, own in courses):
        titles.append(OWN)
        providers.add(asked.name)
    if not providers:
        return no_value("Who gave the training is not written down with its courses.")
    return Value(
        {
            "count": "1 employee was" if people == 1 else f"{people:,} employees were",
            "period": asked.period,
            "courses": listed_up_to(titles, MOST_COURSES),
            "providers": listed(sorted(providers)),
        }
    )


def _of_employees(asked: Asked) -> QuerySet[TrainingRecord]:
    """Verified, in the period, of people who were employed here then."""
    employed = Membership.objects.filter(
        person=OuterRef("person"),
        coalition=OuterRef("coalition"),
        role__in=EMPLOYED,
        agency__isnull=True,
    ).current(OuterRef("held_on"))
    return TrainingRecord.objects.filter(
        Exists(employed),
        coalition__in=_places(asked.place),
        state=RecordState.VERIFIED,
        held_on__range=(asked.begins, asked.ends),
    )


def _places(place: Coalition) -> QuerySet[Coalition]:
    if place.school_id:
        return Coalition.objects.filter(pk=place.pk)
    return Coalition.objects.filter(district=place.district_id)
