"""Which courses somebody most likely wants to log, so that the common path needs no search."""

from datetime import timedelta

from django.db.models import BigIntegerField, Count, Max

from safety_portal.core.database.kept_queries import KeptQuery, Slot
from safety_portal.core.look.wording import RUNS_OUT_DAYS, runs_out_in_words
from training.courses.models import Course
from training.records.models import TrainingRecord

LIKELY = 3
# What ran out longer ago than a year belongs to another job.
SOON, LONG_AGO = timedelta(days=RUNS_OUT_DAYS), timedelta(days=365)
AGAIN, FOR_ROLE = "You logged this before", "Meant for your role"


def _taken():
    record = (
        TrainingRecord.objects.counted().filter(person=Slot("person", BigIntegerField())).order_by()
    )
    return (
        record.values("course_id")
        .annotate(times=Count("pk"), runs_out=Max("expires_on"))
        .values_list(*TAKEN_COLUMNS)
    )


TAKEN_COLUMNS = ("course_id", "times", "runs_out")
TAKEN = KeptQuery(_taken)
OFFERED = KeptQuery(
    lambda: Course.objects.offered_in(Slot("coalition", BigIntegerField())).order_by("pk")
)


def courses_for(*, person, coalition, roles, on):
    """(likely, others).

    The person's three most likely courses with a reason each, and every other course offered.

    First what runs out within 60 days or did within the year, soonest first; then what is logged
    again and again and never runs out, most often first; then what is meant for the roles held and
    was never taken, in catalogue order. What was taken once and never expires, or lasts for long
    yet, is done with: nobody logs it again. Two queries.
    """
    offered = OFFERED.ask(coalition=coalition.pk)
    taken = {
        pk: {"times": times, "runs_out": runs_out}
        for pk, times, runs_out in TAKEN.ask(person=person.pk)
    }
    likely = [
        *_running_out(offered, taken, on),
        *_repeated(offered, taken),
        *_meant(offered, taken, roles),
    ][:LIKELY]
    chosen = {course.pk for course, _ in likely}
    others = sorted(
        (course for course in offered if course.pk not in chosen), key=lambda course: course.title
    )
    return likely, others


def is_sure(likely):
    """Whether the first of the likely courses may stand chosen.

    For what was never taken, two taps would log what never was.
    """
    return bool(likely) and likely[0][1] != FOR_ROLE


def _running_out(offered, taken, on):
    rows = []
    for course in offered:
        day = taken.get(course.pk, {}).get("runs_out")
        if day and on - LONG_AGO <= day <= on + SOON:
            rows.append((day, course))
    rows.sort(key=lambda row: (row[0], row[1].pk))
    return [(course, runs_out_in_words(day, on=on)) for day, course in rows]


def _repeated(offered, taken):
    again = [
        course
        for course in offered
        if (row := taken.get(course.pk)) and row["times"] > 1 and not row["runs_out"]
    ]
    return [
        (course, AGAIN) for course in sorted(again, key=lambda course: -taken[course.pk]["times"])
    ]


def _meant(offered, taken, roles):
    return [
        (course, FOR_ROLE)
        for course in offered
        if course.pk not in taken and course.hours and roles & set(course.roles)
    ]
