"""What members answered to the question of a brief, and who opened it."""

from datetime import datetime, timedelta
from typing import Self

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q

from coalitions.access.grants import access_of
from coalitions.access.roles import MEMBERS, PUBLIC
from coalitions.briefs.models.brief import BriefVersion
from coalitions.briefs.models.reach import writes_in
from coalitions.coalition.models import Coalition
from coalitions.memberships.models.membership import Membership
from safety_portal.core.accounts.models import User
from safety_portal.core.constraints import never_emptied, together

# So long its writer changes an answer; then it stays as it was read.
CHANGED_FOR = timedelta(minutes=15)
LONGEST_ANSWER = 2000


class BriefAnswerQuerySet(models.QuerySet["BriefAnswer"]):
    def visible_to(self, user: User) -> Self:
        """Those given in coalitions that the account is a member of, to a question it read.

        What was answered while a brief was for members stays theirs: parents and students read what
        was said under a public version that they read.
        """
        access = access_of(user)
        direct, _, _ = access.scopes_reading(MEMBERS)
        public = Q(version__sensitivity=PUBLIC, membership__coalition__in=access.coalition_ids)
        named = Q(version__audience=[])
        for role in {grant.role for grant in access.grants}:
            named |= Q(version__audience__contains=[role])
        return self.filter(Q(membership__coalition__in=direct) | (public & named))


class BriefAnswer(models.Model):
    """What somebody said to the question of a version, or to another's answer (`answers`).

    The membership says who it was, in which role, and in which coalition they discuss: the brief of
    a district is discussed in each of its schools' coalitions. Of a removed one only the reason is
    kept, because it may name somebody who is not to be named.
    """

    version = models.ForeignKey(BriefVersion, on_delete=models.PROTECT, related_name="given")
    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    answers = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="replies")
    text = models.TextField(blank=True)
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    changed_at = models.DateTimeField(null=True)
    removed_at = models.DateTimeField(null=True)
    removed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    removed_because = models.CharField(max_length=300, blank=True)

    objects = BriefAnswerQuerySet.as_manager()

    class Meta:
        constraints = [
            together("removed_at", "removed_by", name="answer_removed_at_by"),
            models.CheckConstraint(
                condition=(Q(removed_at__isnull=True, removed_because="") & ~Q(text=""))
                | (Q(removed_at__isnull=False, text="") & ~Q(removed_because="")),
                name="answer_says_something_or_why_not",
            ),
            models.CheckConstraint(
                condition=Q(changed_at__isnull=True)
                | Q(
                    changed_at__gte=F("written_at"),
                    changed_at__lte=F("written_at") + CHANGED_FOR,
                ),
                name="answer_changed_within_minutes",
            ),
        ]
        indexes = [models.Index(fields=["version", "id"], name="answers_of_a_version")]
        triggers = [
            pgtrigger.Protect(name="answers_are_kept", operation=pgtrigger.Delete),
            never_emptied(),
        ]

    def __str__(self) -> str:
        return f"Answer of {self.membership.person}"

    @property
    def coalition(self) -> Coalition:
        """Where it is discussed."""
        return self.membership.coalition

    def is_open(self, now: datetime) -> bool:
        """Whether its writer may still change it."""
        return self.removed_at is None and now <= self.written_at + CHANGED_FOR


class BriefReadQuerySet(models.QuerySet["BriefRead"]):
    def visible_to(self, user: User) -> Self:
        """Who read what, to who writes in the coalition of the brief; and the account's own."""
        access = access_of(user)
        own = Q(account=user) if not access.view_as else Q(pk__in=[])
        return self.filter(own | Q(version__brief__coalition__in=writes_in(user)))


class BriefRead(models.Model):
    """Somebody opened a version, for the first time."""

    version = models.ForeignKey(BriefVersion, on_delete=models.PROTECT, related_name="reads")
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    read_at = models.DateTimeField()

    objects = BriefReadQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["version", "account"], name="brief_read_once"),
        ]
        triggers = [
            pgtrigger.Protect(
                name="brief_reads_stay", operation=pgtrigger.Update | pgtrigger.Delete
            ),
            never_emptied(),
        ]

    def __str__(self) -> str:
        return f"{self.account} read {self.version}"
