"""What one writer has typed and not saved yet: autosave goes here, never into the shared text."""

from django.conf import settings
from django.db import models

from plans.models.section import Section


class Draft(models.Model):
    """One per writer and section; outlives the session. `base_version` is the version it was started from."""

    section = models.ForeignKey(Section, on_delete=models.CASCADE, related_name="drafts")
    account = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    title = models.CharField(max_length=300)
    html = models.TextField(blank=True)
    base_version = models.PositiveIntegerField()
    saved_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["section", "account"], name="one_draft_per_writer")]

    def __str__(self):
        return f"Draft of {self.section}"
