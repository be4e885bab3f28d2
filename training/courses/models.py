"""Something that can be learned."""

from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from coalitions.coalition.models import Coalition
from coalitions.prevention.matrix import CHOICES, CODES
from safety_portal.core.database.kept_queries import Slot


class CourseQuerySet(models.QuerySet["Course"]):
    def offered_in(self, coalition: Coalition | Slot) -> Self:
        """The starter catalogue and the coalition's own courses."""
        return self.filter(Q(coalition__isnull=True) | Q(coalition=coalition))


class Course(models.Model):
    """`coalition` is null for the starter catalogue (data/courses.yaml). Validity in months, null.

    Does not expire.
    """

    code = models.SlugField(max_length=60)
    coalition = models.ForeignKey(
        Coalition, on_delete=models.CASCADE, null=True, related_name="courses"
    )
    title = models.CharField(max_length=200)
    provider = models.CharField(max_length=120, blank=True)
    delivery = models.CharField(max_length=20, blank=True)
    hours = models.DecimalField(max_digits=5, decimal_places=2, null=True)
    validity_months = models.PositiveSmallIntegerField(null=True)
    roles = ArrayField(models.CharField(max_length=30), default=list)
    # Places of the prevention matrix.
    cells = ArrayField(models.CharField(max_length=60, choices=CHOICES), default=list, blank=True)
    confidence = models.CharField(max_length=10, blank=True)
    source = models.TextField(blank=True)

    objects = CourseQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["code", "coalition"], nulls_distinct=False, name="one_course_per_code"
            ),
            models.CheckConstraint(
                condition=Q(cells__contained_by=list(CODES)), name="course_cells_are_known"
            ),
            models.CheckConstraint(
                condition=Q(hours__isnull=True) | Q(hours__gt=0), name="course_hours_positive"
            ),
        ]

    def __str__(self) -> str:
        return self.title
