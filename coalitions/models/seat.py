"""A place that law or good practice asks a coalition to fill."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from coalitions.models.coalition import Coalition


class Seat(models.Model):
    """Settable per coalition; the starter seats come from data/seats.yaml, each with its why and who asks for it."""

    coalition = models.ForeignKey(Coalition, on_delete=models.CASCADE, related_name="seats")
    code = models.SlugField(max_length=60)
    title = models.CharField(max_length=120)
    filled_by_roles = ArrayField(models.CharField(max_length=30))
    recommended_minimum = models.PositiveSmallIntegerField(default=1)
    signs_plan = models.BooleanField(default=False)
    why = models.TextField()
    asked_for_by = models.JSONField(default=list)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "id"]
        constraints = [models.UniqueConstraint(fields=["coalition", "code"], name="one_seat_per_code")]

    def __str__(self):
        return self.title
