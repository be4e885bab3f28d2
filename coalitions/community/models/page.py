"""What a coalition decided about its page for everybody."""

from typing import Self

import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from coalitions.access.grants import access_of
from coalitions.coalition.models import Coalition
from coalitions.community.letters import letters
from coalitions.community.lifecycle import PagePart, PageState
from coalitions.programs.models.program import Program
from safety_portal.core.accounts.models import User
from safety_portal.core.constraints import known, never_emptied, together

LONGEST_INTRODUCTION, LONGEST_PHONE = 1000, 40


class CommunityPageQuerySet(models.QuerySet["CommunityPage"]):
    def visible_to(self, user: User) -> Self:
        """Those of the coalitions that the account is a member of; what they show is public."""
        return self.filter(coalition__in=access_of(user).coalition_ids)

    def published(self) -> Self:
        """Those that everybody sees."""
        return self.filter(state=PageState.PUBLISHED)


class CommunityPage(models.Model):
    """Without a row nothing is public. `left_out` are the parts that it does not show, `letters`
    the codes of those on file, `concerns` links and numbers (concerns.py), in their order.

    `seen_as` is the fingerprint of the preview that its administrator looked at when publishing.
    """

    coalition = models.OneToOneField(
        Coalition, on_delete=models.PROTECT, related_name="community_page"
    )
    state = models.CharField(
        max_length=20, choices=PageState, default=PageState.HIDDEN, editable=False
    )
    phone = models.CharField(max_length=LONGEST_PHONE, blank=True)
    introduction = models.CharField(max_length=LONGEST_INTRODUCTION, blank=True)
    left_out = ArrayField(
        models.CharField(max_length=20, choices=PagePart), default=list, blank=True
    )
    concerns = models.JSONField(default=list, blank=True)
    letters = ArrayField(models.CharField(max_length=60), default=list, blank=True)
    programs = models.ManyToManyField(Program, related_name="+", blank=True)
    # Counts saves, so that one does not write over another.
    saves = models.PositiveIntegerField(default=1)
    saved_at = models.DateTimeField()
    saved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    published_at = models.DateTimeField(null=True)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    seen_as = models.CharField(max_length=64, blank=True)

    objects = CommunityPageQuerySet.as_manager()

    class Meta:
        constraints = [
            known("state", PageState, name="page_state_is_known"),
            together("published_at", "published_by", name="page_published_at_by"),
            models.CheckConstraint(
                condition=(
                    Q(state=PageState.PUBLISHED, published_at__isnull=False) & ~Q(seen_as="")
                )
                | (~Q(state=PageState.PUBLISHED) & Q(published_at__isnull=True, seen_as="")),
                name="page_published_after_a_preview",
            ),
            models.CheckConstraint(
                condition=Q(left_out__contained_by=list(PagePart.values)),
                name="page_leaves_out_parts_there_are",
            ),
            models.CheckConstraint(
                condition=Q(letters__contained_by=list(letters())), name="page_letters_are_known"
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="pages_are_kept", operation=pgtrigger.Delete),
            never_emptied(),
        ]

    def __str__(self) -> str:
        return f"Public page of {self.coalition}"

    @property
    def is_published(self) -> bool:
        """Whether everybody sees it."""
        return self.state == PageState.PUBLISHED
