"""A kit, what belongs in it, and what was missing when somebody looked."""

from typing import Self

import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from coalitions.coalition.models import Coalition
from coalitions.reunification.content import ITEM_CODES
from coalitions.reunification.models.site import OfSchool
from safety_portal.core.constraints import never_emptied, together


class KitQuerySet(OfSchool["Kit"]):
    def current(self) -> Self:
        """Those that are still there."""
        return self.filter(removed_at__isnull=True)


class Kit(models.Model):
    """`items` (content.ITEMS, by code) belong in the kit that stands at `place`."""

    coalition = models.ForeignKey(Coalition, on_delete=models.PROTECT, related_name="kits")
    place = models.CharField(max_length=200)
    items = ArrayField(models.CharField(max_length=30))
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    removed_at = models.DateTimeField(null=True)
    removed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    objects = KitQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(place=""), name="kit_has_a_place"),
            models.CheckConstraint(
                condition=Q(items__contained_by=ITEM_CODES, items__len__gt=0),
                name="kit_items_are_known",
            ),
            together("removed_at", "removed_by", name="kit_removed_at_by"),
            models.UniqueConstraint(
                "coalition",
                Lower("place"),
                condition=Q(removed_at__isnull=True),
                name="one_kit_of_a_place_and_school",
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="kits_are_kept", operation=pgtrigger.Delete),
            never_emptied(),
        ]

    def __str__(self) -> str:
        return self.place


class CheckQuerySet(OfSchool["KitCheck"]):
    path = "kit__coalition"


class KitCheck(models.Model):
    """Somebody opened the kit: which items of it were missing, or too old. Never changed."""

    kit = models.ForeignKey(Kit, on_delete=models.PROTECT, related_name="checks")
    checked_on = models.DateField()
    missing = ArrayField(models.CharField(max_length=30), default=list, blank=True)
    looked = models.CharField(max_length=200)
    note = models.CharField(max_length=500, blank=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    objects = CheckQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(missing__contained_by=ITEM_CODES), name="kit_check_items_are_known"
            ),
            models.CheckConstraint(condition=~Q(looked=""), name="kit_check_says_who_looked"),
            models.UniqueConstraint(fields=["kit", "checked_on"], name="one_check_of_a_kit_a_day"),
        ]
        triggers = [
            pgtrigger.Protect(
                name="kit_checks_stay", operation=pgtrigger.Update | pgtrigger.Delete
            ),
            never_emptied(),
        ]

    def __str__(self) -> str:
        return f"Check of {self.checked_on}"
