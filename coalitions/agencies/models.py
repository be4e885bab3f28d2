"""An outside partner of a district."""

from django.db import models

from coalitions.coalition.models import Coalition
from coalitions.schools.models import District
from safety_portal.core.constraints import known


class AgencyKind(models.TextChoices):
    """What the partner does."""

    POLICE = "police", "Police"
    FIRE = "fire", "Fire"
    MEDICAL = "medical", "Medical"
    MENTAL_HEALTH = "mental_health", "Mental health"
    EMERGENCY_MANAGEMENT = "emergency_management", "Emergency management"
    GOVERNMENT = "government", "Government"
    OTHER = "other", "Other"


class Agency(models.Model):
    """Police, fire, medical, mental health, emergency management or another partner, known to one
    district.
    """

    # Of queries.fetch_agency: the coalition whose page it is.
    coalition: Coalition
    district = models.ForeignKey(District, on_delete=models.PROTECT, related_name="agencies")
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=30, choices=AgencyKind)
    phone = models.CharField(max_length=40, blank=True)

    class Meta:
        verbose_name_plural = "agencies"
        constraints = [
            models.UniqueConstraint(fields=["district", "name"], name="one_agency_per_name"),
            known("kind", AgencyKind, name="agency_kind_is_known"),
        ]

    def __str__(self) -> str:
        return self.name
