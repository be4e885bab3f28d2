"""The outbox: every mail the portal owes somebody, and what became of it."""

from django.conf import settings
from django.db import models
from django.db.models import Q


class Message(models.Model):
    """Written in the transaction of the change it tells of; sent later by a worker, at least once, normally exactly once."""

    dedupe_key = models.CharField(max_length=200, unique=True)
    kind = models.CharField(max_length=40)
    # The coalition whose administrators see it in the ledger; the frame does not know what a coalition is.
    scope = models.BigIntegerField(null=True)
    account = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="messages")
    to_name = models.CharField(max_length=200)
    to_address = models.EmailField(max_length=254)
    subject = models.CharField(max_length=200)
    text = models.TextField()
    html = models.TextField(blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    due_at = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)
    lease_until = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    failed_at = models.DateTimeField(null=True)
    last_error = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(sent_at__isnull=True) | Q(failed_at__isnull=True), name="message_sent_or_failed"
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

    def __str__(self):
        return f"{self.subject} to {self.to_address}"
