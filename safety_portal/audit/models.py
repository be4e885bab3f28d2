"""One row per change of state. No foreign keys: the row outlives what it tells of."""

import pgtrigger
from django.db import models


class AuditRowQuerySet(models.QuerySet):
    def about(self, subject):
        """Rows about one object, newest first."""
        return self.filter(subject_kind=subject._meta.label_lower, subject_id=subject.pk).order_by("-id")


# What, and what was done to it: a noun, and a past participle with or without a word after it.
ACTION = r"^[a-z]+(_[a-z]+)*\.[a-z]+(_[a-z]+)*$"


class AuditRow(models.Model):
    """`by_name` did `action` to `subject_name` at `at`. `scope` is the id of the coalition whose administrators read it."""

    at = models.DateTimeField(auto_now_add=True, db_index=True)
    by_id = models.BigIntegerField(null=True)
    by_name = models.CharField(max_length=254)
    action = models.CharField(max_length=60)
    subject_kind = models.CharField(max_length=60)
    subject_id = models.BigIntegerField(null=True)
    subject_name = models.CharField(max_length=300)
    scope = models.BigIntegerField(null=True)
    detail = models.JSONField(default=dict)

    objects = AuditRowQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(action__regex=ACTION), name="audit_action_is_noun_and_participle")
        ]
        indexes = [
            models.Index(fields=["scope", "-id"], name="audit_by_scope"),
            models.Index(fields=["subject_kind", "subject_id", "-id"], name="audit_by_subject"),
        ]
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self):
        return f"{self.by_name}: {self.action} {self.subject_name}"
