"""The outbox: every mail the portal owes somebody, and what became of it."""

from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q


class MessageQuerySet(models.QuerySet["Message"]):
    def waiting(self, now: datetime) -> Self:
        """Neither sent nor given up, its time has come, and no sender is at it."""
        unclaimed = Q(lease_until__isnull=True) | Q(lease_until__lt=now)
        return self.filter(unclaimed, sent_at__isnull=True, failed_at__isnull=True, due_at__lte=now)

    def listed(self) -> Self:
        """What a list says of messages: not their texts."""
        return self.defer("text", "html", "parts", "calendar")


class Message(models.Model):
    """Written in the transaction of the change it tells of.

    Sent later by a worker, at least once, normally exactly once.

    `due_at` is when to try next. `attempts` counts what the mail server put off, `abandoned` the
    senders that ended while they were at it; both are bounded (sending.py), and then `failed_at` is
    set and `last_error` says why.

    A digest is written in words by whoever sends it: `parts` are what it says (digest.py) until
    then, and `text` is empty. `from_name` is in whose name it comes, before the portal's own.

    `secret_until` is when the link in it stops working that lets whoever has it act, null where
    there is none (kinds.py). `blanked_at` is when such a text was replaced by a sentence. `is_file`
    says that it was not handed to a mail server but written to a file on this one. `calendar` is an
    iCalendar file that goes along (core/calendar), "" where none does; it holds no secret. After
    `expires_at` it is no longer true and not sent any more; null where it stays true.
    """

    dedupe_key = models.CharField(max_length=200, unique=True)
    kind = models.CharField(max_length=40)
    # The coalition whose administrators see it in the ledger; the frame does not know what a
    # coalition is.
    scope = models.BigIntegerField(null=True)
    # Of no index of its own, nor below: each table has another that begins with the account.
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        db_index=False,
        related_name="messages",
    )
    to_name = models.CharField(max_length=200)
    to_address = models.EmailField(max_length=254)
    subject = models.CharField(max_length=200)
    text = models.TextField()
    html = models.TextField(blank=True)
    parts = models.JSONField(null=True)
    calendar = models.TextField(blank=True, default="")
    from_name = models.CharField(max_length=200, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    due_at = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)
    abandoned = models.PositiveSmallIntegerField(default=0)
    lease_until = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    failed_at = models.DateTimeField(null=True)
    last_error = models.CharField(max_length=500, blank=True)
    secret_until = models.DateTimeField(null=True)
    blanked_at = models.DateTimeField(null=True)
    is_file = models.BooleanField(default=False)
    expires_at = models.DateTimeField(null=True)

    objects = MessageQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(sent_at__isnull=True) | Q(failed_at__isnull=True),
                name="message_sent_or_failed",
            ),
            models.CheckConstraint(
                condition=Q(blanked_at__isnull=True) | Q(secret_until__isnull=False),
                name="only_secrets_are_blanked",
            ),
        ]
        indexes = [
            models.Index(
                fields=["due_at", "id"],
                condition=Q(sent_at__isnull=True, failed_at__isnull=True),
                name="messages_waiting",
            ),
            models.Index(fields=["scope", "-id"], name="messages_by_scope"),
            models.Index(fields=["account", "-id"], name="messages_by_account"),
        ]

    def __str__(self) -> str:
        return f"{self.subject} to {self.to_address}"


class Heartbeat(models.Model):
    """When a background process was last heard from."""

    name = models.CharField(max_length=40, unique=True)
    heard_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name


class Reminder(models.Model):
    """An account was told of an obligation, at one step of the ladder towards one due date.

    Once each: the key says so.

    Kept after the obligation is gone: it is the ledger. `step` counts days before (+) or after (-)
    `due_on`.
    """

    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, db_index=False, related_name="+"
    )
    key = models.CharField(max_length=120)
    due_on = models.DateField()
    step = models.SmallIntegerField()
    kind = models.CharField(max_length=40)
    scope = models.BigIntegerField()
    title = models.CharField(max_length=300)
    told_on = models.DateField()
    # The digest it was told in.
    message = models.ForeignKey(Message, on_delete=models.CASCADE, related_name="reminders")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["account", "key", "due_on", "step"], name="reminded_once_per_step"
            ),
        ]
        indexes = [
            models.Index(fields=["scope", "-id"], name="reminders_by_scope"),
            models.Index(fields=["account", "-id"], name="reminders_by_account"),
            models.Index(fields=["scope", "told_on"], name="reminders_by_day"),
        ]

    def __str__(self) -> str:
        return f"{self.title}: step {self.step}"


class Digest(models.Model):
    """At most one a day to one account: the key says so, whoever sweeps and how often."""

    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, db_index=False, related_name="+"
    )
    day = models.DateField()
    message = models.OneToOneField(Message, on_delete=models.CASCADE, related_name="digest")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["account", "day"], name="one_digest_a_day")]

    def __str__(self) -> str:
        return f"Digest of {self.day}"


class Tally(models.Model):
    """What was owed in one scope when it was last counted on a day, and why it was told or not.

    The parts add up: told that day, its next step later, quiet because of a holiday, owed by people
    without an account.
    """

    scope = models.BigIntegerField()
    day = models.DateField()
    told = models.PositiveIntegerField(default=0)
    later = models.PositiveIntegerField(default=0)
    quiet = models.PositiveIntegerField(default=0)
    no_account = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name_plural = "tallies"
        constraints = [models.UniqueConstraint(fields=["scope", "day"], name="one_tally_a_day")]

    def __str__(self) -> str:
        return f"Tally of {self.day}"
