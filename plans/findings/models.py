"""A finding, and the report of somebody else that it may stand in."""

from typing import Self

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from coalitions.access.filters import by_coalition
from coalitions.access.grants import access_of
from coalitions.access.roles import RESTRICTED
from coalitions.action_items.lifecycle import ItemState
from coalitions.action_items.models import ActionItem
from coalitions.coalition.models import Coalition
from plans.assessments.models.answer import Answer
from plans.assessments.models.assessment import Assessment
from plans.assessments.scales import Layer, Severity, Sureness
from safety_portal.core.accounts.models import User
from safety_portal.core.constraints import known, never_emptied, together
from safety_portal.core.search.vectors import searchable


class OutsideReportQuerySet(models.QuerySet["OutsideReport"]):
    def visible_to(self, user: User) -> Self:
        """Those of the places in which the account reads what is restricted."""
        direct, down, up = access_of(user).scopes_reading(RESTRICTED)
        return self.filter(by_coalition("coalition", direct=direct, down=down, up=up))


class OutsideReport(models.Model):
    """What somebody else found and wrote down: a fire marshal, an insurer. Never changed."""

    coalition = models.ForeignKey(
        Coalition, on_delete=models.PROTECT, related_name="outside_reports"
    )
    title = models.CharField(max_length=200)
    source = models.CharField(max_length=200)
    dated_on = models.DateField()
    file = models.FileField(upload_to="outside_reports/")
    file_sha256 = models.CharField(max_length=64)
    attached_at = models.DateTimeField()
    attached_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    objects = OutsideReportQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(title="") & ~Q(source="") & ~Q(file=""),
                name="outside_report_says_whose_it_is",
            ),
            models.UniqueConstraint(
                fields=["coalition", "file_sha256"], name="one_outside_report_per_content"
            ),
        ]
        triggers = [
            pgtrigger.Protect(
                name="outside_reports_stay", operation=pgtrigger.Update | pgtrigger.Delete
            ),
            never_emptied(),
        ]

    def __str__(self) -> str:
        return f"{self.title}, {self.source}"


class FindingQuerySet(models.QuerySet["Finding"]):
    def visible_to(self, user: User) -> Self:
        """Those of the places in which the account reads what is restricted."""
        direct, down, up = access_of(user).scopes_reading(RESTRICTED)
        return self.filter(by_coalition("coalition", direct=direct, down=down, up=up))

    def open(self) -> Self:
        """Neither mended nor decided not to be: a risk that is accepted for a time is open."""
        return self.filter(CLOSED_OR_DECIDED, ~Q(action_item__state=ItemState.VERIFIED) | NO_ITEM)

    def without_answer(self) -> Self:
        """Open, and nobody has opened an action item for it."""
        return self.filter(CLOSED_OR_DECIDED, NO_ITEM)

    def of_place(self, coalition: Coalition, building: str) -> Self:
        """Those of the same coalition and building, whatever the letters of its name."""
        return self.filter(coalition=coalition, building__iexact=building)


CLOSED_OR_DECIDED = Q(closed_at__isnull=True, not_acting_at__isnull=True)
NO_ITEM = Q(action_item__isnull=True)


class Finding(models.Model):
    """From a walk (`assessment` with its `answer`) or an outside `report`, never both.

    `words` say what is missing, `place` where. `annex` or `section` is the code of the part of a
    plan that it would change. `closed_in` is the later walk at which it was seen to be in place.
    """

    coalition = models.ForeignKey(Coalition, on_delete=models.PROTECT, related_name="findings")
    building = models.CharField(max_length=120, blank=True)
    layer = models.CharField(max_length=30, choices=Layer)
    assessment = models.ForeignKey(
        Assessment, on_delete=models.PROTECT, null=True, related_name="findings"
    )
    answer = models.ForeignKey(Answer, on_delete=models.PROTECT, null=True, related_name="findings")
    report = models.ForeignKey(
        OutsideReport, on_delete=models.PROTECT, null=True, related_name="findings"
    )
    item = models.CharField(max_length=60, blank=True)
    title = models.CharField(max_length=300)
    words = models.TextField(blank=True)
    place = models.CharField(max_length=200, blank=True)
    severity = models.PositiveSmallIntegerField(choices=Severity, null=True)
    sureness = models.CharField(max_length=10, choices=Sureness, blank=True)
    annex = models.CharField(max_length=80, blank=True)
    section = models.CharField(max_length=80, blank=True)
    found_on = models.DateField()
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    repeats = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, related_name="repeated_by"
    )
    action_item = models.OneToOneField(
        ActionItem, on_delete=models.PROTECT, null=True, related_name="finding"
    )
    not_acting_at = models.DateTimeField(null=True)
    not_acting_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    not_acting_because = models.CharField(max_length=500, blank=True)
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    closed_in = models.ForeignKey(
        Assessment, on_delete=models.PROTECT, null=True, related_name="closes"
    )

    objects = FindingQuerySet.as_manager()

    class Meta:
        constraints = [
            known("layer", Layer, name="finding_layer_is_known"),
            known("sureness", ["", *Sureness.values], name="finding_sureness_is_known"),
            models.CheckConstraint(
                condition=Q(severity__in=Severity.values), name="finding_severity_in_range"
            ),
            models.CheckConstraint(condition=~Q(title=""), name="finding_says_what"),
            models.CheckConstraint(
                condition=Q(assessment__isnull=False, answer__isnull=False, report__isnull=True)
                & ~Q(item="")
                | Q(assessment__isnull=True, answer__isnull=True, report__isnull=False, item=""),
                name="finding_of_a_walk_or_a_report",
            ),
            together("not_acting_at", "not_acting_by", name="finding_not_acting_at_by"),
            models.CheckConstraint(
                condition=Q(not_acting_at__isnull=True, not_acting_because="")
                | (Q(not_acting_at__isnull=False) & ~Q(not_acting_because="")),
                name="finding_not_acting_with_a_reason",
            ),
            together("closed_at", "closed_by", name="finding_closed_at_by"),
            together("closed_at", "closed_in", name="finding_closed_in_a_walk"),
            models.CheckConstraint(
                condition=Q(action_item__isnull=True)
                | Q(not_acting_at__isnull=True, closed_at__isnull=True),
                name="finding_acted_on_or_decided",
            ),
            models.UniqueConstraint(
                fields=["assessment", "item"],
                condition=Q(assessment__isnull=False),
                name="one_finding_of_an_item",
            ),
        ]
        indexes = [
            searchable("title", "words", name="findings_searched"),
            models.Index(fields=["coalition", "-found_on", "-id"], name="findings_of_a_coalition"),
            models.Index(
                fields=["coalition", "layer"],
                condition=Q(closed_at__isnull=True, not_acting_at__isnull=True),
                name="findings_not_closed",
            ),
            models.Index(fields=["coalition", "item"], name="findings_of_an_item"),
        ]
        triggers = [
            pgtrigger.Protect(name="findings_are_kept", operation=pgtrigger.Delete),
            never_emptied(),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("finding", args=[self.coalition.slug, self.pk])

    @property
    def at(self) -> str:
        """The school, the building, and where in it."""
        return ", ".join(
            words for words in (str(self.coalition.place), self.building, self.place) if words
        )
