"""The lock under which the calendar of a district changes."""

from coalitions.calendars.models import SchoolYear
from coalitions.schools.models import District


def lock_calendar(district_id: int) -> None:
    """Changes of a district's calendar happen one after the other, until the transaction ends."""
    District.objects.select_for_update(no_key=True).get(pk=district_id)


def locked_year(year: SchoolYear) -> SchoolYear:
    """The year as it stands now, under the lock of its district's calendar."""
    lock_calendar(year.district_id)
    return SchoolYear.objects.prefetch_related("spans").get(pk=year.pk)
