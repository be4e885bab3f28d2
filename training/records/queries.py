"""Questions about records: what an address names, whose they are, and who verifies them.

Strangers get 404.
"""

from django.db.models import BigIntegerField, F, Max, Q, Sum
from django.shortcuts import get_object_or_404

from coalitions.access.grants import access_of
from coalitions.access.roles import Role
from coalitions.memberships.models.membership import Membership
from coalitions.people.models import Person
from safety_portal.core.audit.models import AuditRow
from safety_portal.core.database.kept_queries import Slot
from safety_portal.core.paging import KeptPages
from training.records.lifecycle import RecordState
from training.records.models import TrainingRecord


def fetch_record(user, *, coalition, record, **rest) -> TrainingRecord:
    """The record of the address with person, course and coalition, or Http404."""
    visible = TrainingRecord.objects.visible_to(user).select_related(
        "person",
        "course",
        "coalition__district",
        "coalition__school",
        "entered_by",
        "decided_by",
        "source",
    )
    return get_object_or_404(visible, pk=record, coalition__slug=coalition)


def verifiers_of(coalition, *, trained, on):
    """Names of the administrators on the day `on` who can verify what the person `trained` logged.

    None where there is no other.
    """
    administrators = Membership.objects.current(on).filter(
        coalition=coalition, role=Role.ADMINISTRATOR
    )
    others = administrators.filter(person__account__is_active=True).exclude(person=trained)
    return list(others.order_by("person__name", "person_id").values_list("person__name", flat=True))


# What is told of a verified course.
HELD = ("title", "hours", "expires_on")


OLDEST_FIRST = ("entered_at", "id")


def courses_held(records, *, since):
    """The verified courses among a person's `records`, as tuples of HELD.

    A queryset, soonest to expire first.

    Hours are those held since a day, None for none.
    """
    verified = records.filter(state=RecordState.VERIFIED).order_by().values("course")
    summed = verified.annotate(
        title=F("course__title"),
        hours=Sum("hours", filter=Q(held_on__gte=since)),
        expires_on=Max("expires_on"),
    )
    return summed.order_by("expires_on", "title").values_list(*HELD)


def hours_of(courses):
    """The hours of all courses together."""
    return sum(hours or 0 for _, hours, _ in courses)


def own_records(user, coalition):
    """The account's own records there, but for what was withdrawn."""
    people = access_of(user).person_ids if not access_of(user).view_as else []
    records = (
        TrainingRecord.objects.visible_to(user)
        .counted()
        .filter(person_id__in=people, coalition=coalition)
    )
    return records.select_related("course", "person", "entered_by")


def coalition_records(coalition):
    """Every record of a coalition that still counts, with what a row shows."""
    return (
        TrainingRecord.objects.counted()
        .filter(coalition=coalition)
        .select_related("course", "person", "entered_by")
    )


def waiting_records(coalition):
    """Those of them that wait to be verified."""
    return coalition_records(coalition).filter(state=RecordState.TO_VERIFY)


WAITING = KeptPages(lambda: waiting_records(Slot("coalition", BigIntegerField())), by=OLDEST_FIRST)


def people_of(coalition, *, on):
    """The members of a coalition on the day, each once, by name. A queryset."""
    members = coalition.memberships.current(on).values("person_id")
    people = Person.objects.filter(pk__in=members, district=coalition.district_id)
    return people.order_by("name", "pk")


HISTORY_SHOWN = 20


def history_of(record):
    """What became of a record, the newest first: audit rows."""
    return AuditRow.objects.about(record)[:HISTORY_SHOWN]
