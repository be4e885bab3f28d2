"""A place that law or good practice asks a coalition to fill."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from coalitions.coalition.models import Coalition
from safety_portal.core.constraints import together


class Seat(models.Model):
    """Settable per coalition.

    The starter seats come from data/seats.yaml, each with its why and who asks for it.
    """

    coalition = models.ForeignKey(Coalition, on_delete=models.CASCADE, related_name="seats")
    code = models.SlugField(max_length=60)
    title = models.CharField(max_length=120)
    filled_by_roles = ArrayField(models.CharField(max_length=30))
    recommended_minimum = models.PositiveSmallIntegerField(default=1)
    signs_plan = models.BooleanField(default=False)
    why = models.TextField()
    asked_for_by = models.JSONField(default=list)
    position = models.PositiveSmallIntegerField(default=0)
    # A coalition may leave a seat empty and say why; it then no longer counts as vacant.
    left_empty_at = models.DateTimeField(null=True)
    left_empty_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    left_empty_because = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["coalition", "code"], name="one_seat_per_code"),
            together("left_empty_at", "left_empty_by", name="seat_left_empty_at_by"),
            models.CheckConstraint(
                condition=Q(left_empty_at__isnull=True, left_empty_because="")
                | (Q(left_empty_at__isnull=False) & ~Q(left_empty_because="")),
                name="seat_left_empty_with_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return self.title
