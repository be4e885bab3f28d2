"""A person has read a protocol."""

import pgtrigger
from django.conf import settings
from django.db import models

from coalitions.people.models import Person
from plans.editions.models.section import Section
from safety_portal.core.constraints import never_emptied


class Acknowledgement(models.Model):
    """Counts for every edition in which the section of this lineage still has the same
    `protocol_hash`.
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="acknowledgements")
    section = models.ForeignKey(Section, on_delete=models.PROTECT, related_name="acknowledgements")
    lineage = models.UUIDField()
    protocol_hash = models.CharField(max_length=64)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "lineage", "protocol_hash"], name="one_acknowledgement_per_text"
            )
        ]
        indexes = [
            models.Index(fields=["lineage", "protocol_hash", "person"], name="acknowledged_by")
        ]
        triggers = [
            pgtrigger.Protect(
                name="acknowledgements_stay", operation=pgtrigger.Update | pgtrigger.Delete
            ),
            never_emptied(),
        ]

    def __str__(self) -> str:
        return f"{self.person} read {self.section}"
