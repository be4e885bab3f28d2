"""A school district, which is the tenant, and its schools.

What they have in common, and what each has of its own.
"""

from django.db import models

from safety_portal.core.constraints import known


class PlaceStatus(models.TextChoices):
    """As the directories say it; a place that closed keeps its history."""

    OPEN = "open", "Open"
    NEW = "new", "New"
    ADDED = "added", "Added"
    CHANGED_AGENCY = "changed_agency", "Changed agency"
    FUTURE = "future", "Future"
    INACTIVE = "inactive", "Inactive"
    REOPENED = "reopened", "Reopened"
    CLOSED = "closed", "Closed"
    CHANGED_BOUNDARY = "changed_boundary", "Changed boundary"
    UNKNOWN = "unknown", "Not known"


class Place(models.Model):
    """Identifiers decide identity, never names.

    The NCES id where there is one, else state and state id.
    """

    nces_id = models.CharField(max_length=12, null=True, unique=True)
    state = models.CharField(max_length=2)
    state_id = models.CharField(max_length=60, null=True)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=60, blank=True)
    status = models.CharField(max_length=20, choices=PlaceStatus, default=PlaceStatus.OPEN)
    street = models.CharField(max_length=200, blank=True)
    city = models.CharField(max_length=100, blank=True)
    postal_code = models.CharField(max_length=10, blank=True)
    county = models.CharField(max_length=100, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    locale = models.CharField(max_length=60, blank=True)
    students = models.PositiveIntegerField(null=True)
    teachers = models.DecimalField(max_digits=9, decimal_places=2, null=True)
    latitude = models.DecimalField(max_digits=10, decimal_places=7, null=True)
    longitude = models.DecimalField(max_digits=10, decimal_places=7, null=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name


class District(Place):
    """One local education agency, as its state and NCES number it."""

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["state", "state_id"], name="one_district_per_state_id"),
            known("status", PlaceStatus, name="district_status_is_known"),
            models.CheckConstraint(
                condition=models.Q(nces_id__isnull=False) | models.Q(state_id__isnull=False),
                name="district_has_an_identifier",
            ),
        ]


class School(Place):
    """One school, as its state and NCES number it; two schools of one name stay two."""

    # Of coalition/queries.fetch_school: the coalition of its district, whose page it is.
    of_district: models.Model
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
