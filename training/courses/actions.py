"""The starter catalogue into the database."""

from django.db import transaction

from safety_portal.core.accounts.models import User
from safety_portal.core.audit.record import unrecorded
from safety_portal.core.authority import unasked
from training.courses.models import Course
from training.courses.seed_data import starter_courses


@unasked("The operator's command, and no page, loads the catalogue that comes with the portal.")
@unrecorded("Courses of the portal are no coalition's, and the same wherever it runs.")
@transaction.atomic
def load_catalogue(*, by: User | None) -> int:
    """Insert or update every starter course by its code; returns how many there are.

    Records keep their own hours.
    """
    rows = starter_courses()
    known = {course.code: course for course in Course.objects.filter(coalition__isnull=True)}
    Course.objects.bulk_create([Course(**row) for row in rows if row["code"] not in known])
    changed = []
    for row in rows:
        course = known.get(row["code"])
        if course and any(getattr(course, name) != value for name, value in row.items()):
            for name, value in row.items():
                setattr(course, name, value)
            changed.append(course)
    Course.objects.bulk_update(changed, [name for name in rows[0] if name != "code"])
    return len(rows)
