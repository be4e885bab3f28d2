"""Who got the plan, and who read what is restricted: made from what really happened."""

from typing import Self

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q

from coalitions.access.grants import access_of
from coalitions.access.roles import Group
from plans.editions.models.edition import Edition
from plans.editions.models.section import Section
from safety_portal.core.accounts.models import User
from safety_portal.core.constraints import known, never_emptied


class Channel(models.TextChoices):
    """How text reached a reader."""

    OPENED = "opened", "Opened"
    DOWNLOADED = "downloaded", "Downloaded"
    PRINTED = "printed", "Printed"
    HANDED_OVER = "handed_over", "Handed over"


class Distribution(models.Model):
    """First time an account (or a person on paper) got one edition by one channel.

    The record of distribution prints these.
    """

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="distributions")
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    recipient_name = models.CharField(max_length=200)
    recipient_title = models.CharField(max_length=200, blank=True)
    agency_name = models.CharField(max_length=200, blank=True)
    channel = models.CharField(max_length=20, choices=Channel)
    copies = models.PositiveSmallIntegerField(default=1)
    delivered_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "account", "channel"], name="distributed_once_per_channel"
            ),
            known("channel", Channel, name="distribution_channel_is_known"),
        ]

    def __str__(self) -> str:
        return f"{self.recipient_name}, {self.get_channel_display()}"


class RestrictedReadQuerySet(models.QuerySet["RestrictedRead"]):
    def visible_to(self, user: User) -> Self:
        """The reads in the coalitions the account administers, and its own everywhere."""
        access = access_of(user)
        administered = [
            grant.coalition_id for grant in access.grants if grant.group == Group.ADMINISTRATOR
        ]
        own = Q(account=user) if not access.view_as else Q(pk__in=[])
        return self.filter(own | Q(coalition_id__in=administered))


class RestrictedRead(models.Model):
    """Somebody read a restricted section. Kept even when the section goes; append-only."""

    section = models.ForeignKey(
        Section, on_delete=models.DO_NOTHING, db_constraint=False, related_name="reads"
    )
    section_title = models.CharField(max_length=300)
    coalition_id = models.BigIntegerField()
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.DO_NOTHING, db_constraint=False, related_name="+"
    )
    reader_name = models.CharField(max_length=254)
    role = models.CharField(max_length=30)
    channel = models.CharField(max_length=20, choices=Channel)
    read_at = models.DateTimeField()

    objects = RestrictedReadQuerySet.as_manager()

    class Meta:
        constraints = [known("channel", Channel, name="read_channel_is_known")]
        indexes = [
            models.Index(fields=["coalition_id", "-id"], name="reads_by_coalition"),
            models.Index(fields=["account", "-id"], name="reads_by_account"),
        ]
        triggers = [
            pgtrigger.Protect(name="reads_stay", operation=pgtrigger.Update | pgtrigger.Delete),
            never_emptied(),
        ]

    def __str__(self) -> str:
        return f"{self.reader_name} read {self.section_title}"
