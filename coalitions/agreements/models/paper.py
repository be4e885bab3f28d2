"""The files of an agreement, and who opened those that are restricted."""

from typing import Self

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q

from coalitions.access.filters import by_coalition
from coalitions.access.grants import access_of
from coalitions.access.roles import MEMBERS, RESTRICTED, Group, Sensitivity
from coalitions.agreements.models.agreement import Agreement
from coalitions.coalition.models import Coalition
from safety_portal.core.accounts.models import User
from safety_portal.core.constraints import known, never_emptied, together

READERS = [(level.value, level.label) for level in Sensitivity if level in (MEMBERS, RESTRICTED)]


class PaperQuerySet(models.QuerySet["AgreementPaper"]):
    def visible_to(self, user: User) -> Self:
        """Those that the account may open: restricted ones where it reads what is restricted."""
        visible = Q(pk__in=[])
        for level in (MEMBERS, RESTRICTED):
            direct, down, up = access_of(user).scopes_reading(level)
            reached = by_coalition("agreement__coalition", direct=direct, down=down, up=up)
            visible |= Q(sensitivity=level) & reached
        return self.filter(visible)


class AgreementPaper(models.Model):
    """A file as it came (uploads.py), under a title. A wrong one is withdrawn with a reason."""

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="papers")
    title = models.CharField(max_length=200)
    file = models.FileField(upload_to="agreements/")
    sha256 = models.CharField(max_length=64)
    sensitivity = models.CharField(max_length=20, choices=READERS)
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    withdrawn_because = models.CharField(max_length=500, blank=True)

    objects = PaperQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        constraints = [
            known("sensitivity", [MEMBERS, RESTRICTED], name="paper_sensitivity_is_known"),
            models.CheckConstraint(condition=~Q(title=""), name="paper_has_a_title"),
            together("withdrawn_at", "withdrawn_by", name="paper_withdrawn_at_by"),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True, withdrawn_because="")
                | (Q(withdrawn_at__isnull=False) & ~Q(withdrawn_because="")),
                name="paper_withdrawn_with_a_reason",
            ),
            models.UniqueConstraint(
                fields=["agreement", "sha256"],
                condition=Q(withdrawn_at__isnull=True),
                name="one_paper_per_content",
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="papers_are_kept", operation=pgtrigger.Delete),
            never_emptied(),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def coalition(self) -> Coalition:
        """Whose agreement it is of."""
        return self.agreement.coalition


class PaperReadQuerySet(models.QuerySet["PaperRead"]):
    def visible_to(self, user: User) -> Self:
        """The reads in the coalitions the account administers, and its own everywhere."""
        access = access_of(user)
        administered = [
            grant.coalition_id for grant in access.grants if grant.group == Group.ADMINISTRATOR
        ]
        own = Q(account=user) if not access.view_as else Q(pk__in=[])
        return self.filter(own | Q(paper__agreement__coalition_id__in=administered))


class PaperRead(models.Model):
    """Somebody opened a restricted paper, in the role by which they may. Append-only."""

    paper = models.ForeignKey(AgreementPaper, on_delete=models.PROTECT, related_name="reads")
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    reader_name = models.CharField(max_length=254)
    role = models.CharField(max_length=30)
    read_at = models.DateTimeField()

    objects = PaperReadQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["paper", "-id"], name="reads_of_a_paper")]
        triggers = [
            pgtrigger.Protect(
                name="paper_reads_stay", operation=pgtrigger.Update | pgtrigger.Delete
            ),
            never_emptied(),
        ]

    def __str__(self) -> str:
        return f"{self.reader_name} read {self.paper}"
