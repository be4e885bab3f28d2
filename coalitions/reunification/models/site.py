"""A site where families would be met, and what somebody found who walked it."""

from typing import Self, TypeVar

import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.urls import reverse

from coalitions.access.filters import by_coalition
from coalitions.access.grants import access_of
from coalitions.access.roles import MEMBERS
from coalitions.agreements.models.agreement import Agreement
from coalitions.coalition.models import Coalition
from safety_portal.core.accounts.models import User
from safety_portal.core.constraints import known, never_emptied, together

Row = TypeVar("Row", bound=models.Model)


class Which(models.TextChoices):
    """Where one would go first, and where if that is lost."""

    PRIMARY = "primary", "Primary"
    ALTERNATE = "alternate", "Alternate"


class OfSchool(models.QuerySet[Row]):
    """Rows of a school's coalition: who reads there, or into it, what members read."""

    path = "coalition"

    def visible_to(self, user: User) -> Self:
        """Those of the coalitions in which the account reads what members read."""
        direct, down, _ = access_of(user).scopes_reading(MEMBERS)
        return self.filter(by_coalition(self.path, direct=direct, down=down))


class SiteQuerySet(OfSchool["ReunificationSite"]):
    def current(self) -> Self:
        """Those that were not given up."""
        return self.filter(given_up_at__isnull=True)


class ReunificationSite(models.Model):
    """`name` is known to members; where it is and what leads there, to who reads restricted text.

    It stands on the chain of `agreement`: without one in force that covers the school it cannot be
    used. Given up it stays as history.
    """

    coalition = models.ForeignKey(
        Coalition, on_delete=models.PROTECT, related_name="reunification_sites"
    )
    which = models.CharField(max_length=10, choices=Which)
    name = models.CharField(max_length=200)
    agreement = models.ForeignKey(
        Agreement, on_delete=models.PROTECT, null=True, related_name="reunification_sites"
    )
    location = models.CharField(max_length=300, blank=True)
    way = models.CharField(max_length=300, blank=True)
    road = models.CharField(max_length=200, blank=True)
    power = models.CharField(max_length=200, blank=True)
    named_at = models.DateTimeField()
    named_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    given_up_at = models.DateTimeField(null=True)
    given_up_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    # Where the site stood when a form was opened: a save over a newer one is refused.
    version = models.PositiveIntegerField(default=1)

    objects = SiteQuerySet.as_manager()

    class Meta:
        constraints = [
            known("which", Which, name="site_is_primary_or_alternate"),
            models.CheckConstraint(condition=~Q(name=""), name="site_has_a_name"),
            together("given_up_at", "given_up_by", name="site_given_up_at_by"),
            models.UniqueConstraint(
                fields=["coalition", "which"],
                condition=Q(given_up_at__isnull=True),
                name="one_site_of_a_kind_and_school",
            ),
            models.UniqueConstraint(
                "coalition",
                Lower("name"),
                condition=Q(given_up_at__isnull=True),
                name="one_site_of_a_name_and_school",
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="sites_are_kept", operation=pgtrigger.Delete),
            never_emptied(),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("reunification_site", args=[self.coalition.slug, self.pk])


class WalkQuerySet(OfSchool["SiteWalk"]):
    path = "site__coalition"


class SiteWalk(models.Model):
    """Somebody walked the site: which points (content.POINTS, by code) it meets. Never changed."""

    site = models.ForeignKey(ReunificationSite, on_delete=models.PROTECT, related_name="walks")
    walked_on = models.DateField()
    met = ArrayField(models.CharField(max_length=40), default=list, blank=True)
    walked_with = models.CharField(max_length=200, blank=True)
    note = models.CharField(max_length=500, blank=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    objects = WalkQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["site", "walked_on"], name="one_walk_of_a_site_a_day")
        ]
        triggers = [
            pgtrigger.Protect(
                name="site_walks_stay", operation=pgtrigger.Update | pgtrigger.Delete
            ),
            never_emptied(),
        ]

    def __str__(self) -> str:
        return f"Walk of {self.walked_on}"
