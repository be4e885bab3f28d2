"""One's own training to be found, by the course."""

from django.db.models import QuerySet

from coalitions.access.grants import access_of
from safety_portal.core.accounts.models import User
from safety_portal.core.look.wording import full_day
from safety_portal.core.search.sources import Facts, Place, Source, day_facts, day_told
from safety_portal.core.web.addresses import address
from training.records.lifecycle import RecordState
from training.records.models import TrainingRecord


def _own(user: User) -> QuerySet[TrainingRecord]:
    visible = TrainingRecord.objects.visible_to(user).counted()
    return visible.filter(person__in=access_of(user).person_ids)


def _placed(facts: Facts, user: object) -> Place:
    held = full_day(day_told(facts, "held_on"))
    state = RecordState(facts["state"]).label.lower()
    return Place(
        address("record", facts["slug"], facts["id"]), f"{facts['coalition']} · {held}, {state}"
    )


TRAINING = Source(
    kind="training",
    label="Your training",
    rows=_own,
    title="course__title",
    facts={
        "slug": "coalition__slug",
        "coalition": "coalition__name",
        **day_facts("held_on", "held_on"),
        "state": "state",
        "id": "pk",
    },
    newest=("-held_on", "-pk"),
    placed=_placed,
)
