"""A school year of a district, its spans, and the file of a calendar before it is imported."""

from datetime import date, timedelta
from typing import Self

import pgtrigger
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeBoundary, RangeOperators
from django.db import models
from django.db.models import F, Q

from coalitions.access.grants import access_of
from coalitions.coalition.models import Coalition
from coalitions.memberships.models.membership import DateRange
from coalitions.schools.models import District
from safety_portal.core.accounts.models import User
from safety_portal.core.constraints import known
from safety_portal.core.imports.pending_uploads import PendingUpload, content_until_applied

LONGEST_DAYS = 400
LONGEST = timedelta(days=LONGEST_DAYS)
JULY = 7


class SchoolYearQuerySet(models.QuerySet["SchoolYear"]):
    def visible_to(self, user: User) -> Self:
        """Those of the districts in one of whose coalitions the account is."""
        access = access_of(user)
        return self.filter(district_id__in=access.districts_down | access.districts_up)


# A span lies in its year; a summer session begins in it or after it, and ends within 400 days of
# its first day. Asked of both sides, as either may change.
SPAN_OF_ITS_YEAR = f"""
IF NOT EXISTS (
    SELECT 1 FROM coalitions_schoolyear year
    WHERE year.id = NEW.year_id AND NEW.first_day >= year.first_day
          AND NEW.last_day <= CASE WHEN NEW.kind = 'session'
                                   THEN year.first_day + {LONGEST_DAYS} ELSE year.last_day END
) THEN
    RAISE EXCEPTION 'this span is outside of its school year' USING ERRCODE = 'check_violation';
END IF;
RETURN NEW;
"""  # noqa: S608  put together from our own words
YEAR_OF_ITS_SPANS = f"""
IF EXISTS (
    SELECT 1 FROM coalitions_yearspan span
    WHERE span.year_id = NEW.id AND (span.first_day < NEW.first_day
          OR span.last_day > CASE WHEN span.kind = 'session'
                                  THEN NEW.first_day + {LONGEST_DAYS} ELSE NEW.last_day END)
) THEN
    RAISE EXCEPTION 'a span is outside of this school year' USING ERRCODE = 'check_violation';
END IF;
RETURN NEW;
"""  # noqa: S608  put together from our own words


class SchoolYear(models.Model):
    """From the first to the last day with students. Monday to Friday but for what is closed."""

    district = models.ForeignKey(District, on_delete=models.PROTECT, related_name="school_years")
    first_day = models.DateField()
    last_day = models.DateField()

    objects = SchoolYearQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(first_day__lt=F("last_day")), name="school_year_ends_after_it_begins"
            ),
            models.CheckConstraint(
                condition=Q(last_day__lte=F("first_day") + LONGEST),
                name="school_year_of_400_days_at_most",
            ),
            ExclusionConstraint(
                name="one_school_year_at_a_time",
                expressions=[
                    ("district", RangeOperators.EQUAL),
                    (
                        DateRange("first_day", "last_day", RangeBoundary(inclusive_upper=True)),
                        RangeOperators.OVERLAPS,
                    ),
                ],
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="school_year_holds_its_spans",
                when=pgtrigger.Before,
                operation=pgtrigger.UpdateOf("first_day", "last_day"),
                func=YEAR_OF_ITS_SPANS,
            )
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        """What it is called: "2026-27", by the July before its first day."""
        return label_of(self.first_day)


def label_of(first_day: date) -> str:
    """What a school year is called that begins on a day."""
    year = first_day.year - (first_day.month < JULY)
    return f"{year}-{(year + 1) % 100:02}"


class SpanKind(models.TextChoices):
    """What some days of a school year are."""

    CLOSED = "closed", "Closed: no school"
    SEMESTER = "semester", "Semester"
    QUARTER = "quarter", "Quarter"
    SESSION = "session", "Summer session"


class YearSpanQuerySet(models.QuerySet["YearSpan"]):
    def visible_to(self, user: User) -> Self:
        """Those of the school years that the account sees."""
        return self.filter(year__in=SchoolYear.objects.visible_to(user))


class YearSpan(models.Model):
    """Days of a school year, the first and the last of them too: closed, a semester, a quarter, or
    a summer session, which may come after the year.
    """

    year = models.ForeignKey(SchoolYear, on_delete=models.CASCADE, related_name="spans")
    kind = models.CharField(max_length=10, choices=SpanKind)
    first_day = models.DateField()
    last_day = models.DateField()
    label = models.CharField(max_length=200, blank=True)

    objects = YearSpanQuerySet.as_manager()

    class Meta:
        constraints = [
            known("kind", SpanKind, name="span_kind_is_known"),
            models.CheckConstraint(
                condition=Q(first_day__lte=F("last_day")), name="span_ends_after_it_begins"
            ),
            ExclusionConstraint(
                name="one_span_of_a_kind_at_a_time",
                expressions=[
                    ("year", RangeOperators.EQUAL),
                    ("kind", RangeOperators.EQUAL),
                    (
                        DateRange("first_day", "last_day", RangeBoundary(inclusive_upper=True)),
                        RangeOperators.OVERLAPS,
                    ),
                ],
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="span_lies_in_its_year",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                func=SPAN_OF_ITS_YEAR,
            )
        ]

    def __str__(self) -> str:
        return self.label or self.get_kind_display()


class CalendarFile(PendingUpload):
    """`content` is there until the file is imported; `mapping` is field -> column where somebody
    chose the columns of a table. Of no coalition where a command imported it for a district that
    has none yet.
    """

    coalition = models.ForeignKey(Coalition, on_delete=models.CASCADE, null=True, related_name="+")
    content = models.BinaryField(null=True)
    mapping = models.JSONField(default=dict)

    class Meta:
        constraints = [content_until_applied(name="calendar_file_content_until_applied")]
        indexes = [
            models.Index(fields=["owner", "-uploaded_at"], name="calendar_files_of_an_account")
        ]
