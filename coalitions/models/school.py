"""One school of a district."""

from django.db import models

from coalitions.models.district import District
from coalitions.models.place import Place, PlaceStatus
from safety_portal.constraints import known


class School(Place):
    """One school, as its state and NCES number it; two schools of one name stay two."""

    district = models.ForeignKey(District, on_delete=models.PROTECT, related_name="schools")
    low_grade = models.CharField(max_length=4, blank=True)
    high_grade = models.CharField(max_length=4, blank=True)
    is_charter = models.BooleanField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["state", "state_id"], name="one_school_per_state_id"),
            known("status", PlaceStatus, name="school_status_is_known"),
            models.CheckConstraint(
                condition=models.Q(nces_id__isnull=False) | models.Q(state_id__isnull=False),
                name="school_has_an_identifier",
            ),
        ]
        indexes = [models.Index(fields=["district", "name", "id"], name="schools_of_a_district")]
