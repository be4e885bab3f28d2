"""An officer's days at a school, and the agreement that they stand on."""

from datetime import date
from typing import Self

import pgtrigger
from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, RangeBoundary, RangeOperators
from django.db import models
from django.db.models import F, Q

from coalitions.access.filters import by_coalition
from coalitions.access.grants import access_of
from coalitions.access.roles import MEMBERS
from coalitions.agreements.models.agreement import Agreement
from coalitions.agreements.models.standing import asked, first_of, holds
from coalitions.coalition.models import Coalition
from coalitions.memberships.models.membership import DateRange
from coalitions.people.models import Person
from coalitions.schools.models import School
from safety_portal.core.accounts.models import User
from safety_portal.core.constraints import never_emptied


class Weekday(models.TextChoices):
    """A day of the school week."""

    MONDAY = "monday", "Mon"
    TUESDAY = "tuesday", "Tue"
    WEDNESDAY = "wednesday", "Wed"
    THURSDAY = "thursday", "Thu"
    FRIDAY = "friday", "Fri"


def covered(table: str) -> str:
    """In SQL whether an agreement of the chain that the row names holds on the day %(on)s and
    covers its school.
    """
    chain = f"{first_of('held')} = {first_of('named')} AND {holds('held')}"
    place = f"place.agreement_id = held.id AND place.school_id = {table}.school_id"
    return (
        "EXISTS (SELECT 1 FROM coalitions_agreement named"  # noqa: S608  our own words
        f" JOIN coalitions_agreement held ON {chain}"
        f" JOIN coalitions_agreement_schools place ON {place}"
        f" WHERE named.id = {table}.agreement_id)"
    )


class AssignmentQuerySet(models.QuerySet["OfficerAssignment"]):
    def visible_to(self, user: User) -> Self:
        """Those of the coalitions in which the account reads what members read, and its own."""
        access = access_of(user)
        direct, down, up = access.scopes_reading(MEMBERS)
        reached = by_coalition("coalition", direct=direct, down=down, up=up)
        return self.filter(reached | Q(person__in=access.person_ids))

    def current(self, on: date) -> Self:
        """Those that run on the day; `ends_on` is the last day."""
        return self.filter(starts_on__lte=on).filter(Q(ends_on__isnull=True) | Q(ends_on__gte=on))

    def with_coverage(self, on: date) -> Self:
        """Each with `.is_covered`: whether its agreement, or what replaced it, holds on the day."""
        words = covered("coalitions_officerassignment")
        return self.annotate(is_covered=asked(words, models.BooleanField(), on=on))

    def covered(self) -> Self:
        """Of those with coverage, the ones that an agreement covers."""
        return self.filter(Q(is_covered=True))

    def uncovered(self) -> Self:
        """Those with_coverage that no agreement covers."""
        return self.filter(Q(is_covered=False))


class OfficerAssignment(models.Model):
    """`person` is at `school` on these days of the week, from a day through a day.

    No days: in turn with other schools. It is kept when it ends; one without an agreement in force
    is said to be so, and never ended by itself.
    """

    # Of with_coverage.
    is_covered: bool
    coalition = models.ForeignKey(Coalition, on_delete=models.PROTECT, related_name="assignments")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="assignments")
    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="assignments")
    agreement = models.ForeignKey(
        Agreement, on_delete=models.PROTECT, null=True, related_name="assignments"
    )
    days = ArrayField(models.CharField(max_length=10, choices=Weekday), default=list, blank=True)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    objects = AssignmentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(days__contained_by=Weekday.values), name="assignment_days_are_known"
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="assignment_ends_after_start",
            ),
            ExclusionConstraint(
                name="one_assignment_per_officer_and_school",
                expressions=[
                    ("person", RangeOperators.EQUAL),
                    ("school", RangeOperators.EQUAL),
                    (
                        DateRange("starts_on", "ends_on", RangeBoundary(inclusive_upper=True)),
                        RangeOperators.OVERLAPS,
                    ),
                ],
            ),
        ]
        indexes = [
            models.Index(fields=["coalition", "id"], name="assignments_of_a_coalition"),
            models.Index(fields=["agreement"], name="assignments_on_an_agreement"),
        ]
        triggers = [
            pgtrigger.Protect(name="assignments_are_kept", operation=pgtrigger.Delete),
            never_emptied(),
        ]

    def __str__(self) -> str:
        return f"{self.person} at {self.school}"
