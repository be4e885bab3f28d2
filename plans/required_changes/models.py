"""That an action item asks to change a section of a plan."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q

from coalitions.action_items.models import ActionItem
from plans.editions.models.plan import Plan
from safety_portal.core.constraints import never_emptied, together


class RequiredChange(models.Model):
    """`item` asks to change the section of `plan` with this `lineage`, until it is withdrawn."""

    item = models.ForeignKey(ActionItem, on_delete=models.PROTECT, related_name="required_changes")
    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="required_changes")
    lineage = models.UUIDField()
    named_at = models.DateTimeField()
    named_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        constraints = [
            together("withdrawn_at", "withdrawn_by", name="required_change_withdrawn_at_by"),
            models.UniqueConstraint(
                fields=["item", "plan", "lineage"],
                condition=Q(withdrawn_at__isnull=True),
                name="one_required_change_of_a_section",
            ),
        ]
        indexes = [
            models.Index(
                fields=["plan", "lineage"],
                condition=Q(withdrawn_at__isnull=True),
                name="required_changes_of_a_section",
            )
        ]
        triggers = [
            pgtrigger.Protect(name="required_changes_are_kept", operation=pgtrigger.Delete),
            never_emptied(),
        ]

    def __str__(self) -> str:
        return f"A section of {self.plan}, for {self.item}"
