"""How a board voted on a frozen edition. Once recorded it stays.

Its minutes may follow, once, and it may be voided, visibly.
"""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q

from plans.approvals.lifecycle import Outcome
from plans.editions.models.edition import Edition
from safety_portal.core.constraints import never_emptied, together
from safety_portal.core.look.wording import counted

# What follows a vote may be set; everything else about it stays.
VOIDED = ("voided_at", "voided_by_id", "voided_because")
MINUTES = ("minutes", "minutes_sha256", "minutes_url", "minutes_added_at", "minutes_added_by_id")
MAY_FOLLOW = ", ".join(f"'{name}'" for name in VOIDED + MINUTES)
VOIDED_OR_WITH_MINUTES = f"""
    IF OLD.voided_at IS NOT NULL
       OR (to_jsonb(NEW) - ARRAY[{MAY_FOLLOW}]) IS DISTINCT FROM (to_jsonb(OLD) - ARRAY[{MAY_FOLLOW}])
       OR (ROW({", ".join(f"NEW.{name}" for name in MINUTES)})
           IS DISTINCT FROM ROW({", ".join(f"OLD.{name}" for name in MINUTES)})
           AND (OLD.minutes <> '' OR OLD.minutes_added_at IS NOT NULL OR NEW.minutes_added_at IS NULL
                OR (OLD.minutes_url <> '' AND NEW.minutes_url <> OLD.minutes_url)))
    THEN
        RAISE EXCEPTION 'pgtrigger: vote % was recorded and can only be voided, or get its minutes once', OLD.id;
    END IF;
    RETURN NEW;
"""
# The lock makes recording a vote and thawing wait for each other, whatever way the row is written.
ON_THE_FROZEN_TEXT = """
    PERFORM 1 FROM plans_edition WHERE id = NEW.edition_id FOR SHARE;
    IF NOT EXISTS (
        SELECT 1 FROM plans_edition
        WHERE id = NEW.edition_id AND status IN ('awaiting_signatures', 'in_force') AND content_hash = NEW.content_hash
    ) THEN
        RAISE EXCEPTION 'pgtrigger: vote % is not on the text that was frozen', NEW.id;
    END IF;
    RETURN NEW;
"""


class Meeting(models.TextChoices):
    """What kind of meeting the board voted in."""

    REGULAR = "regular", "Regular meeting"
    SPECIAL = "special", "Special meeting"
    EMERGENCY = "emergency", "Emergency meeting"


class ApprovalQuerySet(models.QuerySet):
    def standing(self):
        """Votes that were not voided; the newest decides and stands first."""
        return self.filter(voided_at__isnull=True).order_by("-voted_on", "-id")


class Approval(models.Model):
    """One vote of a board on one freezing of an edition, whatever it decided.

    `content_hash` is the fingerprint of the text that lay before the board. `ayes`, `noes` and
    `abstained` are members, counted together or not at all. Where the minutes are found: a private
    file, the item in them, or a web address.
    """

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="approvals")
    content_hash = models.CharField(max_length=64)
    body = models.CharField(max_length=200)
    voted_on = models.DateField()
    meeting = models.CharField(max_length=20, choices=Meeting, default=Meeting.REGULAR)
    is_open_meeting = models.BooleanField(default=True)
    outcome = models.CharField(max_length=20, choices=Outcome)
    ayes = models.PositiveSmallIntegerField(null=True)
    noes = models.PositiveSmallIntegerField(null=True)
    abstained = models.PositiveSmallIntegerField(null=True)
    remark = models.TextField(blank=True)
    minutes = models.FileField(upload_to="minutes/", blank=True)
    # Of the file as it was stored; "" where there is none, or where it was gone already when hashes
    # began.
    minutes_sha256 = models.CharField(max_length=64, blank=True)
    minutes_item = models.CharField(max_length=60, blank=True)
    minutes_url = models.URLField(max_length=500, blank=True)
    # Set where the file or the address came after the vote: a board approves its minutes at its
    # next meeting.
    minutes_added_at = models.DateTimeField(null=True)
    minutes_added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    voided_at = models.DateTimeField(null=True)
    voided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    voided_because = models.CharField(max_length=500, blank=True)

    objects = ApprovalQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(meeting__in=Meeting.values), name="approval_meeting_is_known"
            ),
            models.CheckConstraint(
                condition=Q(outcome__in=Outcome.values), name="approval_outcome_is_known"
            ),
            together("minutes_added_at", "minutes_added_by", name="approval_minutes_added_at_by"),
            together("voided_at", "voided_by", name="approval_voided_at_by"),
            models.CheckConstraint(
                condition=Q(voided_at__isnull=True) | ~Q(voided_because=""),
                name="approval_voided_with_a_reason",
            ),
            models.CheckConstraint(condition=~Q(body=""), name="approval_names_its_board"),
            models.CheckConstraint(
                condition=Q(ayes__isnull=True, noes__isnull=True, abstained__isnull=True)
                | Q(ayes__isnull=False, noes__isnull=False, abstained__isnull=False),
                name="approval_counted_whole",
            ),
            models.CheckConstraint(
                condition=~Q(outcome=Outcome.APPROVED)
                | Q(ayes__isnull=True)
                | Q(ayes__gt=F("noes")),
                name="approved_by_more_ayes_than_noes",
            ),
            models.CheckConstraint(
                condition=~Q(minutes="") | ~Q(minutes_item="") | ~Q(minutes_url=""),
                name="approval_found_in_minutes",
            ),
            models.CheckConstraint(
                condition=Q(minutes_url="") | Q(minutes_url__regex=r"^https?://"),
                name="approval_address_is_of_the_web",
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="votes_stay",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                func=VOIDED_OR_WITH_MINUTES,
            ),
            pgtrigger.Trigger(
                name="voted_on_the_frozen_text",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func=ON_THE_FROZEN_TEXT,
            ),
            pgtrigger.Protect(name="votes_are_kept", operation=pgtrigger.Delete),
            never_emptied(),
        ]

    def __str__(self):
        return f"{self.body}, {self.voted_on}"

    @property
    def is_approved(self):
        return self.outcome == Outcome.APPROVED

    @property
    def takes_minutes(self):
        """Whether the minutes may still be added.

        There is no file, and nothing was added before.
        """
        return not self.minutes and self.minutes_added_at is None and self.voided_at is None

    @property
    def counts(self):
        """ "5 ayes, 1 no, 0 abstained", or "" where nobody counted."""
        if self.ayes is None:
            return ""
        return f"{counted(self.ayes, 'aye')}, {counted(self.noes, 'no', 'noes')}, {self.abstained} abstained"
