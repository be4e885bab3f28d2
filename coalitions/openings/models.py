"""That somebody opened a school's pages, or put them on a phone."""

import uuid
from typing import Self

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q

from coalitions.access.filters import by_coalition
from coalitions.access.grants import access_of
from coalitions.access.roles import Group
from coalitions.coalition.models import Coalition
from safety_portal.core.accounts.models import User
from safety_portal.core.constraints import known, never_emptied


class OpeningWay(models.TextChoices):
    """How the pages reached their reader."""

    OPENED = "opened", "Opened"
    KEPT = "kept", "Kept on a device"
    WITHOUT_SIGNAL = "without_signal", "Opened without signal"


class OpenedPage(models.TextChoices):
    """Which of a school's pages."""

    SCHOOL = "school", "Numbers, sites and cards"
    PLAN = "plan", "Text of the plan"


class OpeningQuerySet(models.QuerySet["Opening"]):
    def visible_to(self, user: User) -> Self:
        """Those of the coalitions that the account administers and the schools of its districts,
        and its own everywhere.
        """
        access = access_of(user)
        grants = [grant for grant in access.grants if grant.group == Group.ADMINISTRATOR]
        administered = by_coalition(
            "coalition",
            direct=[grant.coalition_id for grant in grants],
            down=[grant.district_id for grant in grants if not grant.of_school],
        )
        own = Q(pk__in=[]) if access.view_as else Q(account=user)
        return self.filter(administered | own)

    def looked(self) -> Self:
        """Those by which somebody saw a page: what a phone keeps by itself nobody has seen yet."""
        return self.exclude(way=OpeningWay.KEPT)


class Opening(models.Model):
    """`reader_name` got a page of a school at `opened_at`: by the device's clock, where it was
    without a signal. Append-only.
    """

    # Given by the device, so that what is sent twice is kept once.
    key = models.UUIDField(default=uuid.uuid4)
    coalition = models.ForeignKey(Coalition, on_delete=models.PROTECT, related_name="openings")
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    reader_name = models.CharField(max_length=254)
    role = models.CharField(max_length=30)
    page = models.CharField(max_length=20, choices=OpenedPage)
    way = models.CharField(max_length=20, choices=OpeningWay)
    opened_at = models.DateTimeField()
    received_at = models.DateTimeField()

    objects = OpeningQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["account", "key"], name="one_opening_of_a_key"),
            known("page", OpenedPage, name="opened_page_is_known"),
            known("way", OpeningWay, name="opening_way_is_known"),
            models.CheckConstraint(
                condition=Q(received_at__gte=F("opened_at")), name="opening_received_afterwards"
            ),
            models.CheckConstraint(
                condition=Q(way=OpeningWay.WITHOUT_SIGNAL) | Q(received_at=F("opened_at")),
                name="opening_with_signal_received_at_once",
            ),
        ]
        indexes = [
            models.Index(fields=["coalition", "-id"], name="openings_by_coalition"),
            models.Index(fields=["account", "coalition", "-opened_at"], name="openings_by_account"),
        ]
        triggers = [
            pgtrigger.Protect(name="openings_stay", operation=pgtrigger.Update | pgtrigger.Delete),
            never_emptied(),
        ]

    def __str__(self) -> str:
        return f"{self.reader_name}, {self.get_page_display()}"
