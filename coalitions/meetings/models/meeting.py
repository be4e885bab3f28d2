"""A meeting, how a coalition meets, and a correction of minutes that were approved."""

import uuid
from typing import Self

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from coalitions.access.grants import access_of
from coalitions.access.roles import Sensitivity
from coalitions.coalition.models import Coalition
from coalitions.meetings.lifecycle import MeetingKind, MeetingState
from coalitions.memberships.models.membership import Membership
from safety_portal.core.accounts.models import User
from safety_portal.core.constraints import known, never_emptied, together

# Days before a meeting on which its agenda is posted, where nothing else was set.
AGENDA_DAYS = 3
OPENED, HANDED_IN = ("held", "minutes_draft", "approved"), ("minutes_draft", "approved")


class MeetingRules(models.Model):
    """How a coalition meets; without a row: no quorum, not in public.

    `quorum_percent` of the seats that are filled have to be there, null asks for none. `is_open`
    says that it follows open-meetings practice: the agenda is posted `agenda_days` before, and what
    is public of agenda and minutes stands on a page for everybody.
    """

    coalition = models.OneToOneField(
        Coalition, on_delete=models.PROTECT, related_name="meeting_rules"
    )
    quorum_percent = models.PositiveSmallIntegerField(null=True)
    is_open = models.BooleanField(default=False)
    agenda_days = models.PositiveSmallIntegerField(default=AGENDA_DAYS)

    class Meta:
        verbose_name_plural = "meeting rules"
        constraints = [
            models.CheckConstraint(
                condition=Q(quorum_percent__isnull=True) | Q(quorum_percent__range=(1, 100)),
                name="quorum_is_a_percentage",
            ),
            models.CheckConstraint(
                condition=Q(agenda_days__range=(0, 60)), name="agenda_posted_within_60_days"
            ),
        ]

    def __str__(self) -> str:
        return f"Meetings of {self.coalition}"


class MeetingQuerySet(models.QuerySet["Meeting"]):
    def visible_to(self, user: User) -> Self:
        """Those of the coalitions that the account is a member of."""
        return self.filter(coalition__in=access_of(user).coalition_ids)


class Meeting(models.Model):
    """One meeting, from its plan to its approved minutes.

    `uid` names it in calendars for good; `sequence` counts what calendars were told of changes.
    `quorum_needed` is how many seats had to be there, written down when it was opened; null where
    none was asked. `follows` is the meeting of which this is the next.
    """

    coalition = models.ForeignKey(Coalition, on_delete=models.PROTECT, related_name="meetings")
    kind = models.CharField(max_length=20, choices=MeetingKind)
    state = models.CharField(
        max_length=20, choices=MeetingState, default=MeetingState.PLANNED, editable=False
    )
    about = models.CharField(max_length=200, blank=True)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    place = models.CharField(max_length=200, blank=True)
    link = models.URLField(max_length=500, blank=True)
    guests = models.CharField(max_length=500, blank=True)
    note_taker = models.ForeignKey(
        Membership, on_delete=models.PROTECT, null=True, related_name="notes_taken"
    )
    follows = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, related_name="followed_by"
    )
    uid = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    sequence = models.PositiveIntegerField(default=0)
    planned_at = models.DateTimeField()
    planned_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    agenda_posted_at = models.DateTimeField(null=True)
    agenda_posted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    opened_at = models.DateTimeField(null=True)
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    quorum_needed = models.PositiveSmallIntegerField(null=True)
    drafted_at = models.DateTimeField(null=True)
    drafted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    approved_at = models.DateTimeField(null=True)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    cancelled_at = models.DateTimeField(null=True)
    cancelled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    cancelled_because = models.CharField(max_length=500, blank=True)

    objects = MeetingQuerySet.as_manager()

    class Meta:
        constraints = [
            known("kind", MeetingKind, name="meeting_kind_is_known"),
            known("state", MeetingState, name="meeting_state_is_known"),
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")), name="meeting_ends_after_it_starts"
            ),
            models.CheckConstraint(
                condition=~Q(place="", link=""), name="meeting_has_a_place_or_a_link"
            ),
            together("agenda_posted_at", "agenda_posted_by", name="agenda_posted_at_by"),
            together("opened_at", "opened_by", name="meeting_opened_at_by"),
            together("drafted_at", "drafted_by", name="minutes_drafted_at_by"),
            together("approved_at", "approved_by", name="minutes_approved_at_by"),
            together("cancelled_at", "cancelled_by", name="meeting_cancelled_at_by"),
            models.CheckConstraint(
                condition=Q(state__in=OPENED, opened_at__isnull=False)
                | (~Q(state__in=OPENED) & Q(opened_at__isnull=True)),
                name="held_meeting_was_opened",
            ),
            models.CheckConstraint(
                condition=Q(state__in=HANDED_IN, drafted_at__isnull=False)
                | (~Q(state__in=HANDED_IN) & Q(drafted_at__isnull=True)),
                name="minutes_draft_was_handed_in",
            ),
            models.CheckConstraint(
                condition=Q(state="approved", approved_at__isnull=False)
                | (~Q(state="approved") & Q(approved_at__isnull=True)),
                name="approved_minutes_say_by_whom",
            ),
            models.CheckConstraint(
                condition=(
                    Q(state="cancelled", cancelled_at__isnull=False) & ~Q(cancelled_because="")
                )
                | (~Q(state="cancelled") & Q(cancelled_at__isnull=True, cancelled_because="")),
                name="cancelled_meeting_says_why",
            ),
            models.CheckConstraint(condition=~Q(follows=F("id")), name="meeting_follows_another"),
        ]
        indexes = [
            models.Index(fields=["coalition", "-starts_at", "-id"], name="meetings_of_a_coalition"),
            models.Index(
                fields=["coalition", "state"],
                condition=~Q(state__in=["approved", "cancelled"]),
                name="meetings_that_wait",
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="meetings_are_kept", operation=pgtrigger.Delete),
            # What was approved is what went out: nothing of it changes, and it stays approved.
            pgtrigger.Protect(
                name="approved_minutes_stay",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__state="approved"),
            ),
            never_emptied(),
        ]

    def __str__(self) -> str:
        return self.about or str(self.get_kind_display())

    def get_absolute_url(self) -> str:
        return reverse("meeting", args=[self.coalition.slug, self.pk])


class Correction(models.Model):
    """What approved minutes should have said, by whom and since when; the minutes stay."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="corrections")
    text = models.TextField()
    sensitivity = models.CharField(max_length=20, choices=Sensitivity, default=Sensitivity.MEMBERS)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="correction_says_something"),
            known("sensitivity", Sensitivity, name="correction_sensitivity_is_known"),
        ]
        triggers = [
            pgtrigger.Protect(
                name="corrections_stay", operation=pgtrigger.Update | pgtrigger.Delete
            ),
            never_emptied(),
        ]

    def __str__(self) -> str:
        return self.text
