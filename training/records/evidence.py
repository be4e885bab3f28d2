"""Trainings as the engine of rules takes them: by person, what proves something and what not."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from safety_portal.core.look.wording import full_day
from training.records.lifecycle import RecordState
from training.records.models import TrainingRecord
from training.rules.engine.answers import NotCounted
from training.rules.engine.facts import Record

# Why a record proves nothing. What was withdrawn is no record any more.
WHY_NOT = {
    RecordState.TO_VERIFY: "not verified yet",
    RecordState.RETURNED: "returned to be corrected",
}
# How rules call the ways of a course. Of one that is held partly online nobody can say.
DELIVERIES = {"classroom": "in_person", "exercise": "in_person", "online": "online"}
# What is needed of a record, and nothing that is only read.
NEEDED = (
    "pk", "person_id", "state", "held_on", "hours", "expires_on",
    "course__code", "course__title", "course__delivery",
)  # fmt: skip


@dataclass(frozen=True)
class Trainings:
    """What somebody has on record: `proven` by a verified record, the others with the why."""

    proven: tuple[Record, ...] = ()
    others: tuple[NotCounted, ...] = ()


def trainings_of(people: Iterable[int]) -> Mapping[int, Trainings]:
    """What each of some people (ids) has on record, by day; nobody without any. One query.

    For what judges: of all coalitions of their district. As it is verified today, whatever the
    day that is asked about; the engine leaves out what was held later.
    """
    proven: defaultdict[int, list[Record]] = defaultdict(list)
    others: defaultdict[int, list[NotCounted]] = defaultdict(list)
    found = TrainingRecord.objects.counted().filter(person__in=people)
    for training in found.select_related("course").only(*NEEDED).order_by("held_on", "pk"):
        record, state = record_of(training), RecordState(training.state)
        if state is RecordState.VERIFIED:
            proven[training.person_id].append(record)
        else:
            others[training.person_id].append(NotCounted(record, WHY_NOT[state]))
    return {
        person: Trainings(tuple(proven.get(person, ())), tuple(others.get(person, ())))
        for person in proven.keys() | others.keys()
    }


def record_of(training: TrainingRecord) -> Record:
    """A training as a record of its course, with its hours and how it was held."""
    course = training.course
    delivery = DELIVERIES.get(course.delivery)
    return Record(
        what="training",
        on=training.held_on,
        id=f"{course.title} of {full_day(training.held_on)}",
        course=course.code,
        hours=training.hours,
        until=training.expires_on,
        attributes={"delivery": delivery} if delivery else {},
    )
