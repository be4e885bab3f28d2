"""What somebody asked for under a public records law."""

from typing import Self

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from coalitions.access.grants import access_of
from coalitions.access.roles import Group
from coalitions.coalition.models import Coalition
from coalitions.public_records.lifecycle import RequestState
from safety_portal.core.accounts.models import User
from safety_portal.core.constraints import known, never_emptied, together

S = RequestState


def administered_by(user: User) -> Q:
    """The condition that a row is of a coalition which the account administers."""
    ids = [
        grant.coalition_id for grant in access_of(user).grants if grant.group == Group.ADMINISTRATOR
    ]
    return Q(coalition__in=ids)


class RecordsRequestQuerySet(models.QuerySet["RecordsRequest"]):
    def visible_to(self, user: User) -> Self:
        """Those of the coalitions that the account administers."""
        return self.filter(administered_by(user))

    def with_packets(self) -> Self:
        """Each with how many `.packets_made` there are for it."""
        return self.annotate(packets_made=models.Count("packets"))

    def open(self) -> Self:
        """Those that wait for an answer."""
        return self.filter(state=S.OPEN)


class RecordsRequest(models.Model):
    """`asked_by` wants what `asked_for` says, received on a day and to be answered by another.

    `asked_by` is an office or a kind of person, never a name. Facts are counted from `begins_on`
    through `ends_on`. `due_because` says why the day is a later one than it was.
    """

    # Of with_packets.
    packets_made: int
    coalition = models.ForeignKey(
        Coalition, on_delete=models.PROTECT, related_name="records_requests"
    )
    state = models.CharField(max_length=20, choices=S, default=S.OPEN, editable=False)
    asked_by = models.CharField(max_length=200)
    asked_for = models.TextField()
    received_on = models.DateField()
    due_on = models.DateField()
    due_because = models.CharField(max_length=500, blank=True)
    begins_on = models.DateField()
    ends_on = models.DateField()
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    closed_on = models.DateField(null=True)
    closed_because = models.CharField(max_length=500, blank=True)
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    objects = RecordsRequestQuerySet.as_manager()

    class Meta:
        constraints = [
            known("state", S, name="records_request_state_is_known"),
            models.CheckConstraint(
                condition=~Q(asked_by="") & ~Q(asked_for=""),
                name="records_request_says_who_and_what",
            ),
            models.CheckConstraint(
                condition=Q(due_on__gte=F("received_on")), name="records_request_due_after_received"
            ),
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("begins_on")),
                name="records_request_of_a_period",
            ),
            together("closed_at", "closed_by", name="records_request_closed_at_by"),
            together("closed_at", "closed_on", name="records_request_closed_on_a_day"),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=False) & ~Q(state=S.OPEN) & ~Q(closed_because="")
                | Q(state=S.OPEN, closed_at__isnull=True, closed_because=""),
                name="records_request_closed_with_words",
            ),
        ]
        indexes = [
            models.Index(
                fields=["coalition", "-received_on", "-id"], name="records_requests_by_day"
            ),
            models.Index(
                fields=["due_on"], condition=Q(state="open"), name="records_requests_open"
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="records_requests_are_kept", operation=pgtrigger.Delete),
            pgtrigger.Protect(
                name="closed_records_requests_stay",
                operation=pgtrigger.Update,
                condition=~pgtrigger.Q(old__state="open"),
            ),
            never_emptied(),
        ]

    def __str__(self) -> str:
        return self.asked_by

    def get_absolute_url(self) -> str:
        return reverse("records_packet", args=[self.coalition.slug, self.pk])

    @property
    def is_open(self) -> bool:
        """Whether it waits for an answer."""
        return self.state == S.OPEN
