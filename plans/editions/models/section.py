"""A node of an edition's tree: title, text, and who may read it."""

import uuid
from collections import defaultdict

import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils import timezone

from coalitions.access.filters import any_of, by_coalition
from coalitions.access.grants import NOBODY, access_of
from coalitions.access.roles import Group, Sensitivity, levels
from plans.editions.lifecycle import Change
from plans.editions.models.edition import Edition, open_to, opened_at, opening
from plans.library.kinds import Kind
from safety_portal.core.constraints import known, never_emptied, together
from safety_portal.core.database.kept_queries import Among, ListSlot
from safety_portal.core.search.vectors import searchable

# The lock makes a save and a freeze wait for each other: without it a save that began before the
# freeze could commit after the hash was computed, and the signatures would sit on other words.
NOT_FROZEN = """
    PERFORM 1 FROM plans_edition
    WHERE id IN (CASE WHEN TG_OP = 'DELETE' THEN OLD.edition_id ELSE NEW.edition_id END,
                 CASE WHEN TG_OP = 'INSERT' THEN NEW.edition_id ELSE OLD.edition_id END)
    FOR SHARE;
    IF EXISTS (
        SELECT 1 FROM plans_edition
        WHERE id IN (CASE WHEN TG_OP = 'DELETE' THEN OLD.edition_id ELSE NEW.edition_id END,
                     CASE WHEN TG_OP = 'INSERT' THEN NEW.edition_id ELSE OLD.edition_id END)
          AND status NOT IN ('drafting', 'in_review')
    ) THEN
        RAISE EXCEPTION 'pgtrigger: section % belongs to a frozen edition', COALESCE(NEW.id, OLD.id);
    END IF;
    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
    RETURN NEW;
"""


def neutral_title(number):
    """What somebody sees of a restricted section whom it is not for."""
    return f"Restricted section {number}".strip()


# How a coalition is within reach (coalitions/access/filters.py).
WAYS = ("direct", "down", "up")


def reading(access):
    """What a query that is kept (`read_by_slots`) is told of an access: lists of ids."""
    scopes = {level: access.scopes_reading(level) for level in Sensitivity.values}
    slots = {
        f"{way}_{level}": [*ids]
        for level in scopes
        for way, ids in zip(WAYS, scopes[level], strict=True)
    }
    return slots | opening(access) | {"put_to": _put_to_grants(access)}


def _put_to_grants(access):
    """The memberships that restricted sections may be put to by name.

    Of nobody who reads them anyway, of no parent or student.
    """
    return [
        grant.membership_id
        for grant in access.grants
        if grant.group != Group.COMMUNITY and Sensitivity.RESTRICTED not in levels(grant.role)
    ]


class SectionQuerySet(models.QuerySet):
    def present(self):
        """Sections that were not taken out of the edition, in reading order."""
        return self.filter(removed_at__isnull=True).order_by("position")

    def restricted(self):
        """Sections whose every reading is on record."""
        return self.filter(sensitivity=Sensitivity.RESTRICTED)

    def visible_to(self, user):
        """Sections whose text the account may read.

        By sensitivity and reach, or as a named reviewer of an open round.
        """
        access = access_of(user)
        by_scopes = defaultdict(list)
        for level in Sensitivity.values:
            by_scopes[access.scopes_reading(level)].append(level)
        by_level = [
            Q(sensitivity__in=read)
            & by_coalition("edition__plan__coalition", direct=direct, down=down, up=up)
            for (direct, down, up), read in by_scopes.items()
        ]
        return self.filter(
            any_of(*by_level, *self._put_to(access)), open_to(access, path="edition")
        )

    def read_by_slots(self):
        """What `visible_to` says, of a query that is kept.

        Who reads is given when it is asked, as `reading` of an access.
        """
        by_level = [
            Q(sensitivity=level)
            & by_coalition(
                "edition__plan__coalition", **{way: ListSlot(f"{way}_{level}") for way in WAYS}
            )
            for level in Sensitivity.values
        ]
        put = Q(pk__in=self._open_round(Among("reviewers__membership_id", ListSlot("put_to"))))
        opened = opened_at("edition", **{name: ListSlot(name) for name in opening(NOBODY)})
        return self.filter(any_of(*by_level, put), opened)

    def put_to(self, user):
        """Sections put to the account by name, as a reviewer of a round that is open, beyond what
        its role reads anyway.
        """
        return self.filter(any_of(*self._put_to(access_of(user))))

    def _put_to(self, access):
        """Restricted sections put to a named reviewer of an open round, who is neither parent nor
        student there.

        Asked only for memberships that do not read what is restricted anyway.
        """
        grants = _put_to_grants(access)
        return (
            [Q(pk__in=self._open_round(Q(reviewers__membership_id__in=grants)))] if grants else []
        )

    def _open_round(self, whose):
        return self.model.objects.filter(whose, reviewers__round__closed_at__isnull=True).values(
            "pk"
        )


class Section(models.Model):
    """Keeps its `lineage` from edition to edition. `version` counts saves.

    A save names the version it started from.
    """

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="sections")
    lineage = models.UUIDField(default=uuid.uuid4)
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="children")
    position = models.PositiveIntegerField()
    level = models.PositiveSmallIntegerField()
    number = models.CharField(max_length=30, blank=True)
    title = models.CharField(max_length=300)
    kind = models.CharField(max_length=20, choices=Kind, default=Kind.OTHER)
    # Code of the part of the federal structure it stands for (plans/data), "" where nobody has
    # placed it.
    target = models.CharField(max_length=60, blank=True)
    sensitivity = models.CharField(max_length=20, choices=Sensitivity, default=Sensitivity.MEMBERS)
    protocol_for = ArrayField(models.CharField(max_length=30), default=list)
    html = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)
    # Against the edition this one is based on; "" while unchanged.
    change = models.CharField(max_length=20, choices=Change, blank=True)
    saved_at = models.DateTimeField(default=timezone.now)
    saved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    # Set at freezing: SHA-256 of this section alone, and of the text whose reading counts as having
    # read it (the hash of the last material change, carried over editorial ones).
    content_hash = models.CharField(max_length=64, blank=True)
    protocol_hash = models.CharField(max_length=64, blank=True)
    # Why a section without text needs none: printed in its place, and signed. "" where it is
    # needed.
    not_needed_because = models.CharField(max_length=500, blank=True)
    not_needed_at = models.DateTimeField(null=True)
    not_needed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    removed_at = models.DateTimeField(null=True)
    removed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    objects = SectionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["edition", "lineage"], name="one_section_per_lineage"),
            models.UniqueConstraint(
                fields=["edition", "position"],
                condition=Q(removed_at__isnull=True),
                name="one_section_per_place",
            ),
            models.CheckConstraint(
                condition=Q(sensitivity__in=Sensitivity.values), name="section_sensitivity_is_known"
            ),
            known("kind", Kind, name="section_kind_is_known"),
            known("change", [*Change.values, ""], name="section_change_is_known"),
            together("removed_at", "removed_by", name="section_removed_at_by"),
            together("not_needed_at", "not_needed_by", name="section_not_needed_at_by"),
            models.CheckConstraint(
                condition=Q(not_needed_because="", not_needed_at__isnull=True)
                | (~Q(not_needed_because="") & Q(not_needed_at__isnull=False)),
                name="section_not_needed_with_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(not_needed_because="") | Q(html="", protocol_for=[]),
                name="section_not_needed_is_a_gap",
            ),
            models.CheckConstraint(
                condition=Q(level__range=(1, 9)), name="section_level_one_to_nine"
            ),
            models.CheckConstraint(condition=~Q(title=""), name="section_has_a_title"),
        ]
        indexes = [
            searchable("title", "html", name="sections_searched"),
            models.Index(
                fields=["lineage", "protocol_hash"],
                condition=~Q(protocol_hash=""),
                name="protocols_by_text",
            ),
            # Of the fifty sections of an edition the one or two that somebody has to read: every
            # home page and sweep asks. Not by its hash as well: in force each has one, and the
            # database, which multiplies conditions, expects four of two hundred then.
            models.Index(
                fields=["edition"],
                condition=Q(removed_at__isnull=True) & ~Q(protocol_for=[]),
                name="sections_protocols",
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="frozen_text_stays",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
                func=NOT_FROZEN,
            ),
            never_emptied(),
        ]

    def __str__(self):
        return f"{self.number} {self.title}".strip()

    @property
    def neutral_title(self):
        """What somebody sees who may not read a restricted section."""
        return neutral_title(self.number)

    @property
    def is_restricted(self):
        return self.sensitivity == Sensitivity.RESTRICTED
