"""Somebody who may sign for the holder of a seat, from a day until a day."""

from datetime import date, timedelta
from typing import Self

import pgtrigger
from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeBoundary, RangeOperators
from django.db import models
from django.db.models import F, Q

from coalitions.memberships.models.membership import DateRange, Membership
from safety_portal.core.constraints import never_emptied
from safety_portal.core.database.kept_queries import Slot

YEAR = timedelta(days=366)  # a year from any day, leap years too
# Two people of one coalition, neither of them parent or student. Only asked when it is made:
# records of people may be merged.
BETWEEN_COLLEAGUES = """
    IF NOT EXISTS (
        SELECT 1 FROM coalitions_membership holder
        JOIN coalitions_membership designee
          ON designee.coalition_id = holder.coalition_id AND designee.person_id <> holder.person_id
        WHERE holder.id = NEW.holder_id AND designee.id = NEW.designee_id
          AND holder.role NOT IN ('parent', 'student') AND designee.role NOT IN ('parent', 'student')
    ) THEN
        RAISE EXCEPTION 'pgtrigger: designation % is not between two colleagues of one coalition', NEW.id;
    END IF;
    RETURN NEW;
"""


def designates(table: str) -> str:
    """In SQL what `current` asks of the rows of `table`, designations, with %(on)s; that both still
    are members is asked of their memberships, by `holds`.
    """
    return f"{table}.starts_on <= %(on)s AND {table}.ends_on > %(on)s"


class DesignationQuerySet(models.QuerySet["Designation"]):
    def current(self, on: Slot | date) -> Self:
        """Those that hold on the day: begun, not ended, and both still members.

        `ends_on` is the first day without.
        """
        memberships = Membership.objects.current(on)
        return self.not_ended(on).filter(
            starts_on__lte=on, holder__in=memberships, designee__in=memberships
        )

    def not_ended(self, on: Slot | date) -> Self:
        """Those whose last day is not before the day, begun or not."""
        return self.filter(ends_on__gt=on)


class Designation(models.Model):
    """`designee` signs for the seat that `holder` holds; the holder may go on signing.

    Ended by `ends_on`; never deleted.

    It gives nothing but that: what the designee reads stays what their own role reads, and it
    cannot be passed on.
    """

    holder = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="designations")
    designee = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="designated")
    starts_on = models.DateField()
    ends_on = models.DateField()
    because = models.CharField(max_length=500)
    named_at = models.DateTimeField()
    named_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    objects = DesignationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(holder=F("designee")), name="designation_of_somebody_else"
            ),
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")), name="designation_ends_after_start"
            ),
            models.CheckConstraint(
                condition=Q(ends_on__lte=F("starts_on") + YEAR),
                name="designation_for_a_year_at_most",
            ),
            models.CheckConstraint(condition=~Q(because=""), name="designation_with_a_reason"),
            ExclusionConstraint(
                name="one_designee_at_a_time",
                expressions=[
                    ("holder", RangeOperators.EQUAL),
                    (DateRange("starts_on", "ends_on", RangeBoundary()), RangeOperators.OVERLAPS),
                ],
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="designated_between_colleagues",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.UpdateOf("holder_id", "designee_id"),
                func=BETWEEN_COLLEAGUES,
            ),
            pgtrigger.Protect(name="designations_are_kept", operation=pgtrigger.Delete),
            never_emptied(),
        ]

    def __str__(self) -> str:
        return f"{self.designee.person}, designee of {self.holder.person}"

    @property
    def last_on(self) -> date:
        """The last day it holds."""
        return self.ends_on - timedelta(days=1)
