"""What happened to a drill on its way: it was moved, something was found at it."""

from typing import Self

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q

from coalitions.access.filters import by_coalition
from coalitions.access.grants import access_of
from coalitions.access.roles import MEMBERS
from coalitions.action_items.models import ActionItem
from coalitions.coalition.models import Coalition
from safety_portal.core.accounts.models import User
from safety_portal.core.constraints import known, never_emptied
from training.drills.kinds import Lacking
from training.drills.models.drill import Drill

LONGEST_FOUND = 300


class DrillMove(models.Model):
    """A planned drill got another day. Append-only."""

    drill = models.ForeignKey(Drill, on_delete=models.PROTECT, related_name="moves")
    from_on = models.DateField()
    to_on = models.DateField()
    because = models.CharField(max_length=500)
    moved_at = models.DateTimeField()
    moved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(because=""), name="drill_moved_with_a_reason")
        ]
        indexes = [models.Index(fields=["drill", "-id"], name="moves_of_a_drill")]
        triggers = [
            pgtrigger.Protect(
                name="drill_moves_stay", operation=pgtrigger.Update | pgtrigger.Delete
            ),
            never_emptied(),
        ]

    def __str__(self) -> str:
        return f"{self.drill_id} moved from {self.from_on} to {self.to_on}"


class DrillFindingQuerySet(models.QuerySet["DrillFinding"]):
    def visible_to(self, user: User) -> Self:
        """Those of the places in which the account reads what members read."""
        direct, down, up = access_of(user).scopes_reading(MEMBERS)
        return self.filter(by_coalition("drill__coalition", direct=direct, down=down, up=up))

    def unseen(self) -> Self:
        """Those that nobody made an action item of."""
        return self.filter(action_item__isnull=True)


class DrillFinding(models.Model):
    """What a drill showed to be wrong; `lacking` is which of the four things, "" for another one.

    Mended by an action item of the coalition.
    """

    drill = models.ForeignKey(Drill, on_delete=models.PROTECT, related_name="findings")
    lacking = models.CharField(max_length=30, choices=Lacking, blank=True)
    words = models.CharField(max_length=LONGEST_FOUND)
    found_at = models.DateTimeField()
    found_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    action_item = models.OneToOneField(
        ActionItem, on_delete=models.PROTECT, null=True, related_name="drill_finding"
    )

    objects = DrillFindingQuerySet.as_manager()

    class Meta:
        constraints = [
            known("lacking", [*Lacking.values, ""], name="drill_finding_lacking_is_known"),
            models.CheckConstraint(condition=~Q(words=""), name="drill_finding_has_words"),
            models.UniqueConstraint(fields=["drill", "words"], name="drill_finding_once"),
        ]
        triggers = [
            pgtrigger.Protect(name="drill_findings_are_kept", operation=pgtrigger.Delete),
            never_emptied(),
        ]

    def __str__(self) -> str:
        return self.words

    @property
    def coalition(self) -> Coalition:
        """Whose drill it was."""
        return self.drill.coalition
