"""One saved state of a section; never changed."""

import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models

from coalitions.access.roles import Sensitivity
from plans.editions.lifecycle import Change
from plans.editions.models.section import Section
from safety_portal.core.constraints import known, never_emptied


class Revision(models.Model):
    """Who saved what, when and why. `version` is the section's version that this save made."""

    section = models.ForeignKey(Section, on_delete=models.PROTECT, related_name="revisions")
    version = models.PositiveIntegerField()
    title = models.CharField(max_length=300)
    html = models.TextField(blank=True)
    sensitivity = models.CharField(max_length=20, choices=Sensitivity)
    protocol_for = ArrayField(models.CharField(max_length=30), default=list)
    not_needed_because = models.CharField(max_length=500, blank=True)
    change = models.CharField(max_length=20, choices=Change, blank=True)
    reason = models.CharField(max_length=500, blank=True)
    restored_from = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+")
    saved_at = models.DateTimeField()
    saved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["section", "version"], name="one_revision_per_version"),
            known("sensitivity", Sensitivity, name="revision_sensitivity_is_known"),
            known("change", [*Change.values, ""], name="revision_change_is_known"),
        ]
        triggers = [
            pgtrigger.Protect(name="revisions_stay", operation=pgtrigger.Update | pgtrigger.Delete),
            never_emptied(),
        ]

    def __str__(self) -> str:
        return f"{self.title}, revision {self.version}"
