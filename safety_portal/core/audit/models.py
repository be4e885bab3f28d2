"""One row per change of state, and the chain that shows whether rows were changed, taken out or put
in.
"""

from typing import Self

import pgtrigger
from django.db import models
from django.db.models import F, Func, Q
from django.db.models.fields.json import KeyTransform

from safety_portal.core.constraints import never_emptied


class AuditRowQuerySet(models.QuerySet["AuditRow"]):
    def about(self, subject: models.Model) -> Self:
        """Rows about one object, newest first."""
        return self.filter(subject_kind=subject._meta.label_lower, subject_id=subject.pk).order_by(
            "-id"
        )

    def with_links(self) -> Self:
        """Rows with where they are chained, `chain` (its scope), `place` and `hash`.

        None of them where they are not.
        """
        link = Link.objects.filter(row_id=models.OuterRef("pk"))
        named = {"chain": "scope", "place": "place", "hash": "hash"}
        return self.defer("detail").annotate(
            **{name: models.Subquery(link.values(field)) for name, field in named.items()}
        )

    def to_read(self) -> Self:
        """Rows with `told`, the details for people, instead of `detail`.

        What stands as evidence is not even read.
        """
        readable = Func(F("detail"), template="(%(expressions)s - '{edition_id,evidence}'::text[])")
        return self.defer("detail").annotate(
            told=models.ExpressionWrapper(readable, models.JSONField())
        )


# What, and what was done to it: a noun, and a past participle with or without a word after it.
ACTION = r"^[a-z]+(_[a-z]+)*\.[a-z]+(_[a-z]+)*$"
# The scopes a transaction writes in, so that it can lock their chains in one order.
NOTE_SCOPES = """
    PERFORM set_config('audit.scopes', array_to_string(ARRAY(
        SELECT DISTINCT scope FROM (
            SELECT unnest(string_to_array(NULLIF(current_setting('audit.scopes', true), ''), ' '))::bigint
            UNION SELECT COALESCE(scope, 0) FROM written
        ) AS noted (scope)
    ), ' '), true);
    RETURN NULL;
"""
# At the commit: first all locks, in one order whoever comes, then the row behind the last one of
# its scope.
CHAIN = """
    PERFORM audit_lock_chains();
    PERFORM audit_chain_row(NEW);
    RETURN NULL;
"""


class AuditRow(models.Model):
    """`by_name` did `action` to `subject_name` at `at`.

    `scope` is the id of the coalition whose administrators read it.

    No foreign keys: the row outlives what it tells of. Its place in the chain is a Link, written
    when the transaction commits (chain.py).
    """

    # Where its subject is shown, once places.link has said so.
    url: str
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
            models.CheckConstraint(
                condition=models.Q(action__regex=ACTION), name="audit_action_is_noun_and_participle"
            )
        ]
        indexes = [
            models.Index(fields=["scope", "-id"], name="audit_by_scope"),
            models.Index(fields=["subject_kind", "subject_id", "-id"], name="audit_by_subject"),
            models.Index(
                KeyTransform("edition_id", "detail"),
                name="audit_by_edition",
                condition=Q(detail__has_key="edition_id"),
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete),
            never_emptied(),
            pgtrigger.Trigger(
                name="scopes_noted",
                level=pgtrigger.Statement,
                when=pgtrigger.After,
                operation=pgtrigger.Insert,
                referencing=pgtrigger.Referencing(new="written"),
                func=NOTE_SCOPES,
            ),
            pgtrigger.Trigger(
                name="chained",
                when=pgtrigger.After,
                operation=pgtrigger.Insert,
                timing=pgtrigger.Deferred,
                func=CHAIN,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.by_name}: {self.action} {self.subject_name}"


class Chain(models.Model):
    """One for each scope, 0 for what has none.

    The row that a transaction locks while it writes behind the last link.
    """

    scope = models.BigIntegerField(primary_key=True)

    def __str__(self) -> str:
        return f"Chain of {self.scope}"


class Link(models.Model):
    """The place of an audit row in the chain of its scope, counted from 1.

    `hash` covers the row and the hash before it.
    """

    scope = models.BigIntegerField()
    place = models.BigIntegerField()
    row_id = models.BigIntegerField(unique=True)
    # How the row was serialized (chain.py).
    version = models.PositiveSmallIntegerField()
    hash = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["scope", "place"], name="one_link_per_place")
        ]
        triggers = [
            pgtrigger.Protect(name="links_stay", operation=pgtrigger.Update | pgtrigger.Delete),
            never_emptied(),
        ]

    def __str__(self) -> str:
        return f"Place {self.place} of {self.scope}"
