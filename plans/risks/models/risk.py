"""A hazard that a coalition added, and a hazard at a place: what is weighed there."""

from typing import Self

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.urls import reverse

from coalitions.access.filters import by_coalition
from coalitions.access.grants import access_of
from coalitions.access.roles import MEMBERS
from coalitions.coalition.models import Coalition
from plans.risks.catalogue import Hazard, catalogue
from plans.risks.scales import Group, Priority
from safety_portal.core.accounts.models import User
from safety_portal.core.constraints import known, never_emptied, together


class OwnHazard(models.Model):
    """A threat or hazard that the catalogue has not. `annex` is the code of the part of a plan that
    is about it, "" where there is none.
    """

    coalition = models.ForeignKey(Coalition, on_delete=models.PROTECT, related_name="own_hazards")
    title = models.CharField(max_length=120)
    group = models.CharField(max_length=20, choices=Group)
    annex = models.CharField(max_length=80, blank=True)
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        constraints = [
            known("group", Group, name="own_hazard_group_is_known"),
            models.CheckConstraint(condition=~Q(title=""), name="own_hazard_has_a_title"),
            models.UniqueConstraint("coalition", Lower("title"), name="one_own_hazard_of_a_title"),
        ]
        triggers = [
            pgtrigger.Protect(
                name="own_hazards_stay", operation=pgtrigger.Update | pgtrigger.Delete
            ),
            never_emptied(),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def hazard(self) -> Hazard:
        """It, as one of the catalogue."""
        annexes = (self.annex,) if self.annex else ()
        return Hazard(f"own-{self.pk}", self.title, Group(self.group), annexes)


class RiskQuerySet(models.QuerySet["Risk"]):
    def visible_to(self, user: User) -> Self:
        """Those of the coalitions in which the account reads what members read."""
        direct, down, up = access_of(user).scopes_reading(MEMBERS)
        return self.filter(by_coalition("coalition", direct=direct, down=down, up=up))

    def in_use(self) -> Self:
        """Those that were not set aside."""
        return self.filter(set_aside_at__isnull=True)

    def to_decide(self) -> Self:
        """In use, and nobody has decided on them, or somebody has proposed something since."""
        return self.in_use().filter(Q(decision__isnull=True) | Q(proposal__isnull=False))

    def decided_as(self, *priorities: Priority) -> Self:
        """In use, and decided to be one of these."""
        return self.in_use().filter(decision__priority__in=priorities)


class Risk(models.Model):
    """`hazard_code` of the catalogue or the coalition's `own_hazard`, at the whole site or in a
    `building`.

    `decision` is the weighing that holds, `proposal` the last one that waits for a decision.
    """

    coalition = models.ForeignKey(Coalition, on_delete=models.PROTECT, related_name="risks")
    building = models.CharField(max_length=120, blank=True)
    hazard_code = models.CharField(max_length=40, blank=True)
    own_hazard = models.ForeignKey(
        OwnHazard, on_delete=models.PROTECT, null=True, related_name="risks"
    )
    chosen_at = models.DateTimeField()
    chosen_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    decision = models.OneToOneField(
        "plans.Weighing", on_delete=models.PROTECT, null=True, related_name="+"
    )
    proposal = models.OneToOneField(
        "plans.Weighing", on_delete=models.PROTECT, null=True, related_name="+"
    )
    set_aside_at = models.DateTimeField(null=True)
    set_aside_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    set_aside_because = models.CharField(max_length=500, blank=True)

    objects = RiskQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(own_hazard__isnull=True) & ~Q(hazard_code="")
                | Q(own_hazard__isnull=False, hazard_code=""),
                name="risk_of_one_hazard",
            ),
            models.UniqueConstraint(
                "coalition",
                Lower("building"),
                "hazard_code",
                condition=Q(own_hazard__isnull=True),
                name="one_risk_of_a_hazard",
            ),
            models.UniqueConstraint(
                "coalition",
                Lower("building"),
                "own_hazard",
                condition=Q(own_hazard__isnull=False),
                name="one_risk_of_an_own_hazard",
            ),
            together("set_aside_at", "set_aside_by", name="risk_set_aside_at_by"),
            models.CheckConstraint(
                condition=Q(set_aside_at__isnull=True, set_aside_because="")
                | (Q(set_aside_at__isnull=False) & ~Q(set_aside_because="")),
                name="risk_set_aside_with_a_reason",
            ),
        ]
        indexes = [
            models.Index(fields=["coalition", "building", "id"], name="risks_of_a_coalition"),
            models.Index(
                fields=["coalition"],
                condition=Q(proposal__isnull=False, set_aside_at__isnull=True),
                name="risks_proposed",
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="risks_are_kept", operation=pgtrigger.Delete),
            never_emptied(),
        ]

    def __str__(self) -> str:
        return f"{self.title}, {self.building}" if self.building else self.title

    def get_absolute_url(self) -> str:
        return reverse("risk", args=[self.coalition.slug, self.pk])

    @property
    def hazard(self) -> Hazard:
        """What it is about."""
        return self.own_hazard.hazard if self.own_hazard else catalogue()[self.hazard_code]

    @property
    def title(self) -> str:
        """The name of its hazard."""
        return self.hazard.title

    @property
    def at(self) -> str:
        """The building, or the whole site."""
        return self.building or "Whole site"
