"""The lock under which the people of a district change."""

from coalitions.coalition.models import Coalition
from coalitions.people.models import Person
from coalitions.schools.models import District


def lock_district(coalition: Coalition | Person) -> None:
    """Imports, and answers to invitations, into one district happen one after the other.

    So do changes of its coalitions.
    """
    District.objects.select_for_update(no_key=True).get(pk=coalition.district_id)
    list(
        Coalition.objects.select_for_update(no_key=True)
        .filter(district_id=coalition.district_id)
        .order_by("pk")
    )
