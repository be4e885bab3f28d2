"""A person in a coalition in one role, from a day until a day."""

from datetime import date
from typing import Self

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeBoundary, RangeOperators
from django.db import models
from django.db.models import F, Func, OuterRef, Q

from coalitions.access.roles import Role
from coalitions.agencies.models import Agency
from coalitions.coalition.models import Coalition
from coalitions.people.models import Person
from coalitions.seats.models import Seat
from safety_portal.core.database.kept_queries import Slot


class DateRange(Func):
    """PostgreSQL's daterange(): the days of a membership, the last one left out."""

    function = "DATERANGE"
    output_field = DateRangeField()


def holds(table: str) -> str:
    """In SQL what `current` asks of the rows of `table`, memberships under whatever name.

    The condition, with %(on)s.
    """
    return f"{table}.starts_on <= %(on)s AND ({table}.ends_on IS NULL OR {table}.ends_on > %(on)s)"


def administers(table: str) -> str:
    """In SQL whether the rows of `table`, memberships under whatever name, administer."""
    return f"{table}.role = '{Role.ADMINISTRATOR.value}'"


def chairs(table: str) -> str:
    """In SQL what `chairs` asks of the rows of `table`, as `holds` does."""
    return f"{table}.is_chair AND {holds(table)}"


class MembershipQuerySet(models.QuerySet["Membership"]):
    def current(self, on: Slot | date | OuterRef) -> Self:
        """Memberships that hold on the day: begun, and not ended before it. `ends_on` is the first
        day without.
        """
        return self.filter(starts_on__lte=on).not_ended(on)

    def not_ended(self, on: Slot | date | OuterRef) -> Self:
        """Those that hold on the day, or will from a later one on."""
        return self.filter(Q(ends_on__isnull=True) | Q(ends_on__gt=on))

    def chairs(self, on: date) -> Self:
        """Memberships whose holders chair their coalition on the day: several may; a term that ends
        later is no end yet.
        """
        return self.current(on).filter(is_chair=True)

    def administrators_who_stay(self, on: date) -> Self:
        """Those that administer a coalition on the day, can sign in, and have no last day: without
        one of them nobody could invite the next.
        """
        of_accounts = self.filter(role=Role.ADMINISTRATOR, person__account__is_active=True)
        return of_accounts.current(on).filter(ends_on__isnull=True)


class Membership(models.Model):
    """Ended by setting `ends_on` to the first day it no longer holds; never deleted."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="memberships")
    coalition = models.ForeignKey(Coalition, on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=30, choices=Role)
    title = models.CharField(max_length=120, blank=True)
    agency = models.ForeignKey(
        Agency, on_delete=models.PROTECT, null=True, related_name="memberships"
    )
    seat = models.ForeignKey(Seat, on_delete=models.SET_NULL, null=True, related_name="memberships")
    is_chair = models.BooleanField(default=False)
    is_local_champion = models.BooleanField(default=False)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)
    # The system whose roster made it (RosterIdentity.source); only that may end it by a file.
    # Empty: made by hand.
    roster_source = models.CharField(max_length=80, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(role__in=Role.values), name="membership_role_is_known"
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="membership_ends_after_start",
            ),
            ExclusionConstraint(
                name="one_membership_per_role_at_a_time",
                expressions=[
                    ("person", RangeOperators.EQUAL),
                    ("coalition", RangeOperators.EQUAL),
                    ("role", RangeOperators.EQUAL),
                    (DateRange("starts_on", "ends_on", RangeBoundary()), RangeOperators.OVERLAPS),
                ],
            ),
        ]
        # With the days: whether a membership holds is then told by the index alone.
        indexes = [
            models.Index(
                fields=["coalition", "person"],
                include=["starts_on", "ends_on"],
                name="people_of_a_coalition",
            ),
            models.Index(
                fields=["coalition", "role", "person"],
                include=["starts_on", "ends_on"],
                name="roles_of_a_coalition",
            ),
            models.Index(
                fields=["coalition", "agency"],
                include=["starts_on", "ends_on"],
                name="agencies_of_a_coalition",
                condition=Q(agency__isnull=False),
            ),
            models.Index(
                fields=["coalition"],
                condition=Q(is_chair=True) | Q(is_local_champion=True),
                name="members_to_know",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}, {self.get_role_display()}"
