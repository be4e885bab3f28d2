"""Which courses somebody most likely wants to log, so that the common path needs no search."""

from collections import Counter

from training.models import Course, TrainingRecord

LIKELY = 3


def courses_for(*, person, coalition, roles):
    """(likely, others): the person's three most likely courses with a reason each, and every other course offered.

    Logged most by this person first, then the courses meant for the roles held, in catalogue order. Two queries.
    """
    offered = list(Course.objects.offered_in(coalition).order_by("pk"))
    held = TrainingRecord.objects.counted().filter(person=person).order_by("-pk").values_list("course_id", flat=True)
    counts = Counter(held[:100])
    # What never expires and was taken once is done with: nobody logs the basic course again.
    repeated = [course for course in offered if counts[course.pk] > 1 or (counts[course.pk] and course.validity_months)]
    by_use = sorted(repeated, key=lambda course: -counts[course.pk])
    by_role = [course for course in offered if not counts[course.pk] and course.hours and roles & set(course.roles)]
    likely = [(course, "You logged this before") for course in by_use]
    likely += [(course, "Meant for your role") for course in by_role]
    likely = likely[:LIKELY]
    chosen = {course.pk for course, _ in likely}
    others = sorted((course for course in offered if course.pk not in chosen), key=lambda course: course.title)
    return likely, others
