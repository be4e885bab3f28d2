"""By which number a system of a district knows a person."""

from django.db import models

from coalitions.models.district import District
from coalitions.models.person import Person


class RosterIdentity(models.Model):
    """`source` names the system, `sourced_id` its number for the person; numbers, never names, decide who is who."""

    district = models.ForeignKey(District, on_delete=models.PROTECT, related_name="+")
    source = models.CharField(max_length=80)
    sourced_id = models.CharField(max_length=220)
    username = models.CharField(max_length=200, blank=True)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="roster_identities")

    class Meta:
        verbose_name_plural = "roster identities"
        constraints = [
            models.UniqueConstraint(fields=["district", "source", "sourced_id"], name="one_person_per_roster_number")
        ]

    def __str__(self):
        return f"{self.sourced_id} of {self.source}"
