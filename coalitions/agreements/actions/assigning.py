"""Officers are assigned to schools, and what an assignment stands on is named."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from coalitions.access.policies import can_administer
from coalitions.agreements.checking import check_schools, check_year
from coalitions.agreements.models.agreement import Agreement
from coalitions.agreements.models.assignment import OfficerAssignment
from coalitions.agreements.queries import OFFICERS
from coalitions.coalition.locks import lock_coalition
from coalitions.coalition.models import Coalition
from coalitions.people.models import Person
from coalitions.schools.models import School
from safety_portal.core.accounts.models import User
from safety_portal.core.audit.record import record, record_each
from safety_portal.core.authority import require
from safety_portal.core.refusals import Refused

AHEAD = timedelta(days=366)


@transaction.atomic
def assign_officer(
    *,
    coalition: Coalition,
    by: User,
    person: Person,
    schools: Sequence[School],
    days: Sequence[str],
    starts_on: date,
    ends_on: date | None,
    agreement: Agreement | None,
) -> list[OfficerAssignment]:
    """Put an officer at schools on these days of the week; returns an assignment for each school.

    `agreement` may be None: then it is said everywhere that it stands on none. Raises Refused where
    the person is no officer here, or is at one of the schools in that time already. Audited.
    """
    require(can_administer(by, coalition))
    coalition = lock_coalition(coalition)
    _check_officer(coalition, person, starts_on)
    _check_days(starts_on, ends_on)
    check_schools(coalition, schools)
    _check_agreement(coalition, agreement)
    _check_free(person, schools, starts_on, ends_on)
    row: dict[str, Any] = {"coalition": coalition, "person": person, "agreement": agreement}
    row |= {"days": list(days)}
    row |= {"starts_on": starts_on, "ends_on": ends_on}
    row |= {"made_at": timezone.now(), "made_by": by}
    made = OfficerAssignment.objects.bulk_create(
        OfficerAssignment(school=school, **row) for school in schools
    )
    action = "officer_assignment.made"
    record_each(
        {"by": by, "action": action, "subject": each, "scope": coalition, "detail": _told(each)}
        for each in made
    )
    return made


def _told(assignment: OfficerAssignment) -> dict[str, str]:
    return {
        "school": assignment.school.name,
        "starts_on": str(assignment.starts_on),
        "ends_on": str(assignment.ends_on or ""),
        "agreement": str(assignment.agreement or ""),
    }


@transaction.atomic
def change_assignment(
    *,
    assignment: OfficerAssignment,
    by: User,
    agreement: Agreement | None,
    ends_on: date | None,
) -> OfficerAssignment:
    """Say which agreement an assignment stands on, and its last day; returns it.

    Raises Refused for a day before it began, and where nothing differs. Audited.
    """
    require(can_administer(by, assignment.coalition))
    coalition = lock_coalition(assignment.coalition)
    rows = OfficerAssignment.objects.select_for_update(no_key=True, of=("self",))
    assignment = rows.select_related("person", "school", "agreement").get(pk=assignment.pk)
    before = (assignment.agreement, assignment.ends_on)
    if before == (agreement, ends_on):
        raise Refused("Nothing differs from how the assignment stands.")
    _check_days(assignment.starts_on, ends_on)
    _check_agreement(coalition, agreement)
    _check_free(
        assignment.person, [assignment.school], assignment.starts_on, ends_on, but=assignment
    )
    assignment.agreement, assignment.ends_on = agreement, ends_on
    assignment.save(update_fields=["agreement", "ends_on"])
    record(
        by=by,
        action="officer_assignment.changed",
        subject=assignment,
        scope=coalition,
        agreement=str(agreement or ""),
        ends_on=str(ends_on or ""),
        before={"agreement": str(before[0] or ""), "ends_on": str(before[1] or "")},
    )
    return assignment


def _check_officer(coalition: Coalition, person: Person, on: date) -> None:
    held = person.memberships.not_ended(max(on, timezone.localdate()))
    if not held.filter(coalition=coalition, role__in=OFFICERS).exists():
        raise Refused(f"{person} is no officer of {coalition}.", field="person")


def _check_days(starts_on: date, ends_on: date | None) -> None:
    on = timezone.localdate()
    check_year(starts_on, field="starts_on", on=on)
    check_year(ends_on, field="ends_on", on=on)
    if starts_on > on + AHEAD:
        raise Refused("This is more than a year away. Look at the year.", field="starts_on")
    if ends_on and ends_on < starts_on:
        raise Refused(
            "This assignment would end before it begins. Look at both days.", field="ends_on"
        )


def _check_agreement(coalition: Coalition, agreement: Agreement | None) -> None:
    if agreement is not None and not agreement.is_for(coalition):
        raise Refused(f"{agreement} is no agreement of {coalition}.", field="agreement")


def _check_free(
    person: Person,
    schools: Sequence[School],
    starts_on: date,
    ends_on: date | None,
    but: OfficerAssignment | None = None,
) -> None:
    """Raise Refused where the officer is at one of the schools in that time already."""
    there = OfficerAssignment.objects.filter(person=person, school__in=schools)
    there = there.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=starts_on))
    if ends_on:
        there = there.filter(starts_on__lte=ends_on)
    if but:
        there = there.exclude(pk=but.pk)
    if other := there.select_related("school").first():
        raise Refused(
            f"{person} is assigned to {other.school} in that time already. Open that assignment.",
            field="schools",
        )
